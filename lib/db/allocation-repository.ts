/** Supply cycles, what an allocation is made of, and its runs. Months are year × 100 + month, as in Order. */
import type { Allocation, LineReason } from '@/lib/domain/allocation/allocate'
import type { MarketType } from '@/lib/domain/retailer/classification'
import { db, pool } from './client'
import { copyRows } from './copy'
import type { Prisma } from './generated/client'

export type SupplyRecord = {
  readonly id: number
  readonly productId: number
  readonly month: number
  readonly supplyUnits: number
  readonly packUnits: number
  readonly priceFen: number
  readonly brandId: number
  readonly priceClass: string
}

export async function findSupply(productId: number, month: number): Promise<SupplyRecord | undefined> {
  const row = await db.supplyCycle.findUnique({
    where: { productId_month: { productId, month } },
    include: {
      product: { select: { packUnits: true, priceFen: true, brandId: true, priceClassCode: true } },
    },
  })
  if (!row) return undefined
  const { product, ...supply } = row
  const { priceClassCode, ...rest } = product
  return { ...supply, ...rest, priceClass: priceClassCode }
}

export type DemandRecord = {
  readonly retailerId: number
  readonly tier: number | null
  readonly marketType: MarketType
  /** null outside every trade area */
  readonly type: string | null
  readonly tradeAreaId: number | null
  readonly tradeArea: string | null
  readonly assisted: boolean
  /** sums over the months asked for */
  readonly need: number
  readonly delivered: number
  /** the newest count and price within them, where the retailer is in the panel */
  readonly stockUnits: number | null
  readonly priceFen: number | null
}

/** Every open retailer with what it needed and got of a product in the given months. */
export async function listDemand(productId: number, months: readonly number[]): Promise<DemandRecord[]> {
  const { rows } = await pool().query<DemandRecord>(
    `select r.id as "retailerId", r.tier, r."marketType", area."typeCode" as type, r."tradeAreaId", area.name as "tradeArea",
       r.assisted,
       coalesce(orders.need, 0)::int as need, coalesce(orders.delivered, 0)::int as delivered,
       stock.units as "stockUnits", price."priceFen"
     from "Retailer" r
     left join "TradeArea" area on area.id = r."tradeAreaId"
     left join (
       select "retailerId", sum(need) as need, sum(delivered) as delivered from "Order"
       where "productId" = $1 and month = any($2::int[]) group by 1
     ) orders on orders."retailerId" = r.id
     left join lateral (
       select units from "StockCount" s where s."retailerId" = r.id and s."productId" = $1 and s.month = any($2::int[])
       order by month desc limit 1
     ) stock on true
     left join lateral (
       select "priceFen" from "PriceObservation" p
       where p."retailerId" = r.id and p."productId" = $1 and p.month = any($2::int[]) order by month desc limit 1
     ) price on true
     where r."closedAt" is null order by r.id`,
    [productId, months],
  )
  return rows
}

/** A zone that a person set by hand. */
export type AllocationOverride = {
  readonly zoneKey: string
  readonly units: number
  readonly authorId: string
  readonly reason: string
  readonly at: string
}

/** What a run keeps beside its lines. */
export type AllocationResult = Omit<Allocation, 'lines'> & {
  /** Months whose orders the demand was taken from, or shared by where there is a forecast. */
  readonly months: readonly number[]
  /** Last month of the orders that the forecast saw; null where there was none. Absent in runs of before. */
  readonly forecastFrom?: number | null
  /** Open retailers without a tier, who get nothing until they have one. */
  readonly untiered: number
  readonly overrides?: readonly AllocationOverride[]
}

/** Undefined, and nothing stored, if the newest run of the cycle is another than `follows`. */
export async function saveAllocationRun(run: {
  supply: SupplyRecord
  allocation: Allocation
  months: readonly number[]
  forecastFrom: number | null
  untiered: number
  overrides: readonly AllocationOverride[]
  parameterSetId: number
  authorId: string
  follows: number | null
}): Promise<number | undefined> {
  const { supply, allocation, months, forecastFrom, untiered, overrides } = run
  const { lines, ...rest } = allocation
  const result: AllocationResult = { ...rest, months, forecastFrom, untiered, overrides }
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query('select id from "SupplyCycle" where id = $1 for update', [supply.id])
    const newest = await client.query<{ id: number | null }>(
      'select max(id) as id from "AllocationRun" where "supplyCycleId" = $1',
      [supply.id],
    )
    if ((newest.rows[0]?.id ?? null) !== run.follows) {
      await client.query('rollback')
      return undefined
    }
    const inserted = await client.query<{ id: number }>(
      `insert into "AllocationRun" ("supplyCycleId", "supplyUnits", "allocatedUnits", shortfall, "parameterSetId", result,
         "authorId") values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [
        supply.id,
        supply.supplyUnits,
        allocation.allocatedUnits,
        allocation.unallocated.length > 0 ? JSON.stringify(allocation.unallocated) : null,
        run.parameterSetId,
        JSON.stringify(result),
        run.authorId,
      ],
    )
    const { id } = inserted.rows[0] as { id: number }
    await copyRows(
      client,
      'AllocationLine',
      ['runId', 'retailerId', 'zoneKey', 'tier', 'demandUnits', 'units', 'reason'],
      lines.map((line) => [
        id,
        line.id,
        line.zoneKey,
        line.tier,
        line.demandUnits,
        line.units,
        line.reason satisfies LineReason,
      ]),
    )
    await client.query('commit')
    return id
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

export type NotPublished = 'no-such-run' | 'already-published' | 'run-changed' | 'supply-changed'

/**
 * The newest run takes the place of what was published for its cycle. A run is published once, and only for the supply
 * that it shared.
 */
export async function publishAllocationRun(
  id: number,
  authorId: string,
  at: Date,
): Promise<NotPublished | undefined> {
  return db.$transaction(async (tx) => {
    const run = await tx.allocationRun.findUnique({
      where: { id },
      select: { supplyCycleId: true, supplyUnits: true },
    })
    if (!run) return 'no-such-run'
    const { supplyCycleId } = run
    await tx.$queryRaw`select id from "SupplyCycle" where id = ${supplyCycleId} for update`
    // one after the other: a transaction has one connection
    const cycle = await tx.supplyCycle.findUniqueOrThrow({
      where: { id: supplyCycleId },
      select: { supplyUnits: true },
    })
    const newest = await tx.allocationRun.aggregate({ where: { supplyCycleId }, _max: { id: true } })
    const same = await tx.allocationRun.findUniqueOrThrow({ where: { id }, select: { publishedAt: true } })
    if (same.publishedAt) return 'already-published'
    if (newest._max.id !== id) return 'run-changed'
    if (cycle.supplyUnits !== run.supplyUnits) return 'supply-changed'
    await tx.allocationRun.updateMany({
      where: { supplyCycleId, status: 'published' },
      data: { status: 'draft' } satisfies Prisma.AllocationRunUpdateManyMutationInput,
    })
    await tx.allocationRun.update({
      where: { id },
      data: { status: 'published', publishedAt: at, publishedBy: authorId },
    })
    return undefined
  })
}

/** False, and nothing stored, if the supply is no longer what the person saw. */
export async function changeSupplyUnits(
  productId: number,
  month: number,
  { from, to }: { from: number; to: number },
): Promise<boolean> {
  const { count } = await db.supplyCycle.updateMany({
    where: { productId, month, supplyUnits: from },
    data: { supplyUnits: to },
  })
  return count === 1
}
