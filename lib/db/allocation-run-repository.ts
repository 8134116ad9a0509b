/** Runs of the allocation as screens read them. Months are year × 100 + month, as in Order. */
import type { LineReason, Unallocated } from '@/lib/domain/allocation/allocate'
import type { AllocationOverride, AllocationResult } from './allocation-repository'
import { db, pool } from './client'
import { idsOf } from './reach'

export type { AllocationOverride, AllocationResult }

/** A run that was published is superseded once another has taken its place. */
export type RunState = 'draft' | 'published' | 'superseded'

export type RunHead = {
  readonly id: number
  readonly state: RunState
  readonly supplyUnits: number
  readonly allocatedUnits: number
  readonly unallocated: readonly Unallocated[]
  /** Null where the author is no person of the organisation, as when the sample was loaded. */
  readonly author: string | null
  readonly createdAt: string
  readonly publishedAt: string | null
  readonly publishedBy: string | null
}

export type CycleRecord = {
  readonly id: number
  readonly productId: number
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly packUnits: number
  readonly month: number
  readonly supplyUnits: number
}

const CYCLE = {
  id: true,
  productId: true,
  month: true,
  supplyUnits: true,
  product: { select: { code: true, nameEn: true, nameZh: true, packUnits: true } },
} as const

export async function listCycleMonths(): Promise<number[]> {
  const rows = await db.supplyCycle.findMany({
    distinct: 'month',
    select: { month: true },
    orderBy: { month: 'asc' },
  })
  return rows.map(({ month }) => month)
}

export async function listCycles(month: number): Promise<CycleRecord[]> {
  const rows = await db.supplyCycle.findMany({
    where: { month },
    select: CYCLE,
    orderBy: { product: { code: 'asc' } },
  })
  return rows.map(({ product, ...row }) => ({ ...row, ...product }))
}

export async function findCycle(productCode: string, month: number): Promise<CycleRecord | undefined> {
  const row = await db.supplyCycle.findFirst({
    where: { month, product: { code: productCode } },
    select: CYCLE,
  })
  if (!row) return undefined
  const { product, ...rest } = row
  return { ...rest, ...product }
}

export async function countScarceProducts(): Promise<number> {
  return db.product.count({ where: { scarce: true } })
}

/** Newest first. */
export async function listRuns(
  supplyCycleIds: readonly number[],
): Promise<(RunHead & { cycleId: number })[]> {
  const rows = await db.allocationRun.findMany({
    where: { supplyCycleId: { in: [...supplyCycleIds] } },
    omit: { result: true, parameterSetId: true },
    orderBy: { id: 'desc' },
  })
  const people = rows
    .flatMap(({ authorId, publishedBy }) => [authorId, publishedBy])
    .filter((id) => id !== null)
  const nameOf = await namesOf(people)
  return rows.map(
    ({ supplyCycleId, status, shortfall, authorId, publishedBy, createdAt, publishedAt, ...row }) => ({
      ...row,
      cycleId: supplyCycleId,
      state: status === 'published' ? status : publishedAt ? 'superseded' : 'draft',
      unallocated: (shortfall ?? []) as unknown as Unallocated[],
      author: nameOf.get(authorId ?? '') ?? null,
      createdAt: createdAt.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
      publishedBy: nameOf.get(publishedBy ?? '') ?? null,
    }),
  )
}

export async function namesOf(userIds: readonly string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, name: true },
  })
  return new Map(users.map(({ id, name }) => [id, name]))
}

export async function findNewestRun(
  supplyCycleId: number,
): Promise<{ id: number; overrides: readonly AllocationOverride[] } | undefined> {
  const row = await db.allocationRun.findFirst({
    where: { supplyCycleId },
    orderBy: { id: 'desc' },
    select: { id: true, result: true },
  })
  if (!row) return undefined
  return { id: row.id, overrides: (row.result as unknown as AllocationResult).overrides ?? [] }
}

export async function findRunCycle(
  id: number,
): Promise<(CycleRecord & { state: RunState; lines: number }) | undefined> {
  const row = await db.allocationRun.findUnique({
    where: { id },
    select: {
      status: true,
      publishedAt: true,
      cycle: { select: CYCLE },
      _count: { select: { lines: true } },
    },
  })
  if (!row) return undefined
  const { product, ...cycle } = row.cycle
  const state = row.status === 'published' ? row.status : row.publishedAt ? 'superseded' : 'draft'
  return { ...cycle, ...product, state, lines: row._count.lines }
}

export async function getRunResult(
  id: number,
): Promise<{ result: AllocationResult; parameterVersion: number }> {
  const row = await db.allocationRun.findUniqueOrThrow({
    where: { id },
    select: { result: true, parameterSetId: true },
  })
  const set = await db.parameterSet.findUnique({
    where: { id: row.parameterSetId },
    select: { version: true },
  })
  return { result: row.result as unknown as AllocationResult, parameterVersion: set?.version ?? 0 }
}

