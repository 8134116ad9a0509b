/**
 * Writes the next migration: what leads from the schema kept beside the last one to `prisma/schema.prisma`.
 *
 * Source  two schema texts are compared, never a database with migrations: the engine's shadow database is not
 *         available through a driver adapter.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { MIGRATIONS, SCHEMA } from './migrations'
import { NO_FILTERS, withSchemaEngine } from './schema-engine'
import { Sentence } from './sentence'

export type NewMigration = { databaseUrl: string; name: string; now: Date; schema?: string; folder?: string }

/** The file written, or undefined if the schema has not changed. */
export async function writeMigration(wanted: NewMigration): Promise<string | undefined> {
  const { databaseUrl, name, now, schema = SCHEMA, folder = MIGRATIONS } = wanted
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
    throw new Sentence(
      'Give the migration a name of small letters, digits and _: npm run db:new add_shop_hours',
    )
  }
  const kept = path.join(folder, 'schema.prisma')
  const before = existsSync(kept) ? readFileSync(kept, 'utf8') : undefined
  const after = readFileSync(schema, 'utf8')
  const sql = await difference(databaseUrl, before, after)
  if (sql === undefined) return undefined

  const time = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const target = path.join(folder, `${time}_${name.replaceAll('-', '_')}`)
  mkdirSync(target, { recursive: true })
  const file = path.join(target, 'migration.sql')
  writeFileSync(file, sql)
  writeFileSync(kept, after)
  writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return file
}

async function difference(
  databaseUrl: string,
  before: string | undefined,
  after: string,
): Promise<string | undefined> {
  const files = (content: string) => ({ files: [{ path: 'schema.prisma', content }] })
  const result = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: before === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...files(before) },
      to: { tag: 'schemaDatamodel', ...files(after) },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    }),
  )
  return result.exitCode === 2 ? (result.stdout ?? undefined) : undefined
}
