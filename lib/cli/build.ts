/**
 * The web as `next build` makes it, made again when its sources have changed since.
 *
 * Shape   `.setup/web/<hash of the sources>` holds Next's standalone server with all it serves; a build beside a server
 *         that runs leaves that one's files alone.
 * Errors  Sentence with the last words of the build.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import path from 'node:path'
import { startNode } from './child'
import { step } from './progress'
import { ROOT } from './project'
import { Sentence } from './sentence'

const STANDALONE = path.join(ROOT, '.next/standalone')
const BUILDS = path.join(ROOT, '.setup/web')
const LOG = path.join(ROOT, '.setup/build.log')
/** Those of servers that may still run; older ones go. */
const KEPT = 3
const SOURCES = [
  ...['app', 'lib', 'public', 'prisma/schema.prisma', 'instrumentation.ts'],
  ...['next.config.mjs', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
]
/** Made from others of the sources, or not part of the web. */
const NOT_SOURCES = ['lib/db/generated', 'lib/cli']
const WORDS = 12

/** The server's main file. */
export async function ensureBuild(): Promise<string> {
  const target = path.join(BUILDS, digestOfSources().slice(0, 16))
  const server = path.join(target, 'server.js')
  if (existsSync(server)) {
    utimesSync(target, new Date(), new Date())
    return server
  }
  await step('web pages', async () => {
    await runNextBuild()
    assemble()
  })
  mkdirSync(BUILDS, { recursive: true })
  renameSync(STANDALONE, target)
  removeOld()
  return server
}

async function runNextBuild(): Promise<void> {
  mkdirSync(path.dirname(LOG), { recursive: true })
  const log = openSync(LOG, 'w')
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next')
  const { ended } = startNode([next, 'build'], {
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdout: log,
    stderr: log,
  })
  closeSync(log)
  if ((await ended) === 0) return
  const words = readFileSync(LOG, 'utf8').split('\n').filter(Boolean)
  if (words.some((line) => /ENOSPC|No space left/i.test(line))) {
    throw new Sentence(`No space left on the disk of ${ROOT} while the web was built.`)
  }
  const first = words.findIndex((line) => /error|fail|not found/i.test(line))
  const telling = words.slice(Math.max(0, first), Math.max(0, first) + WORDS).join('\n')
  throw new Sentence(`The web could not be built (all of it in ${LOG}):\n${telling}`)
}

/** What the server serves itself, since nothing stands before it. */
function assemble(): void {
  cpSync(path.join(ROOT, '.next/static'), path.join(STANDALONE, '.next/static'), { recursive: true })
  const given = path.join(ROOT, 'public')
  if (existsSync(given)) cpSync(given, path.join(STANDALONE, 'public'), { recursive: true })
}

function removeOld(): void {
  const builds = readdirSync(BUILDS).map((name) => path.join(BUILDS, name))
  const age = (build: string) => statSync(build).mtimeMs
  for (const build of builds.toSorted((a, b) => age(b) - age(a)).slice(KEPT))
    rmSync(build, { recursive: true })
}

function digestOfSources(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of SOURCES.flatMap(listFiles)) {
    hash.update(file).update('\0')
    hash.update(readFileSync(path.join(ROOT, file))).update('\0')
  }
  return hash.digest('hex')
}

function listFiles(place: string): string[] {
  const found = statSync(path.join(ROOT, place), { throwIfNoEntry: false })
  if (!found || NOT_SOURCES.includes(place)) return []
  if (found.isFile()) return [place]
  return readdirSync(path.join(ROOT, place))
    .toSorted()
    .flatMap((name) => listFiles(`${place}/${name}`))
}
