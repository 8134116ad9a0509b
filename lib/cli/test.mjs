/**
 * `npm test`: all the set-up, then every check, and one closing line over all of them.
 *
 * Shape  types and lint count as one each; `--only types,lint,unit,integration` runs some of them.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { environment, ROOT, say, setUp } from './setup.mjs'

const node = await setUp()
const only = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1].split(',')
  : undefined
const bin = (path) => join(ROOT, 'node_modules', path)

const CHECKS = {
  types: () => single('types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']),
  lint: () => single('lint', [bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.']),
  unit: () => vitest('unit'),
  integration: () => vitest('integration'),
}

let passed = 0
let failed = 0
for (const [name, check] of Object.entries(CHECKS)) {
  if (only && !only.includes(name)) continue
  const from = Date.now()
  const result = check()
  passed += result.passed
  failed += result.failed
  const seconds = ((Date.now() - from) / 1000).toFixed(1)
  say(`  ${name.padEnd(14)} ${result.passed} passed, ${result.failed} failed, ${seconds} s`)
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

function run(args) {
  return spawnSync(node, args, {
    cwd: ROOT,
    env: environment(node),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

function single(name, args) {
  const ok = run(args).status === 0
  if (!ok) say(`  ${name} failed`)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

function vitest(project) {
  const report = join(ROOT, '.setup', `${project}.json`)
  mkdirSync(join(ROOT, '.setup'), { recursive: true })
  rmSync(report, { force: true })
  const args = [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { status } = run([bin('vitest/vitest.mjs'), ...args])
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    const broken = numFailedTests === 0 && status !== 0 ? Math.max(1, numFailedTestSuites) : 0
    return { passed: numPassedTests, failed: numFailedTests + broken }
  } catch {
    say(`  ${project}: no report (vitest ended with ${status})`)
    return { passed: 0, failed: 1 }
  }
}
