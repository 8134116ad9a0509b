/** End-to-end tests in a real browser, on a demonstration server of their own (tests/e2e/demo-server.ts). */
import { defineConfig } from '@playwright/test'
import { findChromium } from './lib/cli/chromium.mjs'

/** Software rendering, so that maps draw on a machine without a graphics card. */
const GRAPHICS = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']

const executablePath = findChromium()

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/demo-server.ts',
  workers: 1,
  ...(process.env.SLOW ? {} : { grepInvert: /@slow/ }),
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', ...GRAPHICS],
    },
    screenshot: 'only-on-failure',
  },
})
