/**
 * The server of the end-to-end tests: `npm run demo` on a data folder of its own and at a fixed time, loaded once and
 * kept until what loads it changes. So a test resets what it changed, or works on what it has made itself.
 *
 * While writing tests, E2E_URL points to a server that runs already, with the demonstration's usual users.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { serverAccount } from '@/lib/cli/embedded/account'
import { reachableHome } from '@/lib/cli/embedded/places'

export type DemoUser = { role: string; name: string; password: string }

/** A Monday, so that the week that is planned is the present one and has a today. */
const NOW = '2026-11-23T12:00:00Z'
export const E2E_FOLDER = path.resolve('.data/e2e')
const STAMP = path.resolve('.data/e2e.loaded')
const LOADED_BY = [
  ...['lib/usecases/load-sample.ts', 'lib/usecases/load-city', 'lib/domain', 'prisma/migrations'],
  'tests/e2e/demo-server.ts',
]
const USER_LINE = /^ {2}(\S+) +(\S+) +(\S+)$/

export default async function startDemo(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_URL) return undefined
  forgetOldLoad()
  const port = await freePort()
  const demo = spawn(process.execPath, ['lib/cli/run.mjs', 'demo', '--port', String(port)], {
    env: { ...process.env, SHANGQUAN_DATA: E2E_FOLDER, SHANGQUAN_NOW: NOW },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const users = await readInvitation(demo)
  writeFileSync(STAMP, digestOfLoaders())
  process.env.E2E_URL = `http://localhost:${port}`
  process.env.E2E_USERS = JSON.stringify(users)
  return () => stop(demo)
}

function forgetOldLoad(): void {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digestOfLoaders()) return
  mkdirSync(path.dirname(E2E_FOLDER), { recursive: true })
  for (const place of [reachableHome(E2E_FOLDER, serverAccount()), E2E_FOLDER, STAMP]) {
    rmSync(place, { recursive: true, force: true })
  }
}

/** What the demonstration prints for a person: a user on each line, then where the data are. */
async function readInvitation(demo: ChildProcess): Promise<DemoUser[]> {
  let output = ''
  demo.stdout?.on('data', (text) => {
    output += text
  })
  while (!output.includes('\nData: ')) {
    if (demo.exitCode !== null) throw new Error(`npm run demo ended with ${demo.exitCode}`)
    await wait(50)
  }
  return output.split('\n').flatMap((line) => {
    const [, role, name, password] = USER_LINE.exec(line) ?? []
    return role && name && password ? [{ role, name, password }] : []
  })
}

async function stop(demo: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => demo.once('exit', resolve))
  if (demo.exitCode !== null) return
  demo.kill('SIGTERM')
  await ended
}

function digestOfLoaders(): string {
  const hash = createHash('sha256')
  for (const file of LOADED_BY.flatMap(listFiles)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place)
    .toSorted()
    .flatMap((name) => listFiles(`${place}/${name}`))
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
