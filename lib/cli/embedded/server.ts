/**
 * One PostgreSQL server as our child: started, watched, stopped, and gone when we are gone.
 *
 * Shape   Unix socket only (loopback with a password on Windows, which has no pg over Unix sockets).
 * Errors  Sentence when it cannot start. A start that meets an old server letting go is tried again for 30 s.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { Sentence } from '@/lib/cli/sentence'
import { type Account, serverAccount } from './account'
import { embeddedBinaries } from './binaries'
import { DATABASE_USER, ensureCluster, loopbackPassword } from './cluster'
import { clusterFolder, socketFolder } from './places'

export type Server = {
  url: string
  stop(): Promise<void>
  /** Settles when the server has ended, asked or not. */
  ended: Promise<void>
}

const RETRY_FOR_MS = 30_000
const STOP_WITHIN_MS = 15_000
const DATABASE = 'shangquan'

/** For a laptop: a few hundred MB, durable, no replication. Given at each start, so that old folders have them too. */
const SETTINGS = {
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

export async function startServer(home: string): Promise<Server> {
  const account = serverAccount()
  const binaries = embeddedBinaries(account)
  ensureCluster(home, binaries, account)
  removeForeignPid(home)

  const address = await listenAddress(home, account)
  const settings = Object.entries({ ...SETTINGS, ...address.settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const args = ['-D', clusterFolder(home), ...settings]
  const log = path.join(home, 'postgres.log')
  if (existsSync(log)) renameSync(log, path.join(home, 'postgres.previous.log'))

  const child = await startWithRetries(home, () => spawnServer(binaries.postgres, args, log, account), log)
  const ended = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve()
    else child.once('exit', () => resolve())
  })
  ended.then(() => letGo(child))
  try {
    await ensureDatabase(address.url)
  } catch (error) {
    await stopServer(child, ended)
    throw error
  }
  return { url: address.url(DATABASE), ended, stop: () => stopServer(child, ended) }
}

type Address = { url(database: string): string; settings: Record<string, string> }

async function listenAddress(home: string, account: Account | undefined): Promise<Address> {
  if (process.platform === 'win32') {
    const port = await freePort()
    const password = loopbackPassword(home)
    return {
      url: (database) => `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`,
      settings: { listen_addresses: '127.0.0.1', port: String(port) },
    }
  }
  const folder = socketFolder(home, account)
  return {
    url: (database) =>
      `postgresql://${DATABASE_USER}@localhost/${database}?host=${encodeURIComponent(folder)}`,
    settings: { listen_addresses: '', unix_socket_directories: folder, unix_socket_permissions: '0700' },
  }
}

/**
 * A fourth stdio entry is the string we hold it by: when we are gone, however that came about, the shell beside the
 * server reads its end and asks the server to stop. `detached`, so that Ctrl-C reaches the server through us alone.
 */
function spawnServer(postgres: string, args: string[], log: string, account: Account | undefined) {
  const output = openSync(log, 'a')
  const follow = '(read _ <&3; kill -INT $$) & exec "$@" 3<&-'
  const [command, given] =
    process.platform === 'win32' ? [postgres, args] : ['/bin/sh', ['-c', follow, 'sh', postgres, ...args]]
  const child = spawn(command, given, {
    ...account,
    cwd: path.parse(log).root,
    detached: process.platform !== 'win32',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', output, output, 'pipe'],
  })
  closeSync(output)
  child.once('error', () => letGo(child))
  return child
}

async function startWithRetries(home: string, start: () => ChildProcess, log: string): Promise<ChildProcess> {
  const until = Date.now() + RETRY_FOR_MS
  for (;;) {
    const child = start()
    if (await becomesReady(child, home)) return child
    letGo(child)
    const said = readFileSync(log, 'utf8')
    if (/No space left on device/.test(said)) throw new Sentence(`No space left on the disk of ${home}.`)
    const last =
      said
        .trim()
        .split('\n')
        .filter((line) => /FATAL|ERROR|error/.test(line))
        .at(-1) ?? ''
    if (
      !/already exists|still in use|another postmaster|another server/i.test(`${last} ${said.slice(-400)}`)
    ) {
      throw new Sentence(`PostgreSQL did not start in ${home}: ${last || 'no word from it'} (see ${log})`)
    }
    if (Date.now() > until) {
      throw new Sentence(
        `The data folder ${home} is still held by another PostgreSQL (process ${serverPid(home)}).`,
      )
    }
    await wait(250)
  }
}

/** By its own file, not by connecting: an old server on the same socket would answer too. */
async function becomesReady(child: ChildProcess, home: string): Promise<boolean> {
  while (!hasEnded(child)) {
    const lines = pidFile(home)
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true
    await wait(20)
  }
  return false
}

async function ensureDatabase(url: Address['url']): Promise<void> {
  const client = new pg.Client({ connectionString: url('postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (hasEnded(child)) return
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), STOP_WITHIN_MS)
  await ended
  clearTimeout(late)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

/** Lets the shell that waits beside the server end as well. */
function letGo(child: ChildProcess): void {
  const pipe = child.stdio[3]
  if (pipe && 'destroy' in pipe) pipe.destroy()
}

/** After a restart of a container the old number may be any other process of ours, and postgres would wait for it. */
function removeForeignPid(home: string): void {
  const pid = serverPid(home)
  if (pid === undefined || process.platform !== 'linux') return
  const name = path.join('/proc', String(pid), 'comm')
  if (existsSync(name) && readFileSync(name, 'utf8').trim() !== 'postgres') {
    rmSync(path.join(clusterFolder(home), 'postmaster.pid'), { force: true })
  }
}

function serverPid(home: string): number | undefined {
  const pid = Number(pidFile(home)[0])
  return pid > 0 ? pid : undefined
}

function pidFile(home: string): string[] {
  try {
    return readFileSync(path.join(clusterFolder(home), 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
