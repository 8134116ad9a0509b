/** The migrations of the project, as Prisma Migrate lays them out: `prisma/migrations/<time>_<name>/migration.sql`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import { ROOT } from './project'

export const MIGRATIONS = path.join(ROOT, 'prisma', 'migrations')
export const SCHEMA = path.join(ROOT, 'prisma', 'schema.prisma')

/** Oldest first, by the time in their names. */
export function listMigrationNames(folder: string = MIGRATIONS): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .toSorted()
}

/** What the engine wants to hear of the given migrations. */
export function migrationList(names: readonly string[], folder: string = MIGRATIONS): MigrationList {
  const lockfile = path.join(folder, 'migration_lock.toml')
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
