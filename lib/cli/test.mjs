/**
 * `npm test`: all the set-up, then every check, and one closing line over all of them.
 *
 * Shape  types and lint count as one each; `--only types,lint,unit,integration,e2e` runs some of them, `--slow` also the
 *        end-to-end tests tagged `@slow`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { environment, ROOT, say, setUp } from './setup.mjs'

const node = await setUp()
const only = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1].split(',')
  : undefined
const bin = (path) => join(ROOT, 'node_modules', path)

const CHECKS = {
  types: () =>
    single(
      'types',
      [bin('next/dist/bin/next'), 'typegen'],
      // what TypeScript 7 remembers of an earlier run has reported errors that are not there
      [bin('typescript/bin/tsc'), '--noEmit', '-p', '.', '--incremental', 'false'],
    ),
  lint: () => single('lint', [bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.']),
  unit: () => vitest('unit'),
  integration: () => vitest('integration'),
  e2e: () => playwright(),
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

function run(args, env = {}) {
  return spawnSync(node, args, {
    cwd: ROOT,
    env: { ...environment(node), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

function single(name, ...runs) {
  const ok = runs.every((args) => run(args).status === 0)
  if (!ok) say(`  ${name} failed`)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

function vitest(project) {
  const report = reportFile(project)
  const { status } = run([
    bin('vitest/vitest.mjs'),
    ...['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
  ])
  return count(project, report, status, ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
    passed: numPassedTests,
    failed: numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites)),
  }))
}

function playwright() {
  if (!ensureChromium(node, say)) {
    say(
      '  There is no Chromium for the end-to-end tests and none could be installed: install it, then test again.',
    )
    return { passed: 0, failed: 1 }
  }
  const report = reportFile('e2e')
  const { status } = run([bin('@playwright/test/cli.js'), 'test', '--reporter=dot,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(process.argv.includes('--slow') && { SLOW: '1' }),
  })
  return count('e2e', report, status, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky || (status === 0 ? 0 : Math.max(1, errors.length)),
  }))
}

function reportFile(name) {
  const report = join(ROOT, '.setup', `${name}.json`)
  mkdirSync(join(ROOT, '.setup'), { recursive: true })
  rmSync(report, { force: true })
  return report
}

function count(name, report, status, read) {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    say(`  ${name}: no report (it ended with ${status})`)
    return { passed: 0, failed: 1 }
  }
}
