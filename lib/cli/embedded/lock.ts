/**
 * Who runs the server of a data folder: one file beside the data, made by `link` so that only one process can.
 *
 * Shape   `server.lock` holds the holder as JSON; `joined-<pid>.json` each command that uses the holder's server.
 * Errors  a lock whose process is gone is taken over; postgres' own lock is the second line.
 */
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identityOf, isAlive, type ProcessIdentity } from './process-identity'

export type Holder = ProcessIdentity & {
  /** `serving` keeps the folder for good; a `command` gives it back in a moment. */
  mode: 'serving' | 'command'
  command: string
  /** Where the server listens; null until it does. */
  url: string | null
}

const NAME = 'server.lock'

/** Takes the lock, or returns the living process that has it. */
export function takeLock(folder: string, wanted: Pick<Holder, 'mode' | 'command'>): Holder | 'taken' {
  const holder: Holder = { ...selfIdentity(), ...wanted, url: null }
  const draft = path.join(folder, `${NAME}.${process.pid}`)
  writeFileSync(draft, JSON.stringify(holder))
  try {
    for (;;) {
      if (tryLink(draft, path.join(folder, NAME))) return 'taken'
      const other = findHolder(folder)
      if (other) return other
      removeStale(folder)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The living holder, if any. */
export function findHolder(folder: string): Holder | undefined {
  const holder = readHolder(path.join(folder, NAME))
  return holder && isAlive(holder) ? holder : undefined
}

/** Tells others where the server listens. */
export function publishUrl(folder: string, url: string): void {
  const file = path.join(folder, NAME)
  const holder = readHolder(file)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ ...holder, url }))
  renameSync(draft, file)
}

export function releaseLock(folder: string): void {
  const file = path.join(folder, NAME)
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
}

/** Announces that this process uses the holder's server; call the result when done. */
export function joinHolder(folder: string): () => void {
  const file = path.join(folder, `joined-${process.pid}.json`)
  writeFileSync(file, JSON.stringify(selfIdentity()))
  return () => rmSync(file, { force: true })
}

/** Living processes that use our server. */
export function listJoined(folder: string): ProcessIdentity[] {
  return readdirSync(folder)
    .filter((name) => /^joined-\d+\.json$/.test(name))
    .flatMap((name) => {
      const file = path.join(folder, name)
      const joined = readHolder(file)
      if (joined && isAlive(joined)) return [joined]
      rmSync(file, { force: true })
      return []
    })
}

function selfIdentity(): ProcessIdentity {
  const self = identityOf(process.pid)
  if (!self) throw new Error(`process ${process.pid} cannot see itself`)
  return self
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moves the lock aside and looks again: another process may have replaced the stale one meanwhile. */
function removeStale(folder: string): void {
  const file = path.join(folder, NAME)
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved && isAlive(moved)) tryLink(aside, file)
  unlinkSync(aside)
}
