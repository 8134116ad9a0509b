import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '@/lib/cli/migrate'
import { writeMigration } from '@/lib/cli/new-migration'

let folder: string
let admin: pg.Client
let url: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  admin = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await admin.connect()
  const name = `migrate_${process.pid}`
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name}`)
  url = String(process.env.DATABASE_URL).replace(/\/(\w+)(\?|$)/, `/${name}$2`)
})

afterEach(async () => {
  await admin.query(`drop database migrate_${process.pid} with (force)`)
  await admin.end()
  rmSync(folder, { recursive: true })
})

test('a second run finds nothing to do', async () => {
  script('1_shops', 'create table shop (id int primary key);')
  expect(await migrate(url, { folder })).toEqual(['1_shops'])
  expect(await migrate(url, { folder })).toEqual([])
})

test('two processes that start together apply each migration once', async () => {
  script('1_shops', 'create table shop (id int primary key);')
  const both = await Promise.all([migrate(url, { folder }), migrate(url, { folder })])
  expect(both.flat()).toEqual(['1_shops'])
})

test('a function, a quoted semicolon and a comment reach the database whole', async () => {
  script(
    '1_words',
    `create function word() returns text language sql as $$ select 'a;b'; $$;
     -- a comment; with a semicolon
     create table "odd;name" (id int);`,
  )
  await migrate(url, { folder })
  expect(await ask('select word() as answer')).toBe('a;b')
})

test('a faulty migration is named with its reason, leaves nothing, and is taken up again once repaired', async () => {
  script('1_shops', 'create table shop (id int);')
  script('2_fault', 'create table half (id int); insert into nowhere values (1);')
  await expect(migrate(url, { folder })).rejects.toThrow(/2_fault failed.*"nowhere" does not exist/)
  expect(await ask(`select to_regclass('half') as answer`)).toBeNull()
  await expect(migrate(url, { folder })).rejects.toThrow(/2_fault failed earlier and has not changed since/)

  script('2_fault', 'create table half (id int);')
  expect(await migrate(url, { folder })).toEqual(['2_fault'])
})

test('a database from a newer version of the program is refused', async () => {
  script('1_shops', 'create table shop (id int);')
  script('2_later', 'create table later (id int);')
  await migrate(url, { folder })
  rmSync(path.join(folder, '2_later'), { recursive: true })
  await expect(migrate(url, { folder })).rejects.toThrow(
    /2_later, which this version of the program does not know/,
  )
})

test('the next migration holds what has changed in the schema, and nothing if nothing has', async () => {
  const schema = path.join(folder, 'new.prisma')
  const draw = (fields: string) =>
    writeFileSync(
      schema,
      `datasource db {\n provider = "postgresql"\n}\nmodel Shop {\n id Int @id\n${fields}\n}\n`,
    )
  const next = (name: string, second: number) =>
    writeMigration({
      databaseUrl: url,
      name,
      now: new Date(Date.UTC(2026, 0, 1, 0, 0, second)),
      schema,
      folder,
    })

  draw('')
  expect(await next('init', 1)).toMatch(/20260101000001_init.migration\.sql$/)
  expect(await next('same', 2)).toBeUndefined()
  draw('  name String')
  await next('add_name', 3)
  expect(await migrate(url, { folder })).toEqual(['20260101000001_init', '20260101000003_add_name'])
  expect(
    await ask(`select count(*)::int as answer from information_schema.columns where table_name = 'Shop'`),
  ).toBe(2)
})

function script(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

async function ask(sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows[0].answer
  } finally {
    await client.end()
  }
}
