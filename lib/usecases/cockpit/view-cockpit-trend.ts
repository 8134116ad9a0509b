/**
 * The figures of the cockpit over two years up to a month, for trends and their last year.
 *
 * Shape   ascending; months without orders are absent. Visits are counted for the last months only, as each month of
 *         them is worked out anew from plans and records.
 */
import { sumForecastErrors, sumSales } from '@/lib/db/sales-repository'
import { listVisitFigures } from '@/lib/db/visit-figures-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import type { PartSums } from '@/lib/domain/kpi/figure'
import { comparisonOf } from '@/lib/domain/kpi/sales-growth'
import { fail, ok, type Result } from '@/lib/domain/result'
import { dueTerms } from '@/lib/usecases/list-retailers'
import { partOf } from './cockpit-parts'
import type { CockpitQuery } from './cockpit-scope'
import { type CockpitFailure, readCockpit, recorded } from './view-cockpit'

export type TrendMonth = { readonly month: IsoMonth; readonly part: PartSums }

const MONTHS = 24
/** A year before the first, for its growth. */
const MONTHS_OF_SALES = 36

export async function viewCockpitTrend(
  actor: Actor,
  query: CockpitQuery,
): Promise<Result<readonly TrendMonth[], CockpitFailure>> {
  if (!can(actor, 'view-kpis')) return fail({ code: 'forbidden' })
  const asked = await readCockpit(actor, query)
  if (!asked.ok) return asked
  const { month, months, scope, forecasts } = asked.value
  const within = (count: number) => months.filter((one) => one <= month && one > addMonths(month, -count))
  const shown = within(MONTHS)
  const forecast = new Set(forecasts.map((one) => one.month))
  // February belongs to January's growth, also where the trend ends with January
  const salesMonths = [...within(MONTHS_OF_SALES), ...months.filter((one) => one === addMonths(month, 1))]
  const [sales, errors] = await Promise.all([
    sumSales(scope.sales, salesMonths, 'none'),
    sumForecastErrors(
      scope.forecast,
      shown.filter((one) => forecast.has(one)),
      'none',
    ),
  ])
  const known = new Set(months)
  return ok(
    shown.map((one) => ({
      month: one,
      part: partOf(one, comparisonOf(one, known), { sales, errors, isForecast: forecast.has(one) }, null),
    })),
  )
}

const MONTHS_OF_VISITS = 6

/** The same of visits, for the last half year. */
export async function viewVisitTrend(
  actor: Actor,
  query: CockpitQuery,
): Promise<Result<readonly TrendMonth[], CockpitFailure>> {
  if (!can(actor, 'view-kpis')) return fail({ code: 'forbidden' })
  const asked = await readCockpit(actor, query)
  if (!asked.ok) return asked
  const { month, months, scope } = asked.value
  const terms = await dueTerms()
  const shown = months.filter((one) => one <= month && one > addMonths(month, -MONTHS_OF_VISITS))
  const visits = await Promise.all(
    shown.map((one) => listVisitFigures(scope.visits, monthNumber(one), 'none', terms)),
  )
  return ok(
    shown.map((one, k) => ({
      month: one,
      part: partOf(
        one,
        { missing: 'no-last-year' },
        { sales: [], errors: [], isForecast: false },
        recorded(visits[k] ?? []),
      ),
    })),
  )
}
