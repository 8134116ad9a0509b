/**
 * The rows behind the figures of the cockpit: sums by product × trade area, and order lines, a page at a time.
 *
 * Shape   sorted by what the row costs, most first, then by ids; a page follows the last row seen. Months are year × 100
 *         + month. 0 is "in no trade area".
 */
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { pool } from './client'
import type { Named } from './kpi-dimension-repository'
import type { SalesFilter } from './sales-repository'

export type CellCost = 'error' | 'undelivered' | 'decline' | 'key-decline'

export type KpiCell = {
  readonly productId: number
  readonly tradeAreaId: number
  readonly product: Named & { readonly code: string }
  /** Null outside every trade area. */
  readonly tradeArea: string | null
  readonly forecastUnits: number
  readonly needUnits: number
  readonly orderedUnits: number
  readonly deliveredUnits: number
  /** Delivered in the months compared, and a year before. */
  readonly nowUnits: number
  readonly beforeUnits: number
  readonly costUnits: number
}
export type CellsAfter = { readonly cost: number; readonly productId: number; readonly tradeAreaId: number }

const COSTS: Readonly<Record<CellCost, string>> = {
  error: 'abs(forecast - need)',
  undelivered: 'need - delivered',
  decline: 'before - now',
  'key-decline': 'before - now',
}

/** `compared` is empty where there is no last year. */
export async function listKpiCells(
  { territoryIds, tradeAreaIds, productIds }: SalesFilter,
  month: IsoMonth,
  compared: { readonly now: readonly IsoMonth[]; readonly before: readonly IsoMonth[] },
  cost: CellCost,
  page: { readonly after?: CellsAfter | undefined; readonly limit: number },
): Promise<KpiCell[]> {
  type Row = Omit<KpiCell, 'product'> & Named & { code: string }
  const within = `($2::int[] is null or "productId" = any($2)) and ($3::int[] is null or "tradeAreaId" = any($3))`
  const { rows } = await pool().query<Row>(
    `with part as (
       select "productId", "tradeAreaId",
         sum(need) filter (where month = $1::int) as need, sum(ordered) filter (where month = $1) as ordered,
         sum(delivered) filter (where month = $1) as delivered,
         sum(delivered) filter (where month = any($5::int[])) as now,
         sum(delivered) filter (where month = any($6::int[])) as before, 0::float8 as forecast
       from "SalesCell"
       where month = any($1 || $5::int[] || $6::int[]) and ${within}
         and ($4::int[] is null or "territoryId" = any($4))
       group by 1, 2
       union all
       select "productId", "tradeAreaId", 0, 0, 0, 0, 0, units from "ForecastCell"
       where $7 and month = $1 and lead = 1 and ${within}
     ), cell as (
       select "productId", "tradeAreaId", coalesce(sum(need), 0)::float8 as need,
         coalesce(sum(ordered), 0)::float8 as ordered, coalesce(sum(delivered), 0)::float8 as delivered,
         coalesce(sum(now), 0)::float8 as now, coalesce(sum(before), 0)::float8 as before, sum(forecast) as forecast
       from part group by 1, 2
     ), costing as (
       select cell.*, ${COSTS[cost]} as cost from cell
     )
     select costing."productId", costing."tradeAreaId", product.code, product."nameEn", product."nameZh",
       area.name as "tradeArea", forecast as "forecastUnits", need as "needUnits", ordered as "orderedUnits",
       delivered as "deliveredUnits", now as "nowUnits", before as "beforeUnits", cost as "costUnits"
     from costing join "Product" product on product.id = "productId"
     join "Brand" brand on brand.id = product."brandId"
     left join "TradeArea" area on area.id = "tradeAreaId"
     where ($8::boolean is false or brand.key)
       and ($9::float8 is null or (-cost, "productId", "tradeAreaId") > (-$9::float8, $10::int, $11::int))
     order by -cost, "productId", "tradeAreaId" limit $12`,
    [
      monthNumber(month),
      productIds,
      tradeAreaIds,
      territoryIds,
      compared.now.map(monthNumber),
      compared.before.map(monthNumber),
      cost === 'error',
      cost === 'key-decline',
      page.after?.cost ?? null,
      page.after?.productId ?? null,
      page.after?.tradeAreaId ?? null,
      page.limit,
    ],
  )
  return rows.map(({ code, nameEn, nameZh, ...row }) => ({ ...row, product: { code, nameEn, nameZh } }))
}

export type OrderLine = {
  readonly retailerId: number
  readonly productId: number
  readonly retailer: string
  readonly retailerCode: string
  readonly tradeArea: string | null
  readonly product: Named & { readonly code: string }
  readonly needUnits: number
  readonly orderedUnits: number
  readonly deliveredUnits: number
}
export type LinesAfter = { readonly loss: number; readonly retailerId: number; readonly productId: number }

/** `isShort` leaves out lines that were delivered in full. */
export async function listOrderLines(
  { territoryIds, tradeAreaIds, productIds }: SalesFilter,
  month: IsoMonth,
  isShort: boolean,
  page: { readonly after?: LinesAfter | undefined; readonly limit: number },
): Promise<OrderLine[]> {
  type Row = Omit<OrderLine, 'product'> & Named & { code: string }
  const { rows } = await pool().query<Row>(
    `with line as (
       select o."retailerId", o."productId", o.need, o.ordered, o.delivered, o.need - o.delivered as loss
       from "Order" o ${territoryIds || tradeAreaIds ? 'join "Retailer" shop on shop.id = o."retailerId"' : ''}
       where o.month = $1
         ${productIds ? 'and o."productId" = any($2::int[])' : 'and $2::int[] is null'}
         ${tradeAreaIds ? 'and shop."tradeAreaId" = any($3::int[])' : 'and $3::int[] is null'}
         ${territoryIds ? 'and shop."territoryId" = any($4::int[])' : 'and $4::int[] is null'}
         ${isShort ? 'and o.need > o.delivered' : ''}
         and ($5::int is null or (o.delivered - o.need, o."retailerId", o."productId") > (-$5::int, $6::int, $7::int))
       order by o.delivered - o.need, o."retailerId", o."productId" limit $8
     )
     select line."retailerId", line."productId", shop.name as retailer, shop.code as "retailerCode",
       area.name as "tradeArea", product.code, product."nameEn", product."nameZh", line.need as "needUnits",
       line.ordered as "orderedUnits", line.delivered as "deliveredUnits"
     from line join "Retailer" shop on shop.id = line."retailerId"
     join "Product" product on product.id = line."productId"
     left join "TradeArea" area on area.id = shop."tradeAreaId"
     order by loss desc, line."retailerId", line."productId"`,
    [
      monthNumber(month),
      productIds,
      tradeAreaIds,
      territoryIds,
      page.after?.loss ?? null,
      page.after?.retailerId ?? null,
      page.after?.productId ?? null,
      page.limit,
    ],
  )
  return rows.map(({ code, nameEn, nameZh, ...row }) => ({ ...row, product: { code, nameEn, nameZh } }))
}
