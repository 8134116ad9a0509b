/** What allocation runs give to whom: of one retailer, of one trade area. Months are year × 100 + month, as in Order. */
import type { LineReason } from '@/lib/domain/allocation/allocate'
import type { AllocationResult } from './allocation-repository'
import { db, pool } from './client'
import { idsOf } from './reach'

export type ShareOf = {
  readonly productId: number
  readonly productCode: string
  readonly nameEn: string
  readonly nameZh: string
  readonly packUnits: number
  readonly month: number
  readonly runId: number
  readonly status: 'draft' | 'published'
}

/** Which runs count: of each cycle the newest that the reader may see. */
export type RunsWanted = {
  readonly month: { readonly from: number; readonly to: number }
  readonly drafts: boolean
}

/** $1, $2: months; $3: drafts too. */
const NEWEST_RUNS = `(
  select distinct on (run."supplyCycleId") run.id as "runId", run.status, run.result, cycle.month,
    product.id as "productId", product.code as "productCode", product."nameEn", product."nameZh", product."packUnits"
  from "AllocationRun" run join "SupplyCycle" cycle on cycle.id = run."supplyCycleId"
  join "Product" product on product.id = cycle."productId"
  where cycle.month between $1 and $2 and ($3 or run.status = 'published')
  order by run."supplyCycleId", run.id desc
)`
const SHARE_OF = `newest."productId", newest."productCode", newest."nameEn", newest."nameZh", newest."packUnits",
  newest.month, newest."runId", newest.status`

export type RetailerShareRecord = ShareOf & {
  readonly zoneKey: string
  readonly tier: number
  readonly demandUnits: number
  readonly units: number
  readonly reason: LineReason
}

export async function listRetailerShares(
  retailerId: number,
  { month, drafts }: RunsWanted,
): Promise<RetailerShareRecord[]> {
  const { rows } = await pool().query<RetailerShareRecord>(
    `select ${SHARE_OF}, line."zoneKey", line.tier, line."demandUnits", line.units, line.reason
     from ${NEWEST_RUNS} newest join "AllocationLine" line on line."runId" = newest."runId"
     where line."retailerId" = $4 order by newest.month, newest."productCode"`,
    [month.from, month.to, drafts, retailerId],
  )
  return rows
}

export type TradeAreaShareRecord = ShareOf & {
  readonly zoneKey: string
  /** Within reach. */
  readonly retailers: number
  readonly reached: number
  readonly demandUnits: number
  readonly units: number
  /** The whole zone that these retailers belong to. */
  readonly zone: AllocationResult['zones'][number]
}

/** The open retailers of a trade area within reach, by product and zone. */
export async function listTradeAreaShares(
  tradeAreaId: number,
  territoryIds: readonly number[] | 'all',
  { month, drafts }: RunsWanted,
): Promise<TradeAreaShareRecord[]> {
  const { rows } = await pool().query<TradeAreaShareRecord>(
    `select ${SHARE_OF}, shares.*,
       (select zone from jsonb_array_elements(newest.result -> 'zones') zone
        where zone ->> 'key' = shares."zoneKey") as zone
     from ${NEWEST_RUNS} newest cross join lateral (
       select line."zoneKey", count(*)::int as retailers,
         count(*) filter (where line.units > 0)::int as reached,
         sum(line."demandUnits")::int as "demandUnits", sum(line.units)::int as units
       from "AllocationLine" line join "Retailer" r on r.id = line."retailerId"
       where line."runId" = newest."runId" and r."tradeAreaId" = $4 and r."closedAt" is null
         and ($5::int[] is null or r."territoryId" = any($5))
       group by 1
     ) shares order by newest.month, newest."productCode", shares."zoneKey"`,
    [month.from, month.to, drafts, tradeAreaId, idsOf(territoryIds)],
  )
  return rows
}

/** undefined: no such retailer; null: outside every territory. */
export async function findTerritoryOfRetailer(id: number): Promise<number | null | undefined> {
  const row = await db.retailer.findUnique({ where: { id }, select: { territoryId: true } })
  return row?.territoryId
}
