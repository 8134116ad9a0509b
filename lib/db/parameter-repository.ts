/** Parameter sets: every default that can be argued about, in versions that are never changed. */
import type { ParameterKind } from '@/lib/domain/parameters/parameter-fields'
import { db, pool } from './client'
import type { PoolClient } from './copy'
import type { Prisma } from './generated/client'
import { inTransaction } from './transaction'

export type ParameterRecord<T> = {
  id: number
  kind: ParameterKind
  version: number
  values: T
  note: string
  authorId: string | null
  createdAt: Date
}

/** The newest version of a kind. */
export async function getParameters<T>(kind: ParameterKind): Promise<ParameterRecord<T>> {
  const row = await db.parameterSet.findFirst({ where: { kind }, orderBy: { version: 'desc' } })
  if (!row) throw new Error(`no parameter set of kind ${kind}`)
  return toRecord<T>(row)
}

export async function listParameterVersions<T>(kind: ParameterKind): Promise<ParameterRecord<T>[]> {
  const rows = await db.parameterSet.findMany({ where: { kind }, orderBy: { version: 'desc' }, take: 200 })
  return rows.map((row) => toRecord<T>(row))
}

/** Stores the next version of a kind. */
export async function saveParameters<T>(next: {
  organizationId: number
  kind: ParameterKind
  values: T
  note: string
  authorId: string | null
}): Promise<ParameterRecord<T>> {
  const newest = await db.parameterSet.aggregate({ where: { kind: next.kind }, _max: { version: true } })
  const version = (newest._max.version ?? 0) + 1
  const row = await db.parameterSet.create({
    data: { ...next, values: next.values as Prisma.InputJsonValue, version },
  })
  return toRecord<T>(row)
}

/**
 * Stores the next version if the newest is still the one that the author looked at; undefined if it is not.
 * What follows from it at once belongs to the same transaction.
 */
export async function saveNextParameters<T>(
  next: Parameters<typeof saveParameters<T>>[0],
  basedOn: number,
  follow?: (client: PoolClient, saved: ParameterRecord<T>) => Promise<void>,
): Promise<ParameterRecord<T> | undefined> {
  const { organizationId, kind, values, note, authorId } = next
  return inTransaction(async (client) => {
    const { rows } = await client.query<Parameters<typeof toRecord>[0]>(
      `insert into "ParameterSet" ("organizationId", kind, version, "values", note, "authorId")
       select $1, $2, $3::int + 1, $4::jsonb, $5, $6
       where (select max(version) from "ParameterSet" where kind = $2) = $3
       on conflict do nothing
       returning id, kind, version, "values", note, "authorId", "createdAt"`,
      [organizationId, kind, basedOn, JSON.stringify(values), note, authorId],
    )
    if (!rows[0]) return undefined
    const saved = toRecord<T>(rows[0])
    await follow?.(client, saved)
    return saved
  })
}

/** What stands of each version of a kind: rings, plans or allocations, by version. */
export async function countStandingByVersion(kind: ParameterKind): Promise<Map<number, number>> {
  const statement = STANDING[kind]
  if (!statement) return new Map()
  const { rows } = await pool().query<{ version: number; made: number }>(statement)
  return new Map(rows.map(({ version, made }) => [version, made]))
}

const PLANS = (kind: string) =>
  `select (parameters->>'${kind}')::int as version, count(*)::int as made from "PlanCycle"
   where parameters ? '${kind}' and "replacedById" is null group by 1`

const STANDING: Partial<Record<ParameterKind, string>> = {
  rings: `select parameter.version, count(*)::int as made from "StoreRing" ring
    join "ParameterSet" parameter on parameter.id = ring."parameterSetId" group by 1`,
  'service-rules': PLANS('service-rules'),
  planning: PLANS('planning'),
  review: `select (parameters->>'review')::int as version, count(*)::int as made from "Review" group by 1`,
  allocation: `select parameter.version, count(*)::int as made from "AllocationRun" run
    join "ParameterSet" parameter on parameter.id = run."parameterSetId" group by 1`,
}

function toRecord<T>(row: {
  id: number
  kind: string
  version: number
  values: unknown
  note: string
  authorId: string | null
  createdAt: Date
}): ParameterRecord<T> {
  return { ...row, kind: row.kind as ParameterKind, values: row.values as T }
}
