/**
 * Where the data and the socket of a server live.
 *
 * Shape   below the data folder `postgres/` is the cluster, `run/` the socket, `server.lock` who runs it.
 */
import { createHash } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Sentence } from '@/lib/cli/sentence'
import { type Account, canReach } from './account'

/** A socket path is cut off at 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES_MAX = 100

/** The folder itself or, where the server's account cannot get there, one below /var/lib. */
export function reachableHome(folder: string, account: Account | undefined): string {
  makeFolder(folder)
  const hidden = hiddenPlace(folder)
  const wasHidden = existsSync(path.join(hidden, 'postgres')) && !existsSync(path.join(folder, 'postgres'))
  if (!account || (canReach(account, folder) && !wasHidden)) return folder
  makeFolder(hidden)
  return hidden
}

/** A folder of our own below /var/lib for a place that an unprivileged account cannot reach. */
export function hiddenPlace(place: string): string {
  return `/var/lib/shangquan-${hashOf(place)}`
}

export function clusterFolder(home: string): string {
  return path.join(home, 'postgres')
}

/** A folder for the socket, open to the server's account alone, whose path is short enough. */
export function socketFolder(home: string, account: Account | undefined): string {
  const near = path.join(home, 'run')
  const name = `shangquan-${hashOf(home)}`
  const folder = [near, path.join(os.tmpdir(), name), path.join('/tmp', name)].find(isShort) ?? near
  const owner = account?.uid ?? process.getuid?.()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account && lstatSync(folder).uid === 0) chownSync(folder, account.uid, account.gid)
  const made = lstatSync(folder)
  if (!made.isDirectory() || (owner !== undefined && made.uid !== owner)) {
    throw new Sentence(
      `The socket folder ${folder} belongs to somebody else: remove it, or set SHANGQUAN_DATA.`,
    )
  }
  return folder
}

function isShort(folder: string): boolean {
  return Buffer.byteLength(path.join(folder, '.s.PGSQL.5432')) <= SOCKET_PATH_BYTES_MAX
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new Sentence(`No space left on the disk of ${folder}.`)
    throw new Sentence(
      `The data folder ${folder} cannot be made (${code}): set SHANGQUAN_DATA to another one.`,
    )
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
