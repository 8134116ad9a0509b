/**
 * The database of a command: `DATABASE_URL` if it is set, else the embedded server of a data folder, which a serving
 * process holds for good and a command joins, or runs for as long as it lasts.
 *
 * Errors  Sentence with exit code 3 when another process serves the folder.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { serverAccount } from './embedded/account'
import {
  findHolder,
  type Holder,
  joinHolder,
  listJoined,
  publishUrl,
  releaseLock,
  takeLock,
} from './embedded/lock'
import { reachableHome } from './embedded/places'
import { startServer } from './embedded/server'
import { closeAtEnd, endOnSignals } from './ending'
import { migrate } from './migrate'
import { say, step } from './progress'
import { currentDataFolder } from './project'
import { EXIT_HELD, Sentence } from './sentence'
import { checkServerVersion } from './server-version'

export type Database = {
  url: string
  /** Where the data lie; undefined behind a `DATABASE_URL`. */
  folder: string | undefined
  close(): Promise<void>
  /** Settles only if a server of ours ends. */
  ended: Promise<void>
}

type Wanted = Pick<Holder, 'mode' | 'command'>

/** Opens the database, with all migrations applied, and sets `DATABASE_URL` for everything this process starts. */
export async function openDatabase(folder: string, wanted: Wanted): Promise<Database> {
  const database = await openServer(folder, wanted)
  process.env.DATABASE_URL = database.url
  return database
}

/** Runs a command with a database of its own or of the server that is running. */
export async function withDatabase<T>(run: (url: string) => Promise<T>, command: string): Promise<T> {
  endOnSignals()
  const database = await openDatabase(currentDataFolder(), { mode: 'command', command })
  try {
    return await run(database.url)
  } finally {
    await database.close()
  }
}

/** Throws what `openDatabase` would, at once, before anything is built for a server that cannot start. */
export function refuseIfServed(folder: string): void {
  if (process.env.DATABASE_URL) return
  const holder = findHolder(reachableHome(folder, serverAccount()))
  if (holder?.mode === 'serving') throw heldBy(holder, folder)
}

async function openServer(folder: string, wanted: Wanted): Promise<Database> {
  const given = process.env.DATABASE_URL
  if (given) {
    await checkServerVersion(given)
    if (wanted.mode === 'serving') await migrateAloud(given)
    return { url: given, folder: undefined, close: async () => {}, ended: new Promise(() => {}) }
  }
  const home = reachableHome(folder, serverAccount())
  const joined = await takeOrJoin(home, wanted)
  if (joined)
    return {
      url: joined.url,
      folder: home,
      close: closeAtEnd(async () => joined.leave()),
      ended: new Promise(() => {}),
    }
  return openOwn(home, wanted)
}

/** We hold the lock: run the server until closed, and longer while commands that joined us still need it. */
async function openOwn(home: string, wanted: Wanted): Promise<Database> {
  try {
    const server = await step('database', () => startServer(home))
    const close = closeAtEnd(async () => {
      while (wanted.mode === 'command' && listJoined(home).length > 0) await wait(100)
      await server.stop()
      releaseLock(home)
    })
    await migrateAloud(server.url).catch(async (error: unknown) => {
      await close()
      throw error
    })
    publishUrl(home, server.url)
    return { url: server.url, folder: home, close, ended: server.ended }
  } catch (error) {
    releaseLock(home)
    throw error
  }
}

/** undefined when the lock is ours; a command's way into a server that runs otherwise. */
async function takeOrJoin(home: string, wanted: Wanted): Promise<{ url: string; leave(): void } | undefined> {
  let told = false
  for (;;) {
    const holder = takeLock(home, wanted)
    if (holder === 'taken') return undefined
    if (wanted.mode === 'serving') {
      if (holder.mode === 'serving') throw heldBy(holder, home)
      if (!told) say(`Waiting for \`${holder.command}\` (process ${holder.pid}) to finish with ${home} …`)
      told = true
    } else if (holder.url) {
      const leave = joinHolder(home)
      if (findHolder(home)?.pid === holder.pid) return { url: holder.url, leave }
      leave()
    }
    await wait(100)
  }
}

function heldBy(holder: Holder, folder: string): Sentence {
  return new Sentence(
    `The data folder ${folder} is in use by \`${holder.command}\` (process ${holder.pid}): stop that first, or set SHANGQUAN_DATA to another folder.`,
    EXIT_HELD,
  )
}

/** Applies what is missing, and names it. */
export async function migrateAloud(url: string): Promise<void> {
  const applied = await step('migrations', () => migrate(url))
  for (const name of applied) say(`    applied ${name}`)
}
