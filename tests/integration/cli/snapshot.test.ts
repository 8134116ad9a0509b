import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate } from '@/lib/cli/migrate'
import { readSnapshot, writeSnapshot } from '@/lib/cli/snapshot'

const NOW = new Date('2026-11-23T12:00:00Z')
const ODD_TEXT = 'tab\t, line\nend\r, \u2028, back\\slash, \\., 商圈 "quoted" 👋'

let folder: string
let file: string
let admin: pg.Client
let from: string
let to: string

beforeAll(async () => {
  admin = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await admin.connect()
  from = await freshDatabase('from')
  await migrate(from)
  await ask(from, `insert into "Setting" (key, value) values ('odd', $1), ('plain', 'x')`, [ODD_TEXT])
  await ask(
    from,
    `insert into "Organization" (name, "timeZone", "holidayCalendar", weekend, currency, bbox, attribution)
     values ('幸福', 'Asia/Shanghai', 'CN', '{6,7}', 'CNY', '{112.1,36.1,112.3,36.30000000000001}', '')`,
  )
  const units = [
    [1, null, 'C'],
    [2, 1, 'M'],
    [3, 1, 'N'],
  ]
  for (const [id, parent, code] of units) {
    await ask(
      from,
      `insert into "OrgUnit" (id, "organizationId", "parentId", level, code, "nameEn", "nameZh")
       values ($1, 1, $2, 'market', $3, $3, $3)`,
      [id, parent, code],
    )
  }
})
afterAll(async () => {
  await drop('from')
  await admin.end()
})

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'snapshot-'))
  file = path.join(folder, 'all.gz')
  to = await freshDatabase('to')
})
afterEach(async () => {
  await drop('to')
  rmSync(folder, { recursive: true })
})

test('what is restored equals what was saved, to the last odd character', async () => {
  const written = await writeSnapshot(from, file, NOW)
  expect(await readSnapshot(to, file)).toEqual(written)
  expect(written.rows).toBe(6)
  const settings = 'select key, value from "Setting" order by key'
  expect(await ask(to, settings)).toEqual([
    { key: 'odd', value: ODD_TEXT },
    { key: 'plain', value: 'x' },
  ])
  for (const table of ['Setting', 'Organization', 'OrgUnit']) {
    const rows = `select to_jsonb(t) as row from "${table}" t order by 1`
    expect(await ask(to, rows)).toEqual(await ask(from, rows))
  }
})

test('after restoring, counted numbers go on and foreign keys hold', async () => {
  await writeSnapshot(from, file, NOW)
  await readSnapshot(to, file)
  const unit = `insert into "OrgUnit" ("organizationId", "parentId", level, code, "nameEn", "nameZh")
                values ($1, 1, 'market', $2, '', '') returning id`
  expect(await ask(to, unit, [1, 'X'])).toEqual([{ id: 4 }])
  await expect(ask(to, unit, [99, 'Y'])).rejects.toThrow(/foreign key/)
  const keys = `select count(*)::int as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
  expect(await ask(to, keys)).toEqual(await ask(from, keys))
})

test('a database with rows is left as it is', async () => {
  await writeSnapshot(from, file, NOW)
  await migrate(to)
  await ask(to, `insert into "Setting" (key, value) values ('mine', '1')`)
  await expect(readSnapshot(to, file)).rejects.toThrow('Setting has rows')
  expect(await ask(to, 'select key from "Setting"')).toEqual([{ key: 'mine' }])
})

test('a snapshot that was cut off, or is something else, leaves the database empty', async () => {
  await writeSnapshot(from, file, NOW)
  const bytes = readFileSync(file)
  for (const part of [
    bytes.subarray(0, bytes.length - 20),
    bytes.subarray(0, 400),
    Buffer.from('key,value\n'),
  ]) {
    writeFileSync(file, part)
    await expect(readSnapshot(to, file)).rejects.toThrow(/damaged or cut off|no snapshot/)
  }
  await migrate(to)
  expect(await ask(to, 'select * from "Organization"')).toEqual([])
})

test('a snapshot shows one moment, whatever is written while it is made', async () => {
  const writer = new pg.Client({ connectionString: from })
  await writer.connect()
  await writer.query('begin; lock table "Setting" in access exclusive mode')
  const saving = writeSnapshot(from, file, NOW)
  await expect.poll(() => ask(from, 'select 1 from pg_locks where not granted')).toHaveLength(1)
  await writer.query(`insert into "Setting" (key, value) values ('later', '1'); commit`)
  await writer.end()
  await saving
  await readSnapshot(to, file)
  expect(await ask(to, `select key from "Setting" where key = 'later'`)).toEqual([])
})

async function freshDatabase(name: string): Promise<string> {
  await drop(name)
  await admin.query(`create database snapshot_${name}_${process.pid}`)
  return String(process.env.DATABASE_URL).replace(/\/(\w+)(\?|$)/, `/snapshot_${name}_${process.pid}$2`)
}

async function drop(name: string): Promise<void> {
  await admin.query(`drop database if exists snapshot_${name}_${process.pid} with (force)`)
}

async function ask(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}
