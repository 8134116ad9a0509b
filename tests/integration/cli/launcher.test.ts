import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serverAccount } from '@/lib/cli/embedded/account'
import { findHolder } from '@/lib/cli/embedded/lock'
import { reachableHome } from '@/lib/cli/embedded/places'

const SERVING = 'tests/integration/cli/serving.ts'
const MAIN = 'lib/cli/main.ts'

let folder: string
let started: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launcher-'))
  started = []
})
afterEach(async () => {
  for (const child of started) child.kill('SIGTERM')
  await Promise.all(started.map(endOf))
  const home = reachableHome(folder, serverAccount())
  await expect.poll(() => serverPid(home)).toBe(undefined)
  for (const place of [home, folder]) rmSync(place, { recursive: true, force: true })
})

test('a second server on the same data ends with exit code 3 and names the first', async () => {
  const first = run(SERVING, [folder])
  await saysAddress(first)
  const second = run(SERVING, [folder])
  expect(await endOf(second.child)).toBe(3)
  expect(second.errors()).toContain('`npm start`')
  expect(second.errors()).toContain(`process ${first.child.pid}`)
})

test('a server asked to stop ends with 0, and its database with it', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const serving = run(SERVING, [folder])
    await saysAddress(serving)
    const database = serverPid(homeOf(folder))
    serving.child.kill(signal)
    expect(await endOf(serving.child)).toBe(0)
    expect(isRunning(database)).toBe(false)
    expect(findHolder(homeOf(folder))).toBe(undefined)
  }
})

test('the database of a killed launcher ends, keeps what was stored, and serves the next one', async () => {
  const killed = run(SERVING, [folder])
  await store(await saysAddress(killed), 'before the kill')
  const database = serverPid(homeOf(folder))
  expect(isRunning(database)).toBe(true)
  killed.child.kill('SIGKILL')
  await expect.poll(() => isRunning(database), { timeout: 10_000 }).toBe(false)

  const next = run(SERVING, [folder])
  expect(await stored(await saysAddress(next))).toEqual(['before the kill'])
})

test('a launcher started at once after a kill waits for the old database to let go', async () => {
  const killed = run(SERVING, [folder])
  await store(await saysAddress(killed), 'kept')
  killed.child.kill('SIGKILL')
  const next = run(SERVING, [folder])
  expect(await stored(await saysAddress(next))).toEqual(['kept'])
})

test('a database that was killed itself recovers at the next start', async () => {
  const first = run(SERVING, [folder])
  await store(await saysAddress(first), 'written ahead')
  process.kill(Number(serverPid(homeOf(folder))), 'SIGKILL')
  expect(await endOf(first.child)).toBe(1)

  const next = run(SERVING, [folder])
  expect(await stored(await saysAddress(next))).toEqual(['written ahead'])
})

test('a command joins the server that runs, and leaves it running', async () => {
  const serving = run(SERVING, [folder])
  const url = await saysAddress(serving)
  await store(url, 'one')
  const file = path.join(folder, 'all.gz')
  const backup = run(MAIN, ['backup', file], { SHANGQUAN_DATA: folder })
  expect(await endOf(backup.child)).toBe(0)
  expect(backup.errors()).toContain('1 rows of')
  expect(existsSync(file)).toBe(true)
  expect(await stored(url)).toEqual(['one'])
})

test('a command without a server runs one for itself and ends it', async () => {
  const migrating = run(MAIN, ['db:migrate'], { SHANGQUAN_DATA: folder })
  expect(await endOf(migrating.child)).toBe(0)
  expect(serverPid(homeOf(folder))).toBe(undefined)
  expect(findHolder(homeOf(folder))).toBe(undefined)
})

test('only a Unix socket is open, and only to the account of the server', async () => {
  const serving = run(SERVING, [folder])
  const client = new pg.Client({ connectionString: await saysAddress(serving) })
  await client.connect()
  const { rows } = await client.query(
    `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_permissions', 'fsync')
      order by name`,
  )
  await client.end()
  expect(rows.map(({ setting }) => setting)).toEqual(['on', '', '0700'])
})

type Run = { child: ChildProcess; output(): string; errors(): string }

function run(main: string, args: string[], env: Record<string, string> = {}): Run {
  const { DATABASE_URL: _others, ...own } = process.env
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', './lib/cli/alias.mjs', main, ...args],
    { env: { ...own, NODE_ENV: 'test', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  started.push(child)
  let output = ''
  let errors = ''
  child.stdout?.on('data', (text) => {
    output += text
  })
  child.stderr?.on('data', (text) => {
    errors += text
  })
  return { child, output: () => output, errors: () => errors }
}

async function saysAddress({ child, output, errors }: Run): Promise<string> {
  while (!output().includes('\n')) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${errors()}`)
    await wait(20)
  }
  return output().trim()
}

function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('close', resolve))
}

function homeOf(place: string): string {
  return reachableHome(place, serverAccount())
}

function serverPid(home: string): number | undefined {
  const file = path.join(home, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

function isRunning(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

async function store(url: string, value: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(`insert into "Setting" (key, value) values ('test', $1)`, [value])
  await client.end()
}

async function stored(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(`select value from "Setting"`)
  await client.end()
  return rows.map(({ value }) => value)
}
