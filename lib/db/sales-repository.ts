/**
 * Sales and forecast errors by month and by part of the business, for the figures of the cockpit (lib/domain/kpi).
 *
 * Shape   months are year × 100 + month. A filter names the records that count, null is all of them. Sales are read from
 *         SalesCell, which equals the orders at any moment; errors from the forecasts one month ahead, which are those of
 *         the run that ended with the month before. 0 stands for "in no territory", "in no trade area".
 * Cost    one statement each, over the cells of the months asked for.
 */
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import type { ForecastErrors } from '@/lib/domain/kpi/forecast-accuracy'
import type { SalesSums } from '@/lib/domain/kpi/sales-sums'
import { pool } from './client'

export type SalesFilter = {
  readonly territoryIds: readonly number[] | null
  readonly tradeAreaIds: readonly number[] | null
  readonly productIds: readonly number[] | null
}
export type SalesGrouping = 'none' | 'territory' | 'trade-area' | 'product'

/** `key` is the id that is grouped by; 0 for `none`. */
export type SalesGroup = SalesSums & { readonly month: IsoMonth; readonly key: number }
export type ForecastGroup = ForecastErrors & { readonly month: IsoMonth; readonly key: number }

const KEYS: Readonly<Record<SalesGrouping, string>> = {
  none: '0',
  territory: '"territoryId"',
  'trade-area': '"tradeAreaId"',
  product: '"productId"',
}

/** Months with orders, ascending: each is found in the index by the one before it. */
export async function listSalesMonths(): Promise<IsoMonth[]> {
  const { rows } = await pool().query<{ month: number }>(
    `with recursive known as (
       (select month from "SalesCell" order by month limit 1)
       union all
       select (select cell.month from "SalesCell" cell where cell.month > known.month order by cell.month limit 1)
       from known where known.month is not null
     ) select month from known where month is not null`,
  )
  return rows.map(({ month }) => monthOfNumber(month))
}

export async function sumSales(
  filter: SalesFilter,
  months: readonly IsoMonth[],
  by: SalesGrouping,
): Promise<SalesGroup[]> {
  const { rows } = await pool().query<Omit<SalesGroup, 'month'> & { month: number }>(
    `with part as (
       select month, "productId", ${KEYS[by]} as key, sum(need) as need, sum(ordered) as ordered,
         sum(delivered) as delivered, sum(lines) as lines, sum("linesFilled") as filled, sum("linesEmpty") as empty
       from "SalesCell"
       where month = any($1::int[]) and ${WITHIN} and ($4::int[] is null or "territoryId" = any($4))
       group by 1, 2, 3
     )
     select part.month, part.key, sum(need)::float8 as "needUnits", sum(ordered)::float8 as "orderedUnits",
       sum(delivered)::float8 as "deliveredUnits", sum(delivered * product."priceFen")::float8 as "valueFen",
       coalesce(sum(delivered) filter (where brand.key), 0)::float8 as "keyUnits", sum(lines)::float8 as lines,
       sum(filled)::float8 as "linesFilled", sum(empty)::float8 as "linesEmpty"
     from part join "Product" product on product.id = part."productId"
     join "Brand" brand on brand.id = product."brandId"
     group by 1, 2 order by 1, 2`,
    [months.map(monthNumber), filter.productIds, filter.tradeAreaIds, filter.territoryIds],
  )
  return rows.map(({ month, ...row }) => ({ ...row, month: monthOfNumber(month) }))
}

export type ForecastMade = {
  readonly month: IsoMonth
  readonly madeAt: string
  readonly retrospective: boolean
}

/** The months for which a forecast was made one month ahead. */
export async function listForecastMonths(): Promise<ForecastMade[]> {
  const { rows } = await pool().query<{ lastMonth: number; createdAt: Date; retrospective: boolean }>(
    `select "lastMonth", "createdAt", retrospective from "ForecastRun" order by "lastMonth"`,
  )
  return rows.map(({ lastMonth, createdAt, retrospective }) => ({
    month: monthOfNumber(lastMonth % 100 === 12 ? lastMonth + 89 : lastMonth + 1),
    madeAt: createdAt.toISOString(),
    retrospective,
  }))
}

/** So many months share a statement: two cores then work on a year, each with a hash that fits its cache. */
const MONTHS_A_STATEMENT = 3

/** For months with a forecast; zones are all of a zone's need, whichever territory its shops are in. */
export async function sumForecastErrors(
  filter: Omit<SalesFilter, 'territoryIds'>,
  months: readonly IsoMonth[],
  by: 'none' | 'trade-area' | 'product',
): Promise<ForecastGroup[]> {
  const parts = Array.from({ length: Math.ceil(months.length / MONTHS_A_STATEMENT) }, (_, k) =>
    months.slice(k * MONTHS_A_STATEMENT, (k + 1) * MONTHS_A_STATEMENT),
  )
  return (await Promise.all(parts.map((part) => sumErrorsOf(filter, part, by)))).flat()
}

/** What was needed without a forecast, or forecast without a need, is an error as large as itself. */
async function sumErrorsOf(
  { tradeAreaIds, productIds }: Omit<SalesFilter, 'territoryIds'>,
  months: readonly IsoMonth[],
  by: 'none' | 'trade-area' | 'product',
): Promise<ForecastGroup[]> {
  const { rows } = await pool().query<Omit<ForecastGroup, 'month'> & { month: number }>(
    `select month, ${KEYS[by]} as key, sum(forecast) as "forecastUnits", sum(need) as "needUnits",
       sum(abs(forecast - need)) as "errorUnits"
     from (
       select month, "productId", "tradeAreaId", sum(forecast) as forecast, sum(need) as need from (
         select month, "productId", "tradeAreaId", 0::float8 as forecast, need::float8 as need from "SalesCell"
         where month = any($1::int[]) and ${WITHIN}
         union all
         select month, "productId", "tradeAreaId", units, 0 from "ForecastCell"
         where month = any($1::int[]) and lead = 1 and ${WITHIN}
       ) either group by 1, 2, 3
     ) cell group by 1, 2 order by 1, 2`,
    [months.map(monthNumber), productIds, tradeAreaIds],
  )
  return rows.map(({ month, ...row }) => ({ ...row, month: monthOfNumber(month) }))
}

const WITHIN = `($2::int[] is null or "productId" = any($2)) and ($3::int[] is null or "tradeAreaId" = any($3))`

/** When orders last came in from outside: the newest import, else the load of the sample. */
export async function findSalesDate(): Promise<string | undefined> {
  const { rows } = await pool().query<{ at: Date | null }>(
    `select coalesce((select max(at) from "ImportBatch" where kind = 'orders'),
       (select at from "LoadStep" where name = 'demonstration')) as at`,
  )
  return rows[0]?.at?.toISOString()
}
