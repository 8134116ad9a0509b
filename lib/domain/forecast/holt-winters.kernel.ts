/**
 * Holt-Winters smoothing with a damped trend and multiplicative season of twelve months:
 *
 *   forecast  f = (level + φ·trend) × index      error  e = (y − f) ÷ index
 *   level     level + φ·trend + α·e              trend  φ·trend + α·β·e       index  index + γ·(1 − α)·(y − f) ÷ (level + φ·trend)
 *
 * Shape   starts from `state` (level, trend, then the indices of twelve months from the first) and leaves there the one
 *         after the last month. Returns the sum of e².
 * Source  R. J. Hyndman et al., Forecasting with Exponential Smoothing, Springer 2008, table 2.1 (error-correction form).
 */
export const STATE_SIZE = 14
const FIRST_INDEX = 2
const PERIOD = 12

export function runHoltWinters(
  values: Float64Array,
  state: Float64Array,
  alpha: number,
  beta: number,
  gamma: number,
  phi: number,
): number {
  let level = state[0]!
  let trend = state[1]!
  let squares = 0
  let slot = FIRST_INDEX
  for (let k = 0; k < values.length; k++) {
    const base = level + phi * trend
    const index = state[slot]!
    const miss = values[k]! - base * index
    const error = miss / index
    level = base + alpha * error
    trend = phi * trend + alpha * beta * error
    if (base > 0) state[slot] = Math.max(INDEX_MIN, index + (gamma * (1 - alpha) * miss) / base)
    squares += error * error
    slot = slot + 1 === STATE_SIZE ? FIRST_INDEX : slot + 1
  }
  state[0] = level
  state[1] = trend
  return squares
}
const INDEX_MIN = 0.05

export function extendHoltWinters(state: Float64Array, phi: number, n: number, mean: Float64Array): void {
  let level = state[0]!
  let slope = phi * state[1]!
  for (let h = 0; h < mean.length; h++) {
    level += slope
    slope *= phi
    mean[h] = level * state[FIRST_INDEX + ((n + h) % PERIOD)]!
  }
}
