/**
 * Forecasts of need by product and trade area, and of the levels above. Months are year × 100 + month, as in Order; trade
 * area 0 is what lies in none.
 */
import { monthNumber } from '@/lib/domain/calendar/month-number'
import type { NeedForecast, NeedInput } from '@/lib/domain/forecast/forecast-need'
import { db, pool } from './client'
import { copyRows, type PoolClient } from './copy'
import { inTransaction } from './transaction'

export type NeedRecord = {
  readonly months: readonly number[]
  readonly products: NeedInput['products']
  readonly zones: NeedInput['zones']
}

/** Need of every product in every trade area that ever had any, in every month up to and with the last. */
export async function readNeed(lastMonth: number): Promise<NeedRecord> {
  const cells = await pool().query<{ month: number; productId: number; tradeAreaId: number; need: number }>({
    text: `select month, "productId", "tradeAreaId", sum(need)::int as need from "SalesCell"
      where month <= $1 group by 1, 2, 3`,
    values: [lastMonth],
  })
  const products = await db.product.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, priceClassCode: true },
  })
  const months = monthsBetween(
    cells.rows.reduce((first, { month }) => Math.min(first, month), lastMonth),
    lastMonth,
  )
  const at = new Map(months.map((month, k) => [month, k]))
  const zones = new Map<string, { productId: number; tradeAreaId: number; values: Float64Array }>()
  for (const { month, productId, tradeAreaId, need } of cells.rows) {
    const key = `${productId}:${tradeAreaId}`
    const zone = zones.get(key) ?? { productId, tradeAreaId, values: new Float64Array(months.length) }
    zone.values[at.get(month)!] = need
    zones.set(key, zone)
  }
  return {
    months,
    products: products.map(({ id, priceClassCode }) => ({ id, priceClass: priceClassCode })),
    zones: [...zones.values()].toSorted((a, b) => a.productId - b.productId || a.tradeAreaId - b.tradeAreaId),
  }
}

function monthsBetween(first: number, last: number): number[] {
  const months: number[] = []
  for (let month = first; month <= last; month = month % 100 === 12 ? month + 89 : month + 1)
    months.push(month)
  return months
}

export async function listForecastRuns(): Promise<number[]> {
  const runs = await db.forecastRun.findMany({ orderBy: { lastMonth: 'asc' }, select: { lastMonth: true } })
  return runs.map(({ lastMonth }) => lastMonth)
}

/** Takes the place of what was forecast from the same last month. How each series was made is kept for the newest only. */
export async function saveForecast(
  zones: NeedInput['zones'],
  forecast: NeedForecast,
  run: {
    lastMonth: number
    months: number
    retrospective: boolean
    seconds: number
    authorId: string | null
  },
): Promise<number> {
  return inTransaction(async (client) => {
    await client.query('delete from "ForecastRun" where "lastMonth" = $1', [run.lastMonth])
    const { rows } = await client.query<{ id: number; isNewest: boolean }>(
      `insert into "ForecastRun" ("lastMonth", horizon, retrospective, months, "seriesCount", seconds, "authorId")
       values ($1, $2, $3, $4, $5, $6, $7)
       returning id, not exists (select from "ForecastRun" later where later."lastMonth" > $1) as "isNewest"`,
      [
        run.lastMonth,
        forecast.months.length,
        run.retrospective,
        run.months,
        zones.length + forecast.nodes.length,
        run.seconds,
        run.authorId,
      ],
    )
    const { id, isNewest } = rows[0]!
    await copyRows(client, 'ForecastCell', CELL_COLUMNS, cellRows(id, zones, forecast))
    await copyRows(client, 'ForecastNode', NODE_COLUMNS, nodeRows(id, forecast))
    if (isNewest) await replaceSeries(client, id, zones, forecast)
    return id
  })
}

const FIGURES = ['month', 'lead', 'base', 'units', 'low80', 'high80', 'low95', 'high95']
const CELL_COLUMNS = ['runId', 'productId', 'tradeAreaId', ...FIGURES]
const NODE_COLUMNS = ['runId', 'level', 'key', ...FIGURES]

function* cellRows(runId: number, zones: NeedInput['zones'], { months, zones: forecasts }: NeedForecast) {
  for (const [k, { productId, tradeAreaId }] of zones.entries()) {
    for (const figures of figuresOf(months, forecasts[k]!)) yield [runId, productId, tradeAreaId, ...figures]
  }
}

function* nodeRows(runId: number, { months, nodes }: NeedForecast) {
  for (const node of nodes) {
    for (const figures of figuresOf(months, node)) yield [runId, node.level, node.key, ...figures]
  }
}

/** The interval moves with the figure that the levels agreed on. */
function figuresOf(months: NeedForecast['months'], { base, units }: NeedForecast['zones'][number]) {
  return months.map((month, h) => {
    const moved = units[h]! - base.mean[h]!
    const bound = (value: number) => round(Math.max(0, value + moved))
    return [
      monthNumber(month),
      h + 1,
      round(base.mean[h]!),
      round(units[h]!),
      bound(base.low80[h]!),
      bound(base.high80[h]!),
      bound(base.low95[h]!),
      bound(base.high95[h]!),
    ]
  })
}

async function replaceSeries(
  client: PoolClient,
  runId: number,
  zones: NeedInput['zones'],
  forecast: NeedForecast,
): Promise<void> {
  await client.query('delete from "ForecastSeries"')
  const row = (level: string, key: string, { base }: NeedForecast['zones'][number]) => [
    runId,
    level,
    key,
    base.approach,
    base.methods.map(({ method, weight, mae, mean }) => ({
      method,
      weight: round(weight),
      mae: mae === null ? null : round(mae),
      mean: [...mean].map(round),
    })),
  ]
  await copyRows(
    client,
    'ForecastSeries',
    ['runId', 'level', 'key', 'approach', 'methods'],
    [
      ...forecast.nodes.map((node) => row(node.level, node.key, node)),
      ...forecast.zones.map((zone, k) =>
        row('zone', `${zones[k]!.productId}:${zones[k]!.tradeAreaId}`, zone),
      ),
    ],
  )
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

export type ProductForecast = {
  /** Last month of the orders that it saw. */
  readonly lastMonth: number
  /** By trade area; 0 is what lies in none. */
  readonly unitsByArea: ReadonlyMap<number, number>
}

/** A product's need in a month as forecast from the newest orders before it; undefined if nobody forecast it. */
export async function findProductForecast(
  productId: number,
  month: number,
): Promise<ProductForecast | undefined> {
  const { rows } = await pool().query<{ lastMonth: number; tradeAreaId: number; units: number }>(
    `select run."lastMonth", cell."tradeAreaId", cell.units
     from "ForecastCell" cell join "ForecastRun" run on run.id = cell."runId"
     where cell."productId" = $1 and cell.month = $2 and run.id = (
       select later.id from "ForecastRun" later
       where later."lastMonth" < $2 and exists (
         select from "ForecastCell" own where own."runId" = later.id and own."productId" = $1 and own.month = $2
       ) order by later."lastMonth" desc limit 1
     )`,
    [productId, month],
  )
  if (!rows[0]) return undefined
  return {
    lastMonth: rows[0].lastMonth,
    unitsByArea: new Map(rows.map(({ tradeAreaId, units }) => [tradeAreaId, units])),
  }
}
