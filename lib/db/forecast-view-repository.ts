/** Forecasts as the screen reads them. Months are year × 100 + month, as in Order. */
import type { NodeLevel } from '@/lib/domain/forecast/forecast-need'
import type { MethodName } from '@/lib/domain/forecast/forecast-series'
import { db, pool } from './client'

export type ForecastRunRecord = {
  readonly id: number
  readonly lastMonth: number
  readonly months: number
  readonly seriesCount: number
  readonly seconds: number
  readonly retrospective: boolean
  /** Null where the author is no person of the organisation. */
  readonly author: string | null
  readonly createdAt: Date
}

export async function findNewestForecast(): Promise<ForecastRunRecord | undefined> {
  const { rows } = await pool().query<ForecastRunRecord>(
    `select run.id, "lastMonth", months, "seriesCount", seconds, retrospective, author.name as author, run."createdAt"
     from "ForecastRun" run left join "User" author on author.id = run."authorId" order by "lastMonth" desc limit 1`,
  )
  return rows[0]
}

/** The last month with orders before the given one; undefined where there is none. */
export async function findLastOrderMonth(before: number): Promise<number | undefined> {
  const newest = await db.salesCell.aggregate({ where: { month: { lt: before } }, _max: { month: true } })
  return newest._max.month ?? undefined
}

export type Names = { readonly nameEn: string; readonly nameZh: string }
export type NodeRow = {
  readonly level: NodeLevel
  readonly key: string
  /** Null for the total. */
  readonly names: Names | null
  readonly priceClass: string | null
  /** Of the months ahead, ascending. */
  readonly units: readonly number[]
  readonly lastUnits: number
  /** Of the first month ahead, a year before. */
  readonly lastYearUnits: number
}

/** Total, price classes and products, each with its figures; classes by position, products by units. */
export async function listNodes(runId: number, lastMonth: number, lastYearMonth: number): Promise<NodeRow[]> {
  const { rows } = await pool().query<NodeRow>(
    `with sold as (
       select "productId", sum(need) filter (where month = $2)::int as last,
         sum(need) filter (where month = $3)::int as year
       from "SalesCell" where month in ($2, $3) group by 1
     ), node as (
       select level, key, array_agg(units order by month) as units from "ForecastNode" where "runId" = $1 group by 1, 2
     ), product as (
       select p.id, p."nameEn", p."nameZh", p."priceClassCode", class.position, coalesce(sold.last, 0) as last,
         coalesce(sold.year, 0) as year
       from "Product" p join "PriceClass" class on class.code = p."priceClassCode"
       left join sold on sold."productId" = p.id
     )
     select node.level, node.key, null as names, null as "priceClass", node.units,
       (select sum(last) from product)::int as "lastUnits", (select sum(year) from product)::int as "lastYearUnits",
       -1 as position
     from node where level = 'total'
     union all
     select node.level, node.key, json_build_object('nameEn', class."nameEn", 'nameZh', class."nameZh"), class.code,
       node.units, (select sum(last) from product where "priceClassCode" = class.code)::int,
       (select sum(year) from product where "priceClassCode" = class.code)::int, class.position
     from node join "PriceClass" class on class.code = node.key where level = 'class'
     union all
     select node.level, node.key, json_build_object('nameEn', p."nameEn", 'nameZh', p."nameZh"), p."priceClassCode",
       node.units, p.last, p.year, p.position
     from node join product p on p.id::text = node.key where level = 'product'
     order by position, level, 5 desc, key`,
    [runId, lastMonth, lastYearMonth],
  )
  return rows
}

export type ZoneForecastRow = {
  /** 0: outside every trade area. */
  readonly tradeAreaId: number
  readonly name: string | null
  readonly units: readonly number[]
  readonly lastUnits: number
  readonly lastYearUnits: number
}

