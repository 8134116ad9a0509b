/**
 * The forecast of one series of monthly need, by the way that its length and its gaps allow:
 *
 *   mean           below 12 months: the mean of the last six, or of as many as there are
 *   intermittent   demand in every 1.32th month or more seldom: the mean of the last twelve
 *   ses-category   12 to 23 months: simple smoothing, with the season of the category, if it is handed in
 *   combined       24 months and more: the weighted mean of six methods
 *
 * Units   those of the values, a month; weights sum to one.
 * Shape   values of consecutive months, oldest first; they may begin with NaN for months before the first. All results
 *         have one number for each month of the horizon.
 * Errors  AssertionError if a value is negative or not a number, or if there is none at all.
 * Source  PRODUCT 4.10, and the heads of the methods' files.
 */
import { assert } from '@/lib/domain/assert'
import { clampToHistory } from './clamp'
import {
  COMBINED_MONTHS_MAX,
  COMBINED_MONTHS_MIN,
  type CombinedMethod,
  historyOf,
  runMethods,
  weightedMean,
} from './combination'
import { isIntermittent, recent } from './flat'
import { type Intervals, intervalsAround } from './intervals'
import { pastErrors } from './past-errors'
import { SEASON, withoutSeason, withSeason } from './seasonal-indices'
import { fitLevel, type Smoothing, varianceGrowth } from './trend-smoothing'

export type Approach = 'combined' | 'ses-category' | 'mean' | 'intermittent'
export type MethodName = CombinedMethod | 'ses' | 'recent-mean'

export type MethodForecast = {
  readonly method: MethodName
  readonly weight: number
  /** Mean absolute error half a year and a year ago; null where the past is too short to tell. */
  readonly mae: number | null
  readonly mean: Float64Array
}

export type SeriesForecast = Intervals & {
  readonly approach: Approach
  readonly mean: Float64Array
  readonly methods: readonly MethodForecast[]
  /** Standard deviation of the error one month ahead, without season and festival. */
  readonly sd: number
}

export type ForecastOptions = {
  /** Twelve indices, the k-th for the values at k, k + 12 … of the series as handed in. */
  readonly categoryIndices?: ArrayLike<number>
  /** One for each month of the series and of the horizon: divided out before, and multiplied back (`festivalFactors`). */
  readonly festivalFactors?: ArrayLike<number>
}

export function forecastSeries(
  values: ArrayLike<number>,
  horizon: number,
  { categoryIndices, festivalFactors }: ForecastOptions = {},
): SeriesForecast {
  const first = firstMonth(values)
  const months = Float64Array.from({ length: values.length - first }, (_, k) => values[first + k]!)
  assert(
    months.every((value) => value >= 0 && value < Number.POSITIVE_INFINITY),
    'a series holds a value that is negative or not a number',
  )
  if (festivalFactors) {
    assert(festivalFactors.length === values.length + horizon, 'one festival factor a month, also ahead')
    for (let k = 0; k < months.length; k++) months[k]! /= festivalFactors[first + k]!
  }
  const forecast = forecastMonths(months, horizon, shifted(categoryIndices, first))
  return festivalFactors ? withFestival(forecast, festivalFactors, values.length) : forecast
}

function forecastMonths(values: Float64Array, horizon: number, category: Float64Array): SeriesForecast {
  if (values.length < SEASON) return byRecent('mean', values, SEASON / 2, horizon)
  if (isIntermittent(values)) return byRecent('intermittent', values, SEASON, horizon)
  if (values.length < COMBINED_MONTHS_MIN) return byCategory(values, horizon, category)
  return byCombination(values, horizon)
}

function byCombination(all: Float64Array, horizon: number): SeriesForecast {
  const values = all.subarray(Math.max(0, all.length - COMBINED_MONTHS_MAX))
  const n = values.length
  const history = historyOf(values)
  const methods = runMethods(history, horizon)
  const mean = weightedMean(methods, horizon)
  const { smoothing, indices } = history
  // Twelve indices came from the same n months: eleven fewer are free, and each index has an error of its own.
  const variance = (smoothing.variance * n) / (n - SEASON + 1)
  return { approach: 'combined', methods, ...spread(mean, smoothing, variance, SEASON / n, indices, n) }
}

function byCategory(values: Float64Array, horizon: number, indices: Float64Array): SeriesForecast {
  const smoothing = fitLevel(withoutSeason(values, indices))
  const mean = extendLevel(smoothing, indices, values, horizon)
  const maes = pastErrors(values, SEASON, (known, ahead) => [
    extendLevel(fitLevel(withoutSeason(known, indices)), indices, known, ahead),
  ])
  return {
    approach: 'ses-category',
    methods: [{ method: 'ses', weight: 1, mae: maes?.[0] ?? null, mean }],
    ...spread(mean, smoothing, smoothing.variance, 0, indices, values.length),
  }
}

function extendLevel(
  { level }: Smoothing,
  indices: Float64Array,
  values: Float64Array,
  horizon: number,
): Float64Array {
  const flat = new Float64Array(horizon).fill(level)
  return clampToHistory(withSeason(flat, indices, values.length), values)
}

function byRecent(
  approach: 'mean' | 'intermittent',
  values: Float64Array,
  months: number,
  horizon: number,
): SeriesForecast {
  const { mean: level, deviation } = recent(values, months)
  const mean = new Float64Array(horizon).fill(level)
  const maes = pastErrors(values, months, (known, ahead) => [
    new Float64Array(ahead).fill(recent(known, months).mean),
  ])
  const sd = deviation * Math.sqrt(1 + 1 / Math.min(months, values.length))
  return {
    approach,
    methods: [{ method: 'recent-mean', weight: 1, mae: maes?.[0] ?? null, mean }],
    mean,
    sd,
    ...intervalsAround(mean, new Float64Array(horizon).fill(sd)),
  }
}

/** Intervals that widen as errors carry over in smoothing, larger in the months of the season. */
function spread(
  mean: Float64Array,
  smoothing: Smoothing,
  variance: number,
  indexVariance: number, // as a part of the variance
  indices: Float64Array,
  n: number,
) {
  const flat = varianceGrowth(smoothing, mean.length).map((growth) =>
    Math.sqrt(variance * (growth + indexVariance)),
  )
  const sd = Math.sqrt(variance * (1 + indexVariance))
  return { mean, sd, ...intervalsAround(mean, withSeason(flat, indices, n)) }
}

function firstMonth(values: ArrayLike<number>): number {
  let first = 0
  while (first < values.length && Number.isNaN(values[first])) first += 1
  assert(first < values.length, 'a series holds no value')
  return first
}

function shifted(indices: ArrayLike<number> | undefined, first: number): Float64Array {
  return new Float64Array(SEASON).map((_, k) => indices?.[(k + first) % SEASON] ?? 1)
}

function withFestival(forecast: SeriesForecast, factors: ArrayLike<number>, n: number): SeriesForecast {
  const times = (months: Float64Array) => months.map((value, h) => value * factors[n + h]!)
  return {
    ...forecast,
    mean: times(forecast.mean),
    low80: times(forecast.low80),
    high80: times(forecast.high80),
    low95: times(forecast.low95),
    high95: times(forecast.high95),
    methods: forecast.methods.map((one) => ({ ...one, mean: times(one.mean) })),
  }
}
