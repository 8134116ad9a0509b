/**
 * What the Spring Festival (春节) does to January and February, taken out of a series before it is forecast and put back
 * after: need rises in the weeks before the festival, and these move between the two months from year to year.
 *
 *   factor of a month = exp(effect × regressor)
 *   regressor         = part of the 20 days before the festival that falls in the month − what falls there on average
 *
 * The average stays with the seasonal indices, so that an effect of 0 changes nothing and regressors do not drift.
 *
 * Units   effect: the logarithm of how much a month with all of those days exceeds one with none (0.3: a third more).
 * Errors  AssertionError for a January or February outside the table of festivals.
 * Source  X-13ARIMA-SEATS, `genhol`, center="calendar"; PRODUCT 4.9 and 4.10.
 */
import { assert } from '@/lib/domain/assert'
import { daysBetween, daysInMonth, type IsoMonth, monthStart } from '@/lib/domain/calendar/dates'
import { SPRING_FESTIVALS, springFestivalOf } from '@/lib/domain/calendar/spring-festival'
import { SEASON } from './seasonal-indices'

const DAYS_BEFORE = 20
/** Festivals fall between 21 January and 20 February: none of the days before are in another month. */
const LAST_MONTH = 2
/** Effects up to this size are ordinary; what the months can tell is weighed against it. */
const EFFECT_ORDINARY = 0.3

export function festivalRegressor(months: readonly IsoMonth[]): Float64Array {
  return Float64Array.from(months, (month) => {
    const number = Number(month.slice(5))
    return number > LAST_MONTH ? 0 : partBefore(month) - MEAN_PARTS[number - 1]!
  })
}

/**
 * The effect in a category, from the series of all its zones: January and February against those of the year before, in
 * logarithms, beyond the growth that the other months show, on the change of the regressor. It is drawn towards zero
 * by as much as the other months' growth varies from one to the next.
 *
 * Shape  every series has one value for each of the months; NaN where a zone did not exist yet. 0 below two years.
 */
export function estimateFestivalEffect(
  seriesOfCategory: readonly ArrayLike<number>[],
  months: readonly IsoMonth[],
): number {
  assert(
    seriesOfCategory.every((series) => series.length === months.length),
    'a series has a value for every month',
  )
  const regressor = festivalRegressor(months)
  const changes = months.map((_, k) => yearlyChange(seriesOfCategory, k))
  const isOrdinary = (k: number) => Number(months[k]!.slice(5)) > LAST_MONTH
  const ordinary = changes.filter((change, k) => isOrdinary(k) && Number.isFinite(change))
  if (ordinary.length < SEASON - LAST_MONTH) return 0

  const growth = ordinary.reduce((sum, change) => sum + change, 0) / ordinary.length
  const noise = ordinary.reduce((sum, change) => sum + (change - growth) ** 2, 0) / (ordinary.length - 1)
  let products = 0
  let squares = 0
  changes.forEach((change, k) => {
    if (isOrdinary(k) || !Number.isFinite(change)) return
    const moved = regressor[k]! - regressor[k - SEASON]!
    products += moved * (change - growth)
    squares += moved * moved
  })
  return squares > 0 ? products / (squares + noise / EFFECT_ORDINARY ** 2) : 0
}

/** What to divide months by before a forecast, and to multiply them by after it. */
export function festivalFactors(regressor: Float64Array, effect: number): Float64Array {
  return regressor.map((part) => Math.exp(effect * part))
}

/** Of the zones that have both months; not finite if none has or nothing was sold. */
function yearlyChange(seriesOfCategory: readonly ArrayLike<number>[], k: number): number {
  let now = 0
  let before = 0
  for (const series of seriesOfCategory) {
    const then = series[k - SEASON] ?? Number.NaN
    if (Number.isNaN(then) || Number.isNaN(series[k])) continue
    now += series[k]!
    before += then
  }
  return Math.log(now / before)
}

function partBefore(month: IsoMonth): number {
  const festival = springFestivalOf(Number(month.slice(0, 4)))
  const end = daysBetween(monthStart(month), festival) // days of the month before the festival; more if it is later
  const first = Math.max(0, end - DAYS_BEFORE)
  return Math.max(0, Math.min(end, daysInMonth(month)) - first) / DAYS_BEFORE
}

/** Of January and February, over all festivals of the table. */
const MEAN_PARTS = ['01', '02'].map((month) => {
  const parts = SPRING_FESTIVALS.map((festival) => partBefore(`${festival.slice(0, 4)}-${month}`))
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
})