export type ZoneRoom = { readonly zoneKey: string; readonly minUnits: number; readonly maxUnits: number }

/** What the retailers of each zone had to get and could take in a run. */
export async function listZoneRooms(runId: number): Promise<ZoneRoom[]> {
  const { rows } = await pool().query<ZoneRoom>(
    `select "zoneKey", sum(minimum)::int as "minUnits", sum(takeable)::int as "maxUnits" from (
       select "zoneKey", (reason -> 'params' ->> 'protectedUnits')::int as minimum,
         floor(least("demandUnits", (reason -> 'params' ->> 'capUnits')::int)::float / pack) * pack as takeable
       from "AllocationLine", lateral (select (reason -> 'params' ->> 'packUnits')::int as pack) of_line
       where "runId" = $1
     ) line group by 1`,
    [runId],
  )
  return rows
}

/** Trade areas by the zone that most of their retailers belong to in a run. */
export async function listZoneAreas(runId: number): Promise<{ id: number; zoneKey: string }[]> {
  const { rows } = await pool().query<{ id: number; zoneKey: string }>(
    `select distinct on (r."tradeAreaId") r."tradeAreaId" as id, line."zoneKey"
     from "AllocationLine" line join "Retailer" r on r.id = line."retailerId"
     where line."runId" = $1 and r."tradeAreaId" is not null
     group by 1, 2 order by 1, count(*) desc, 2`,
    [runId],
  )
  return rows
}

/** How many retailers have other units in one run than in another. */
export async function countChangedShares(runId: number, otherRunId: number): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from (select * from "AllocationLine" where "runId" = $1) a
     full join (select * from "AllocationLine" where "runId" = $2) b using ("retailerId")
     where coalesce(a.units, 0) <> coalesce(b.units, 0)`,
    [runId, otherRunId],
  )
  return rows[0]?.count ?? 0
}

export type ShareFilter = {
  readonly zone?: string | undefined
  readonly tier?: number | undefined
  readonly territory?: number | undefined
}

export type ShareRow = {
  readonly retailerId: number
  readonly code: string
  readonly name: string
  readonly territory: string | null
  readonly zoneKey: string
  readonly tier: number
  readonly demandUnits: number
  readonly units: number
  readonly reason: LineReason
}

export type ShareSums = {
  readonly retailers: number
  readonly reached: number
  readonly demandUnits: number
  readonly units: number
}

const LINES = `from "AllocationLine" line join "Retailer" r on r.id = line."retailerId"
  where line."runId" = $1 and ($2::int[] is null or r."territoryId" = any($2))
    and ($3::text is null or line."zoneKey" = $3) and ($4::int is null or line.tier = $4)
    and ($5::int is null or r."territoryId" = $5)`

function lineValues(runId: number, reach: readonly number[] | 'all', { zone, tier, territory }: ShareFilter) {
  return [runId, idsOf(reach), zone ?? null, tier ?? null, territory ?? null]
}

/** From the top tier down, those with the most units first. */
export async function listShares(
  runId: number,
  reach: readonly number[] | 'all',
  filter: ShareFilter,
  page: { offset: number; limit: number },
): Promise<ShareRow[]> {
  const { rows } = await pool().query<ShareRow>(
    `select line."retailerId", r.code, r.name,
       (select name from "Territory" t where t.id = r."territoryId") as territory,
       line."zoneKey", line.tier, line."demandUnits", line.units, line.reason
     ${LINES} order by line.tier desc, line.units desc, r.name, r.id offset $6 limit $7`,
    [...lineValues(runId, reach, filter), page.offset, page.limit],
  )
  return rows
}

export async function sumShares(
  runId: number,
  reach: readonly number[] | 'all',
  filter: ShareFilter = {},
): Promise<ShareSums> {
  const { rows } = await pool().query<ShareSums>(
    `select count(*)::int as retailers, count(*) filter (where line.units > 0)::int as reached,
       coalesce(sum(line."demandUnits"), 0)::int as "demandUnits", coalesce(sum(line.units), 0)::int as units ${LINES}`,
    lineValues(runId, reach, filter),
  )
  return rows[0] as ShareSums
}

/** The zones that have a retailer within reach in a run. */
export async function listZonesInReach(runId: number, reach: readonly number[] | 'all'): Promise<string[]> {
  const { rows } = await pool().query<{ zoneKey: string }>(
    `select distinct line."zoneKey" ${LINES} order by 1`,
    lineValues(runId, reach, {}),
  )
  return rows.map(({ zoneKey }) => zoneKey)
}
