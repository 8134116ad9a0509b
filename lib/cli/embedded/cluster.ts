/** Makes the cluster of a data folder at its first use; a half-made one is never seen, for it is renamed when whole. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { Sentence } from '@/lib/cli/sentence'
import type { Account } from './account'
import type { Binaries } from './binaries'
import { clusterFolder } from './places'

export const DATABASE_USER = 'shangquan'

export function ensureCluster(home: string, binaries: Binaries, account: Account | undefined): void {
  const cluster = clusterFolder(home)
  const version = path.join(cluster, 'PG_VERSION')
  if (existsSync(version)) {
    const major = Number(readFileSync(version, 'utf8'))
    if (major === binaries.major) return
    throw new Sentence(
      `The data in ${home} was written by PostgreSQL ${major}, this is ${binaries.major}: back it up with the version that wrote it and restore it into an empty folder.`,
    )
  }
  for (const name of readdirSync(home)) {
    if (name.startsWith('postgres.new-')) rmSync(path.join(home, name), { recursive: true, force: true })
  }
  const draft = `${cluster}.new-${process.pid}`
  makeCluster(draft, home, binaries, account)
  renameSync(draft, cluster)
}

/** Where the server listens on loopback (no Unix sockets for pg on Windows), the password it asks for. */
export function loopbackPassword(home: string): string {
  const file = path.join(home, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function makeCluster(draft: string, home: string, binaries: Binaries, account: Account | undefined): void {
  mkdirSync(draft, { mode: 0o700 })
  if (account) chownSync(draft, account.uid, account.gid)
  if (process.platform === 'win32') loopbackPassword(home)
  const sign =
    process.platform === 'win32'
      ? ['--auth=scram-sha-256', `--pwfile=${path.join(home, 'password')}`]
      : ['--auth=trust']
  const made = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      `--username=${DATABASE_USER}`,
      ...sign,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ],
    {
      ...account,
      cwd: path.parse(home).root,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      encoding: 'utf8',
    },
  )
  if (made.status === 0) return
  rmSync(draft, { recursive: true, force: true })
  const said = `${made.stderr ?? ''}`.trim()
  if (said.includes('No space left')) throw new Sentence(`No space left on the disk of ${home}.`)
  throw new Sentence(
    `The database could not be made in ${home}: ${said.split('\n').at(-1) || made.error?.message}`,
  )
}
