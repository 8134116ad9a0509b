/** Allocations and their lines in pages, as REST lists them (listing-page.ts). */
import { db, pool } from './client'
import { inReach, type PageAt, type PageOf, pageOf } from './listing-page'
import type { Purpose } from './plan-repository'
import { idsOf, type Reach } from './reach'

export type ListedAllocation = {
  readonly id: number
  readonly productCode: string
  readonly productNameEn: string
  readonly productNameZh: string
  readonly month: string
  readonly status: 'draft' | 'published'
  /** The whole run's figures: null for a reach of some territories. */
  readonly whole: { readonly supplyUnits: number; readonly allocatedUnits: number } | null
  /** Sums within reach. */
  readonly retailers: number
  readonly demandUnits: number
  readonly units: number
  readonly createdAt: string
  readonly publishedAt: string | null
}

export type AllocationListing = {
  readonly id?: number | undefined
  readonly month?: string | undefined
  readonly productCode?: string | undefined
  readonly status?: 'draft' | 'published' | undefined
}

/** Runs of the allocation; for some territories, those that give something to a retailer of theirs. */
export async function listAllocationsPage(
  reach: Reach,
  { id, month, productCode, status }: AllocationListing,
  at: PageAt,
): Promise<PageOf<ListedAllocation>> {
  type Row = Omit<ListedAllocation, 'whole' | 'createdAt' | 'publishedAt' | 'month'> & {
    month: number
    supplyUnits: number
    allocatedUnits: number
    createdAt: Date
    publishedAt: Date | null
  }
  const { rows } = await pool().query<Row>(
    `select run.id, product.code as "productCode", product."nameEn" as "productNameEn",
       product."nameZh" as "productNameZh", cycle.month, run.status, run."supplyUnits", run."allocatedUnits",
       lines.*, run."createdAt", run."publishedAt"
     from "AllocationRun" run join "SupplyCycle" cycle on cycle.id = run."supplyCycleId"
     join "Product" product on product.id = cycle."productId" cross join lateral (
       select count(*)::int as retailers, coalesce(sum(line."demandUnits"), 0)::int as "demandUnits",
         coalesce(sum(line.units), 0)::int as units
       from "AllocationLine" line join "Retailer" r on r.id = line."retailerId"
       where line."runId" = run.id and ($2::int[] is null or r."territoryId" = any($2))
     ) lines
     where run.id > $1 and ($2::int[] is null or lines.retailers > 0) and ($3::int is null or run.id = $3)
       and ($4::int is null or cycle.month = $4) and ($5::text is null or product.code = $5)
       and ($6::text is null or run.status::text = $6)
     order by run.id limit $7`,
    [
      at.after,
      idsOf(reach),
      id ?? null,
      month === undefined ? null : Number(month.replace('-', '')),
      productCode ?? null,
      status ?? null,
      at.limit + 1,
    ],
  )
  const runs = rows.map(({ supplyUnits, allocatedUnits, createdAt, publishedAt, ...row }) => ({
    ...row,
    month: `${Math.floor(row.month / 100)}-${String(row.month % 100).padStart(2, '0')}`,
    whole: reach === 'all' ? { supplyUnits, allocatedUnits } : null,
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  }))
  return pageOf(runs, at, (run) => run.id)
}

export type ListedAllocationLine = {
  readonly retailerId: number
  readonly zoneKey: string
  readonly tier: number
  readonly demandUnits: number
  readonly units: number
  readonly reason: Purpose
}

/** What one run gives each retailer, by retailer. */
export async function listAllocationLinesPage(
  reach: Reach,
  runId: number,
  at: PageAt,
): Promise<PageOf<ListedAllocationLine>> {
  const rows = await db.allocationLine.findMany({
    where: { runId, retailerId: { gt: at.after }, ...(reach !== 'all' && { retailer: inReach(reach) }) },
    omit: { runId: true },
    orderBy: { retailerId: 'asc' },
    take: at.limit + 1,
  })
  const lines = rows.map((row) => ({ ...row, reason: row.reason as unknown as Purpose }))
  return pageOf(lines, at, ({ retailerId }) => retailerId)
}
