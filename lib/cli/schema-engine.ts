/**
 * Prisma's schema engine (WASM) over our own connection pool. Never imported by code that Next bundles.
 *
 * adapter-pg runs a migration split at each `;`, statement by statement over the pool, which breaks functions and
 * quotes and leaves half a migration behind; here a script goes to PostgreSQL whole, which makes it one transaction.
 * The pool is ended with the engine, for its connection holds the advisory lock of migrations.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

/** The engine wants one schema to start with; none of ours is read from it. */
const DATASOURCE: [string, string][] = [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']]

/** Where the engine leaves the reason of a panic, which otherwise only says "unreachable". */
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } })

export const NO_FILTERS = { externalTables: [], externalEnums: [] }

/** Runs `use` with an engine; a fault of PostgreSQL is thrown as it is, the engine itself only knows a number for it. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: databaseUrl })
  let fault: unknown
  try {
    await pool.query('select 1')
    const factory = new PrismaPg(pool)
    const connect = factory.connect.bind(factory)
    factory.connect = async () => {
      const adapter = await connect()
      const executeScript = async (script: string) => {
        await pool.query(script).catch((error: unknown) => {
          fault = error
          throw error
        })
      }
      return Object.assign(adapter, { executeScript })
    }
    const engine = await SchemaEngine.new(
      { datamodels: DATASOURCE },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    )
    try {
      return await use(engine)
    } finally {
      engine.free()
    }
  } catch (error) {
    throw fault ?? error
  } finally {
    await pool.end()
  }
}
