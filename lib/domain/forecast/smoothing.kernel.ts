/**
 * Exponential smoothing of a level and a damped trend, with additive errors:
 *
 *   forecast  f = level + φ·trend        error  e = y − f
 *   level     f + α·e                    trend  φ·trend + α·β·e
 *
 * β = 0 and φ = 0 is simple smoothing (SES), φ = 1 Holt's, φ < 1 Holt's damped. The errors are linear in the level and
 * the trend before the first month, so the best of both for given α, β, φ come from two normal equations and need no search.
 *
 * Shape    `fit` (FIT_SIZE) receives squared error, then level and trend after the last month.
 * Assumes  at least two values.
 * Cost     one pass, nothing allocated.
 * Source   R. J. Hyndman et al., Forecasting with Exponential Smoothing, Springer 2008, section 2.5.
 */
export const FIT_SIZE = 3

export function smooth(
  values: Float64Array,
  alpha: number,
  beta: number,
  phi: number,
  fit: Float64Array,
): number {
  // Three runs at once: the values from nothing, and no values from a level of one and from a trend of one.
  let level = 0
  let trend = 0
  let levelOfLevel = 1
  let trendOfLevel = 0
  let levelOfTrend = 0
  let trendOfTrend = 1
  let own = 0
  let ll = 0
  let lt = 0
  let tt = 0
  let l = 0
  let t = 0
  const gain = alpha * beta
  for (let k = 0; k < values.length; k++) {
    const forecast = level + phi * trend
    const error = values[k]! - forecast
    level = forecast + alpha * error
    trend = phi * trend + gain * error

    const forecastL = levelOfLevel + phi * trendOfLevel
    levelOfLevel = forecastL - alpha * forecastL
    trendOfLevel = phi * trendOfLevel - gain * forecastL

    const forecastT = levelOfTrend + phi * trendOfTrend
    levelOfTrend = forecastT - alpha * forecastT
    trendOfTrend = phi * trendOfTrend - gain * forecastT

    own += error * error
    ll += forecastL * forecastL
    lt += forecastL * forecastT
    tt += forecastT * forecastT
    l += error * forecastL
    t += error * forecastT
  }
  const determinant = ll * tt - lt * lt
  const hasTrend = determinant > SINGULAR * ll * tt
  const startLevel = hasTrend ? (l * tt - t * lt) / determinant : l / ll
  const startTrend = hasTrend ? (t * ll - l * lt) / determinant : 0
  fit[0] = Math.max(0, own - startLevel * l - startTrend * t)
  fit[1] = level + startLevel * levelOfLevel + startTrend * levelOfTrend
  fit[2] = trend + startLevel * trendOfLevel + startTrend * trendOfTrend
  return fit[0]
}
const SINGULAR = 1e-9
