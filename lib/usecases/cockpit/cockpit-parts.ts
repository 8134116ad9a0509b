/** From sums by month and record to the parts that the figures are of (lib/domain/kpi/figure.ts). */
import type { ForecastGroup, SalesGroup } from '@/lib/db/sales-repository'
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import type { PartSums } from '@/lib/domain/kpi/figure'
import { addErrors, type ForecastErrors, NO_ERRORS } from '@/lib/domain/kpi/forecast-accuracy'
import type { Comparison } from '@/lib/domain/kpi/sales-growth'
import { addSales, NO_SALES, type SalesSums } from '@/lib/domain/kpi/sales-sums'
import type { VisitFigures } from '@/lib/domain/visit/figures'

export type Sources = {
  readonly sales: readonly SalesGroup[]
  readonly errors: readonly ForecastGroup[]
  /** A forecast was made for the month. */
  readonly isForecast: boolean
}

const NO_VISITS: VisitFigures = {
  retailers: 0,
  visited: 0,
  planned: 0,
  doneOnDay: 0,
  doneInWeek: 0,
  notDone: 0,
  debtDays: 0,
  overdue: 0,
}

/** One month of everything in the sources. `visits` is null where they are not counted by such parts. */
export function partOf(
  month: IsoMonth,
  comparison: Comparison,
  { sales, errors, isForecast }: Sources,
  visits: VisitFigures | null,
): PartSums {
  return {
    sales: salesOf(sales, [month]),
    forecast: isForecast ? errorsOf(errors, month) : null,
    compared:
      'missing' in comparison
        ? null
        : { now: salesOf(sales, comparison.now), before: salesOf(sales, comparison.before) },
    visits,
  }
}

/** The same for each key; `keyOf…` say what the records of sales, forecasts and visits belong to. */
export function partsByKey<Key>(
  month: IsoMonth,
  comparison: Comparison,
  { sales, errors, isForecast }: Sources,
  visits: readonly (VisitFigures & { readonly key: Key })[] | null,
  keys: { readonly sales: (id: number) => Key; readonly errors: (id: number) => Key },
): Map<Key, PartSums> {
  const salesBy = Map.groupBy(sales, ({ key }) => keys.sales(key))
  const errorsBy = Map.groupBy(errors, ({ key }) => keys.errors(key))
  const visitsBy = visits && new Map(visits.map((group) => [group.key, group]))
  const all = new Set([...salesBy.keys(), ...errorsBy.keys(), ...(visitsBy?.keys() ?? [])])
  return new Map(
    [...all].map((key) => [
      key,
      partOf(
        month,
        comparison,
        { sales: salesBy.get(key) ?? [], errors: errorsBy.get(key) ?? [], isForecast },
        visitsBy && (visitsBy.get(key) ?? NO_VISITS),
      ),
    ]),
  )
}

function salesOf(groups: readonly SalesGroup[], months: readonly IsoMonth[]): SalesSums {
  return groups.filter(({ month }) => months.includes(month)).reduce<SalesSums>(addSales, NO_SALES)
}

function errorsOf(groups: readonly ForecastGroup[], month: IsoMonth): ForecastErrors {
  return groups.filter((group) => group.month === month).reduce<ForecastErrors>(addErrors, NO_ERRORS)
}

/** Every month that a part of the month needs. */
export function monthsNeeded(month: IsoMonth, comparison: Comparison): IsoMonth[] {
  return 'missing' in comparison
    ? [month]
    : [...new Set([month, ...comparison.now, ...comparison.before])].toSorted()
}
