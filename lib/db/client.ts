/** The one database client of a process. Knows a `DATABASE_URL` and nothing else. */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { assert } from '@/lib/domain/assert'
import { PrismaClient } from './generated/client'

const held = globalThis as { shangquanDb?: { pool: pg.Pool; client: PrismaClient } }

function open(): { pool: pg.Pool; client: PrismaClient } {
  const connectionString = process.env.DATABASE_URL
  assert(connectionString, 'DATABASE_URL is not set')
  const pool = new pg.Pool({ connectionString, max: 12 })
  return { pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}

/** Opened at first use, so that a build without a database can load this module. */
function opened() {
  held.shangquanDb ??= open()
  return held.shangquanDb
}

export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_target, property) => Reflect.get(opened().client, property) as unknown,
})

/** For COPY and range queries that Prisma has no words for. */
export function pool(): pg.Pool {
  return opened().pool
}

export async function closeDatabase(): Promise<void> {
  const { shangquanDb } = held
  delete held.shangquanDb
  await shangquanDb?.client.$disconnect()
  await shangquanDb?.pool.end()
}
