/**
 * All our tables as one file, and back.
 *
 * Shape   gzip of lines: a JSON head, then for each table a JSON line, its rows as COPY writes them and `\.`, then a
 *         JSON line that says it is whole. The queue's own schema is left out: its jobs belong to running processes.
 * Errors  Sentence when the database to fill is not empty, the file is no whole snapshot, or a newer program made it.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { listAppliedMigrations, migrate } from './migrate'
import { listMigrationNames } from './migrations'
import { Sentence } from './sentence'

const FORMAT = 'shangquan-snapshot-1'
const HISTORY = '_prisma_migrations'
const END_OF_ROWS = '\\.'
const LINE_END = 10
const PIECE_BYTES = 1 << 16

type Head = { format: typeof FORMAT; madeAt: string; migrations: string[] }
type TableHead = { table: string; columns: string[] }
type Whole = { tables: number; rows: number }

export type Written = { tables: number; rows: number }

/** Written beside the file and renamed when whole, so that a snapshot that exists is a good one. */
export async function writeSnapshot(databaseUrl: string, file: string, now: Date): Promise<Written> {
  const draft = `${file}.${process.pid}`
  const written = { tables: 0, rows: 0 }
  try {
    await withClient(databaseUrl, async (client) => {
      await client.query('begin isolation level repeatable read read only')
      const lines = linesOf(client, { format: FORMAT, madeAt: now.toISOString(), migrations: [] }, written)
      await pipeline(
        Readable.from(lines),
        createGzip({ level: 6 }),
        createWriteStream(draft, { mode: 0o600 }),
      )
    })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  return written
}

/** Fills an empty database in one transaction, then brings it to this program's schema. */
export async function readSnapshot(databaseUrl: string, file: string): Promise<Written> {
  const lines = new Lines(file)
  const head = await readHead(lines, file)
  await withClient(databaseUrl, async (client) => {
    await refuseIfFilled(client)
    if (String(await listAppliedMigrations(client)) !== String(head.migrations)) await startOver(client)
  })
  const last = head.migrations.at(-1)
  await migrate(databaseUrl, last === undefined ? {} : { until: last })
  const read = await withClient(databaseUrl, (client) => fill(client, lines, file))
  await migrate(databaseUrl)
  return read
}

async function* linesOf(client: pg.Client, head: Head, written: Written): AsyncGenerator<string | Buffer> {
  yield line({ ...head, migrations: await listAppliedMigrations(client) })
  for (const { table, columns } of await listTables(client)) {
    yield line({ table, columns } satisfies TableHead)
    const rows = client.query(copyTo(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`))
    for await (const chunk of rows) yield chunk as Buffer
    yield `${END_OF_ROWS}\n`
    written.tables += 1
    written.rows += rows.rowCount
  }
  yield line(written satisfies Whole)
}

function line(value: Head | TableHead | Whole): string {
  return `${JSON.stringify(value)}\n`
}

async function readHead(lines: Lines, file: string): Promise<Head> {
  const head = parse(await lines.next()) as Partial<Head> | undefined
  if (head?.format !== FORMAT || !head.migrations) throw new Sentence(`${file} is no snapshot of Shangquan.`)
  const known = listMigrationNames()
  const unknown = head.migrations.find((name) => !known.includes(name))
  if (unknown === undefined) return head as Head
  throw new Sentence(
    `${file} was made by a version of the program that has the migration ${unknown}: restore it with that one.`,
  )
}

async function refuseIfFilled(client: pg.Client): Promise<void> {
  for (const { table } of await listTables(client)) {
    const found = await client.query(`select 1 from ${quoted(table)} limit 1`)
    if (found.rowCount === 0) continue
    throw new Sentence(
      `The database is not empty (${table} has rows): restore into a new one, named by SHANGQUAN_DATA or DATABASE_URL.`,
    )
  }
}

/** An empty database with other migrations than the snapshot's: they are applied anew, up to the snapshot's last. */
async function startOver(client: pg.Client): Promise<void> {
  await client.query('drop schema public cascade; create schema public')
}

/** Foreign keys come back when all rows are there, which checks every one of them, whatever the tables' order. */
async function fill(client: pg.Client, lines: Lines, file: string): Promise<Written> {
  await client.query('begin')
  const keys = await listForeignKeys(client)
  for (const { table, name } of keys) {
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`)
  }
  const read = { tables: 0, rows: 0 }
  for (;;) {
    const head = parse(await lines.next()) as TableHead | Whole | undefined
    if (head && 'tables' in head) {
      if (head.tables === read.tables && head.rows === read.rows) break
      throw notWhole(file)
    }
    if (!head) throw notWhole(file)
    const target = client.query(
      copyFrom(`copy ${quoted(head.table)} (${head.columns.map(quoted).join(', ')}) from stdin`),
    )
    await pipeline(Readable.from(rowsOf(lines, file)), target)
    read.tables += 1
    read.rows += target.rowCount
  }
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`)
  }
  await setSequences(client)
  await client.query('commit')
  return read
}

/** Many rows at a time, for each piece is a message to the server. */
async function* rowsOf(lines: Lines, file: string): AsyncGenerator<Buffer> {
  let rows: Buffer[] = []
  let bytes = 0
  for (;;) {
    const row = await lines.next()
    if (!row) throw notWhole(file)
    if (row.toString('latin1') === `${END_OF_ROWS}\n`) break
    rows.push(row)
    bytes += row.length
    if (bytes < PIECE_BYTES) continue
    yield Buffer.concat(rows)
    rows = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(rows)
}

function notWhole(file: string): Sentence {
  return new Sentence(`${file} is damaged or cut off; nothing of it was kept.`)
}

async function listTables(client: pg.Client): Promise<TableHead[]> {
  const { rows } = await client.query<TableHead>(
    `select table_name as table, array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER' and table_name <> $1
      group by table_name order by table_name`,
    [HISTORY],
  )
  return rows
}

async function listForeignKeys(client: pg.Client) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select relname as table, conname as name, pg_get_constraintdef(pg_constraint.oid) as definition
       from pg_constraint join pg_class on pg_class.oid = conrelid
      where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  )
  return rows
}

/** The next number of each counted column follows the largest that is there. */
async function setSequences(client: pg.Client): Promise<void> {
  for (const { table, columns } of await listTables(client)) {
    for (const column of columns) {
      const asked = await client.query(`select pg_get_serial_sequence($1, $2) as name`, [
        quoted(table),
        column,
      ])
      const { name } = asked.rows[0]
      if (name === null) continue
      const next = `select coalesce(max(${quoted(column)}), 0) + 1 from ${quoted(table)}`
      await client.query(`select setval($1, (${next}), false)`, [name])
    }
  }
}

async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name)
}

function parse(line: Buffer | undefined): unknown {
  try {
    return line && JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}

/** The unpacked file line by line, as bytes with their line end: a row may hold any other character. */
class Lines {
  readonly #chunks: AsyncIterator<Buffer>
  readonly #file: string
  #rest: Buffer = Buffer.alloc(0)

  constructor(file: string) {
    this.#file = file
    const unpacked = createGunzip()
    createReadStream(file)
      .on('error', (error) => unpacked.destroy(error))
      .pipe(unpacked)
    this.#chunks = unpacked[Symbol.asyncIterator]()
  }

  /** undefined at the end. */
  async next(): Promise<Buffer | undefined> {
    let from = 0
    for (;;) {
      const at = this.#rest.indexOf(LINE_END, from)
      if (at >= 0) {
        const found = this.#rest.subarray(0, at + 1)
        this.#rest = this.#rest.subarray(at + 1)
        return found
      }
      from = this.#rest.length
      const chunk = await this.#chunks.next().catch((error: unknown) => {
        throw explain(error, this.#file)
      })
      if (chunk.done) return undefined
      this.#rest = from === 0 ? chunk.value : Buffer.concat([this.#rest, chunk.value])
    }
  }
}

function explain(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code?.startsWith('Z_')) return notWhole(file)
  if (code === 'ENOENT' || code === 'EACCES')
    return new Sentence(`The file ${file} cannot be read (${code}).`)
  return error
}
