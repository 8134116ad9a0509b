import { defineConfig } from 'vitest/config'

/** `unit` needs nothing; `integration` starts one real PostgreSQL for the run (tests/integration/database.ts). */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    execArgv: ['--import', './lib/cli/alias.mjs', '--disable-warning=ExperimentalWarning'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/unit/repeatable.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
