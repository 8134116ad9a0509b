/**
 * Brings a database to the newest schema by applying the migrations it has not seen, each as one transaction.
 *
 * Errors  Sentence naming the migration that failed, now or earlier, or one that this program does not know.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { listMigrationNames, MIGRATIONS, migrationList } from './migrations'
import { NO_FILTERS, withSchemaEngine } from './schema-engine'
import { Sentence } from './sentence'

type Options = {
  folder?: string
  /** The last migration to apply; without it, all are. */
  until?: string
}

/** Any fixed number: two processes that start together migrate one after the other. */
const TURN = 7_426_825

/** Returns the names of the migrations that were applied now. */
export async function migrate(
  databaseUrl: string,
  { folder = MIGRATIONS, until }: Options = {},
): Promise<string[]> {
  const known = listMigrationNames(folder)
  const wanted = until === undefined ? known : known.slice(0, known.indexOf(until) + 1)
  return takingTurns(databaseUrl, async (client) => {
    const seen = await readHistory(client)
    const failed = seen.filter((row) => row.state === 'failed').map((row) => row.name)
    const unknown = seen.filter((row) => row.state === 'applied' && !known.includes(row.name))
    if (unknown[0]) {
      throw new Sentence(
        `The database has the migration ${unknown[0].name}, which this version of the program does not know: use the version that made it, or another database.`,
      )
    }
    if (wanted.length === 0) return []
    return withSchemaEngine(databaseUrl, async (engine) => {
      for (const name of failed) {
        if (!isRepaired(seen, name, folder)) throw failedBefore(name)
        await engine.markMigrationRolledBack({ migrationName: name })
      }
      const list = migrationList(wanted, folder)
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: list,
        filters: NO_FILTERS,
      })
      return appliedMigrationNames
    }).catch(async (error: unknown) => {
      if (error instanceof Sentence) throw error
      const name = (await readHistory(client)).findLast((row) => row.state === 'failed')?.name ?? 'unknown'
      throw new Sentence(
        `The migration ${name} failed, and the database is as it was before it: ${reasonOf(error)}`,
      )
    })
  })
}

/** The names of the migrations that the database has, oldest first. */
export async function listAppliedMigrations(client: pg.ClientBase): Promise<string[]> {
  return (await readHistory(client)).filter((row) => row.state === 'applied').map((row) => row.name)
}

type Seen = { name: string; checksum: string; state: 'applied' | 'failed' }

async function readHistory(client: pg.ClientBase): Promise<Seen[]> {
  const found = await client.query(`select to_regclass('_prisma_migrations') as name`)
  if (found.rows[0].name === null) return []
  const { rows } = await client.query<Seen>(
    `select migration_name as name, checksum, case when finished_at is null then 'failed' else 'applied' end as state
       from _prisma_migrations where rolled_back_at is null order by started_at`,
  )
  return rows
}

/** A script is one transaction, so a failed one has left nothing: once its text has changed it may be tried again. */
function isRepaired(seen: readonly Seen[], name: string, folder: string): boolean {
  if (!listMigrationNames(folder).includes(name)) return true
  const checksum = seen.find((row) => row.name === name && row.state === 'failed')?.checksum
  return checksum !== checksumOf(readFileSync(path.join(folder, name, 'migration.sql')))
}

function failedBefore(name: string): Sentence {
  return new Sentence(
    `The migration ${name} failed earlier and has not changed since: repair its migration.sql (nothing of it was kept), then start again.`,
  )
}

async function takingTurns<T>(databaseUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TURN])
    return await run(client)
  } finally {
    await client.end()
  }
}

function checksumOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
