import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** One import that each row of biome.json must report, and one that it must let pass. */
const ROWS: Readonly<Record<string, { forbidden: readonly string[]; allowed: readonly string[] }>> = {
  'lib/domain': {
    forbidden: ['fs', 'node:fs', 'react-dom/client', 'zod', '../db/client', '@/lib/db/client'],
    allowed: ['@turf/turf', './b'],
  },
  'lib/db': {
    forbidden: ['react', '@/lib/usecases/x', 'next/headers'],
    allowed: ['pg', 'node:stream/promises'],
  },
  'lib/solver': { forbidden: ['@/lib/db/client', 'react'], allowed: ['node:worker_threads'] },
  'lib/auth': { forbidden: ['@/lib/usecases/x', '@/app/x'], allowed: ['better-auth/plugins'] },
  'lib/files': {
    forbidden: ['@/lib/db/client', 'react', 'zod'],
    allowed: ['csv-parse/sync', 'write-excel-file/node'],
  },
  'lib/roads': { forbidden: ['@/lib/db/client', '@/lib/files/x'], allowed: ['pbf'] },
  'lib/tiles': { forbidden: ['@/lib/usecases/x', 'next/server'], allowed: ['@/lib/db/client'] },
  'lib/jobs': { forbidden: ['@/app/x', 'react'], allowed: ['@/lib/usecases/x'] },
  'lib/i18n': { forbidden: ['@/lib/db/client', '@/lib/usecases/x'], allowed: ['next-intl/server'] },
  'lib/usecases': { forbidden: ['next/headers', 'react', '@prisma/client', '@/lib/ui/x'], allowed: ['zod'] },
  'lib/map': { forbidden: ['node:fs', '@/lib/db/client', '@/lib/usecases/x'], allowed: ['maplibre-gl'] },
  'lib/ui': {
    forbidden: ['fs', '@/lib/usecases/x', 'maplibre-gl', 'echarts'],
    allowed: ['@mantine/core', 'echarts/core'],
  },
  'lib/cli': { forbidden: ['@/app/x', 'react', '@/lib/ui/x'], allowed: ['@/lib/usecases/x'] },
  app: {
    forbidden: ['@/lib/db/client', '@/lib/solver/pool', 'maplibre-gl', '@prisma/client'],
    allowed: ['@/lib/usecases/x'],
  },
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layers-'))
  const { vcs: _vcs, $schema: _schema, ...config } = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(config))
  for (const [row, { forbidden, allowed }] of Object.entries(ROWS)) {
    mkdirSync(join(folder, row), { recursive: true })
    for (const [k, name] of forbidden.entries()) {
      writeFileSync(join(folder, row, `forbidden-${k}.ts`), `import '${name}'\n`)
    }
    for (const [k, name] of allowed.entries()) {
      writeFileSync(join(folder, row, `allowed-${k}.ts`), `import '${name}'\n`)
    }
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test('every row of the import rules reports its canaries and lets its own vendor pass', () => {
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome')
  const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const report = JSON.parse(run.stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[]
  }
  const reported = new Set(
    report.diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location }) => (typeof location.path === 'string' ? location.path : location.path.file))
      .map((path) => path.replace(/^\.\//, '')),
  )
  for (const [row, { forbidden, allowed }] of Object.entries(ROWS)) {
    forbidden.forEach((name, k) => {
      expect(reported, `${row} must not import ${name}`).toContain(`${row}/forbidden-${k}.ts`)
    })
    allowed.forEach((name, k) => {
      expect(reported, `${row} may import ${name}`).not.toContain(`${row}/allowed-${k}.ts`)
    })
  }
})

test('every folder below lib has its row, and every row its canaries', () => {
  const { overrides } = JSON.parse(readFileSync('biome.json', 'utf8')) as {
    overrides: { includes: string[] }[]
  }
  const rows = overrides.flatMap(({ includes }) => includes).map((pattern) => dirname(pattern))
  const folders = readdirSync('lib', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const row of ['app', ...folders.map(({ name }) => `lib/${name}`)]) {
    expect(rows).toContain(row)
    expect(Object.keys(ROWS)).toContain(row)
  }
})
