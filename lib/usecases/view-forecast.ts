/**
 * The forecast of monthly need (需求预测) as the screen shows it: total, price classes and products, one series of them or
 * of a product in one trade area with its past, its months ahead, how it came about and how past forecasts did.
 */
import { z } from 'zod'
import {
  type ForecastMonth,
  type ForecastRunRecord,
  findLastOrderMonth,
  findNewestForecast,
  findSeries,
  findTradeAreaName,
  listForecastMonths,
  listHistory,
  listNodes,
  listZoneForecasts,
  type MonthNeed,
  type Names,
  type NodeRow,
  type SeriesKey,
  type SeriesRecord,
  type ZoneForecastRow,
} from '@/lib/db/forecast-view-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { wape } from '@/lib/domain/forecast/errors'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from './organization-today'

export const ViewForecast = z.object({
  class: z.string().max(20).optional(),
  product: z.coerce.number().int().positive().optional(),
  area: z.coerce.number().int().min(0).optional(),
})

type InMonths<T> = Omit<T, 'month'> & { readonly month: IsoMonth }

export type ForecastSeriesView = {
  readonly level: SeriesKey['level']
  /** Null for the total. */
  readonly names: Names | null
  /** Of a product in a trade area; null outside every one. */
  readonly tradeArea: { readonly id: number; readonly name: string | null } | null
  readonly history: readonly InMonths<MonthNeed>[]
  readonly ahead: readonly InMonths<ForecastMonth>[]
  /** Of past months, as forecast one month before. */
  readonly past: readonly InMonths<MonthNeed>[]
  /** 1 − Σ|forecast − need| ÷ Σ need over the past months; null where there are none. */
  readonly accuracy: number | null
  readonly made: SeriesRecord | null
}

export type ForecastView = {
  readonly may: { readonly forecast: boolean }
  /** Null while nothing is forecast. */
  readonly forecast: {
    readonly run: Omit<ForecastRunRecord, 'lastMonth' | 'createdAt'> & {
      readonly lastMonth: IsoMonth
      readonly createdAt: string
    }
    readonly months: readonly IsoMonth[]
    readonly nodes: readonly NodeRow[]
    readonly series: ForecastSeriesView
    /** Of the chosen product. */
    readonly zones: readonly ZoneForecastRow[]
  } | null
  /** The last full month with orders, where the forecast has not seen it yet. */
  readonly unseenMonth: IsoMonth | null
}

export async function viewForecast(
  actor: Actor,
  wanted: z.infer<typeof ViewForecast>,
): Promise<Result<ForecastView, { code: 'forbidden' | 'not-found' }>> {
  if (!can(actor, 'view-forecasts')) return fail({ code: 'forbidden' })
  const thisMonth = monthOf(await organizationToday())
  const [run, lastOrders] = await Promise.all([
    findNewestForecast(),
    findLastOrderMonth(monthNumber(thisMonth)),
  ])
  const may = { forecast: can(actor, 'forecast') }
  const unseen = lastOrders !== undefined && lastOrders > (run?.lastMonth ?? 0)
  const unseenMonth = unseen ? monthOfNumber(lastOrders) : null
  if (!run) return ok({ may, forecast: null, unseenMonth })

  const lastMonth = monthOfNumber(run.lastMonth)
  const lastYear = monthNumber(addMonths(lastMonth, -11))
  const nodes = await listNodes(run.id, run.lastMonth, lastYear)
  const key = keyOf(wanted)
  const node = nodes.find(
    ({ level, key: own }) =>
      level === (key.level === 'zone' ? 'product' : key.level) && own === productOrKey(key),
  )
  if (!node) return fail({ code: 'not-found' })
  const [series, zones] = await Promise.all([
    viewSeries(key, node.names, run),
    wanted.product === undefined ? [] : listZoneForecasts(run.id, wanted.product, run.lastMonth, lastYear),
  ])
  return ok({
    may,
    unseenMonth,
    forecast: {
      run: { ...run, lastMonth, createdAt: run.createdAt.toISOString() },
      months: series.ahead.map(({ month }) => month),
      nodes,
      series,
      zones,
    },
  })
}

function keyOf({ class: priceClass, product, area }: z.infer<typeof ViewForecast>): SeriesKey {
  if (product !== undefined && area !== undefined) {
    return { level: 'zone', productId: product, tradeAreaId: area }
  }
  if (product !== undefined) return { level: 'product', key: `${product}` }
  if (priceClass !== undefined) return { level: 'class', key: priceClass }
  return { level: 'total', key: '' }
}

function productOrKey(series: SeriesKey): string {
  return series.level === 'zone' ? `${series.productId}` : series.key
}

async function viewSeries(
  series: SeriesKey,
  names: Names | null,
  run: ForecastRunRecord,
): Promise<ForecastSeriesView> {
  const [history, months, made, tradeArea] = await Promise.all([
    listHistory(series, run.lastMonth),
    listForecastMonths(series, run.id),
    findSeries(run.id, series),
    series.level === 'zone' ? findTradeAreaName(series.tradeAreaId) : undefined,
  ])
  const needOf = new Map(history.map(({ month, units }) => [month, units]))
  const past = months.filter(({ month, lead }) => lead === 1 && month <= run.lastMonth)
  return {
    level: series.level,
    names,
    tradeArea: series.level === 'zone' ? { id: series.tradeAreaId, name: tradeArea ?? null } : null,
    history: history.map(inMonths),
    ahead: months.filter(({ runId }) => runId === run.id).map(inMonths),
    past: past.map(({ month, units }) => inMonths({ month, units })),
    accuracy: accuracyOf(
      past.map(({ units }) => units),
      past.map(({ month }) => needOf.get(month) ?? 0),
    ),
    made: made ?? null,
  }
}

function accuracyOf(forecast: readonly number[], need: readonly number[]): number | null {
  return need.some((units) => units > 0) ? Math.max(0, 1 - wape(forecast, need)) : null
}

function inMonths<T extends { readonly month: number }>({ month, ...rest }: T) {
  return { ...rest, month: monthOfNumber(month) }
}
