/**
 * STL on logarithms: the season is split off, the rest is smoothed and extended, and the season of the last year put back.
 *
 * Unlike fixed indices this season may change over the years. log(1 + value), so that a month without sales is no trouble.
 */
import { SEASON } from './seasonal-indices'
import { splitSeason } from './stl.kernel'
import { extend, fitTrend } from './trend-smoothing'

export function stlLog(values: Float64Array, horizon: number): Float64Array {
  const n = values.length
  const season = new Float64Array(n)
  const adjusted = new Float64Array(n)
  splitSeason(values.map(Math.log1p), season, adjusted)
  return extend(fitTrend(adjusted), horizon).map((value, h) =>
    Math.expm1(value + season[n - SEASON + (h % SEASON)]!),
  )
}
