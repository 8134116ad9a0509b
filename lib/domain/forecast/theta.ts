/**
 * Theta: the mean of a straight line through all months (θ = 0) and of the months bent away from it to twice its
 * distance (θ = 2), smoothed. It equals simple smoothing with a drift of half the line's slope; so it is computed.
 *
 * On logarithms the line is a growth in per cent, as sales of a young product have it; log(1 + value), for the sake of 0.
 *
 * Shape   values without season in, forecasts without season out.
 * Source  V. Assimakopoulos, K. Nikolopoulos, Int. J. Forecasting 16, 2000; R. J. Hyndman, B. Billah, IJF 19, 2003.
 */
import { slopeOf } from './line'
import { fitLevel } from './trend-smoothing'

export function theta(values: Float64Array, horizon: number): Float64Array {
  const { alpha, level } = fitLevel(values)
  const drift = slopeOf(values) / 2
  const behind = (1 - (1 - alpha) ** values.length) / alpha // by so many months smoothing lags a slope
  return new Float64Array(horizon).map((_, h) => level + drift * (h + behind))
}

export function thetaOfLogs(values: Float64Array, horizon: number): Float64Array {
  return theta(values.map(Math.log1p), horizon).map(Math.expm1)
}
