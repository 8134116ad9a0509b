import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverAccount } from '@/lib/cli/embedded/account'
import { reachableHome } from '@/lib/cli/embedded/places'
import { E2E_FOLDER, freePort } from './demo-server'
import { expect, test } from './fixtures'

let folder: string
let started: ChildProcess[]

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'start-'))
  started = []
})
test.afterEach(async () => {
  for (const child of started) child.kill('SIGTERM')
  await Promise.all(started.map(endOf))
  for (const place of [reachableHome(folder, serverAccount()), folder]) {
    rmSync(place, { recursive: true, force: true })
  }
})

test('whoever starts a second demonstration on the same data is told who has it', async () => {
  test.skip(
    process.env.E2E_USERS === undefined,
    'needs the data folder of the server; one that E2E_URL names has its own elsewhere',
  )
  const second = run(['demo', '--port', String(await freePort())], { SHANGQUAN_DATA: E2E_FOLDER })
  expect(await endOf(second.child)).toBe(3)
  expect(second.said()).toMatch(/is in use by `npm run demo` \(process \d+\)/)
})

test('whoever asks for a port that is taken is told to choose another', async () => {
  const other = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  const start = run(['start', '--port', String(port)], { SHANGQUAN_DATA: folder })
  expect(await endOf(start.child)).toBe(1)
  expect(start.said().trim()).toBe(
    `Port ${port} is taken by another program: stop that, or choose another port, such as \`npm run start -- --port ${port + 1}\`.`,
  )
  other.close()
})

test('a server whose start was killed outright is gone, and so is its database', {
  tag: '@slow',
}, async () => {
  const port = await freePort()
  const start = run(['start', '--port', String(port)], { SHANGQUAN_DATA: folder })
  await expect.poll(() => answers(port), { timeout: 60_000 }).toBe(true)
  const home = reachableHome(folder, serverAccount())
  const database = Number(readFileSync(path.join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  expect(isRunning(database)).toBe(true)

  start.child.kill('SIGKILL')
  await expect.poll(() => answers(port)).toBe(false)
  await expect.poll(() => isRunning(database)).toBe(false)
})

function run(args: string[], env: Record<string, string>) {
  const { DATABASE_URL: _others, ...own } = process.env
  const child = spawn(process.execPath, ['lib/cli/run.mjs', ...args], {
    env: { ...own, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  let said = ''
  child.stderr?.on('data', (text) => {
    said += text
  })
  return { child, said: () => said }
}

function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('close', resolve))
}

async function answers(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
  return answer?.ok === true
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