/** A product's trade areas, the largest first. */
export async function listZoneForecasts(
  runId: number,
  productId: number,
  lastMonth: number,
  lastYearMonth: number,
): Promise<ZoneForecastRow[]> {
  const { rows } = await pool().query<ZoneForecastRow>(
    `with sold as (
       select "tradeAreaId", sum(need) filter (where month = $3)::int as last,
         sum(need) filter (where month = $4)::int as year
       from "SalesCell" where "productId" = $2 and month in ($3, $4) group by 1
     )
     select cell."tradeAreaId", area.name, array_agg(cell.units order by cell.month) as units,
       coalesce(max(sold.last), 0) as "lastUnits", coalesce(max(sold.year), 0) as "lastYearUnits"
     from "ForecastCell" cell left join "TradeArea" area on area.id = cell."tradeAreaId"
     left join sold on sold."tradeAreaId" = cell."tradeAreaId"
     where cell."runId" = $1 and cell."productId" = $2
     group by 1, 2 order by (array_agg(cell.units order by cell.month))[1] desc, 1`,
    [runId, productId, lastMonth, lastYearMonth],
  )
  return rows
}

/** What is looked at: a level above, or a product in one trade area. */
export type SeriesKey =
  | { readonly level: NodeLevel; readonly key: string }
  | { readonly level: 'zone'; readonly productId: number; readonly tradeAreaId: number }

export type MonthNeed = { readonly month: number; readonly units: number }

/** Need by month, ascending. */
export async function listHistory(series: SeriesKey, lastMonth: number): Promise<MonthNeed[]> {
  const [where, values] = whereOf(series)
  const { rows } = await pool().query<MonthNeed>(
    `select cell.month, sum(cell.need)::int as units from "SalesCell" cell
     join "Product" p on p.id = cell."productId" where cell.month <= $1 and ${where} group by 1 order by 1`,
    [lastMonth, ...values],
  )
  return rows
}

function whereOf(series: SeriesKey): [string, unknown[]] {
  if (series.level === 'zone') {
    return ['p.id = $2 and cell."tradeAreaId" = $3', [series.productId, series.tradeAreaId]]
  }
  if (series.level === 'total') return ['true', []]
  if (series.level === 'class') return ['p."priceClassCode" = $2', [series.key]]
  return ['p.id = $2', [Number(series.key)]]
}

export type ForecastMonth = MonthNeed & {
  readonly runId: number
  readonly lead: number
  readonly base: number
  readonly low80: number
  readonly high80: number
  readonly low95: number
  readonly high95: number
}

/** What every run said of a series: of past months one month ahead, of the newest run all months. */
export async function listForecastMonths(series: SeriesKey, newestRunId: number): Promise<ForecastMonth[]> {
  const figures = '"runId", month, lead, base, units, low80, high80, low95, high95'
  const { rows } =
    series.level === 'zone'
      ? await pool().query<ForecastMonth>(
          `select ${figures} from "ForecastCell" where "productId" = $1 and "tradeAreaId" = $2
             and (lead = 1 or "runId" = $3) order by month, lead`,
          [series.productId, series.tradeAreaId, newestRunId],
        )
      : await pool().query<ForecastMonth>(
          `select ${figures} from "ForecastNode" where level = $1 and key = $2 and (lead = 1 or "runId" = $3)
           order by month, lead`,
          [series.level, series.key, newestRunId],
        )
  return rows
}

export type SeriesRecord = {
  readonly approach: string
  readonly methods: readonly {
    readonly method: MethodName
    readonly weight: number
    readonly mae: number | null
    readonly mean: readonly number[]
  }[]
}

/** How the newest run made a series; undefined where it did not. */
export async function findSeries(runId: number, series: SeriesKey): Promise<SeriesRecord | undefined> {
  const key = series.level === 'zone' ? `${series.productId}:${series.tradeAreaId}` : series.key
  const row = await db.forecastSeries.findUnique({
    where: { runId_level_key: { runId, level: series.level, key } },
    select: { approach: true, methods: true },
  })
  return row
    ? { approach: row.approach, methods: row.methods as unknown as SeriesRecord['methods'] }
    : undefined
}

export async function findTradeAreaName(id: number): Promise<string | undefined> {
  const row = await db.tradeArea.findUnique({ where: { id }, select: { name: true } })
  return row?.name
}
