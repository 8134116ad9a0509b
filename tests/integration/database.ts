/**
 * One real PostgreSQL for a run of the integration tests: an embedded one in a temporary folder or, if `DATABASE_URL`
 * is set, a scratch database beside the one it names. Its schema is migrated; every test file finds `DATABASE_URL`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openDatabase } from '@/lib/cli/database'
import { migrate } from '@/lib/cli/migrate'

export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  return given ? setupScratch(given) : setupEmbedded()
}

async function setupEmbedded() {
  const folder = mkdtempSync(path.join(tmpdir(), 'shangquan-test-'))
  const database = await openDatabase(folder, { mode: 'serving', command: 'integration tests' })
  return async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function setupScratch(given: string) {
  const name = `shangquan_test_${process.pid}`
  await runSql(given, `create database ${name}`)
  const url = new URL(given)
  url.pathname = `/${name}`
  await migrate(url.href)
  process.env.DATABASE_URL = url.href
  return async () => {
    process.env.DATABASE_URL = given
    await runSql(given, `drop database ${name} with (force)`)
  }
}

async function runSql(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
