/**
 * Six textbook methods, and their mean weighted by how well each would have done half a year and a year ago.
 *
 * A weight is 1 ÷ MAE² of those earlier forecasts. Below 30 months neither point in time has two years before it, and all
 * methods weigh the same. To pick the winner of the past alone is worse.
 *
 * Units   those of the values; weights sum to one.
 * Source  PRODUCT 4.10; J. M. Bates, C. W. J. Granger, The Combination of Forecasts, Operational Research Q. 20, 1969.
 */
import { clampToHistory } from './clamp'
import { holtWinters } from './holt-winters'
import { pastErrors } from './past-errors'
import { SEASON, seasonalIndices, withoutSeason, withSeason } from './seasonal-indices'
import { seasonalNaive } from './seasonal-naive'
import { stlLog } from './stl-log'
import { theta, thetaOfLogs } from './theta'
import { extend, fitTrend, type Smoothing } from './trend-smoothing'

const COMBINED = ['theta', 'theta-log', 'smoothing', 'stl-log', 'holt-winters', 'seasonal-naive'] as const
export type CombinedMethod = (typeof COMBINED)[number]

/** What is known at a point in time, and what the methods share of it. */
export type History = {
  readonly values: Float64Array
  readonly indices: Float64Array
  /** Values without season, and what fits them. */
  readonly adjusted: Float64Array
  readonly smoothing: Smoothing
}

type WeightedMethod = {
  readonly method: CombinedMethod
  readonly weight: number
  readonly mae: number | null
  readonly mean: Float64Array
}

export const COMBINED_MONTHS_MIN = 2 * SEASON
/** What is older than ten years is another market: errors are no smaller with it, and intervals too narrow. */
export const COMBINED_MONTHS_MAX = 10 * SEASON

export function historyOf(values: Float64Array): History {
  const indices = seasonalIndices(values)
  const adjusted = withoutSeason(values, indices)
  return { values, indices, adjusted, smoothing: fitTrend(adjusted) }
}

export function runMethods(history: History, horizon: number): WeightedMethod[] {
  const { values } = history
  const maes = pastErrors(values, COMBINED_MONTHS_MIN, (known, ahead) => forecastAll(historyOf(known), ahead))
  const weights = weightsOf(maes, values)
  const means = forecastAll(history, horizon)
  return COMBINED.map((method, k) => ({
    method,
    weight: weights[k]!,
    mae: maes?.[k] ?? null,
    mean: means[k]!,
  }))
}

export function weightedMean(methods: readonly WeightedMethod[], horizon: number): Float64Array {
  const sum = new Float64Array(horizon)
  for (const { weight, mean } of methods) for (let h = 0; h < horizon; h++) sum[h]! += weight * mean[h]!
  return sum
}

function forecastAll(history: History, horizon: number): Float64Array[] {
  return COMBINED.map((method) => clampToHistory(forecastBy(method, history, horizon), history.values))
}

function forecastBy(method: CombinedMethod, history: History, horizon: number): Float64Array {
  const { values, indices, adjusted, smoothing } = history
  switch (method) {
    case 'theta':
      return withSeason(theta(adjusted, horizon), indices, values.length)
    case 'theta-log':
      return withSeason(thetaOfLogs(adjusted, horizon), indices, values.length)
    case 'smoothing':
      return withSeason(extend(smoothing, horizon), indices, values.length)
    case 'stl-log':
      return stlLog(values, horizon)
    case 'holt-winters':
      return holtWinters(values, history, horizon)
    case 'seasonal-naive':
      return seasonalNaive(values, horizon)
  }
}

function weightsOf(maes: readonly number[] | undefined, values: Float64Array): number[] {
  if (!maes) return COMBINED.map(() => 1 / COMBINED.length)
  const least = ERROR_MIN * values.reduce((sum, value) => sum + value, 0) // so that a perfect past is not divided by
  const raw = maes.map((mae) => 1 / (mae + least) ** 2)
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((weight) => weight / sum)
}
const ERROR_MIN = 1e-9
