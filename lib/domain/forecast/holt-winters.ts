/**
 * Damped Holt-Winters with multiplicative season: the constants of least squared error, from a start that is the line
 * through the first year without season and the seasonal indices.
 *
 * Errors  none; values at or below zero are as good as others.
 */
import { extendHoltWinters, runHoltWinters, STATE_SIZE } from './holt-winters.kernel'
import { slopeOf } from './line'
import { minimizeInBox } from './pattern-search'
import { SEASON } from './seasonal-indices'

type Season = { readonly indices: Float64Array; readonly adjusted: Float64Array }

/** α, β, γ and φ. */
const BOX = { low: [0.01, 0.001, 0.001, 0.8], high: [0.99, 0.5, 0.6, 0.98] }
const START = [0.3, 0.1, 0.1, 0.9]

export function holtWinters(
  values: Float64Array,
  { indices, adjusted }: Season,
  horizon: number,
): Float64Array {
  const start = startOf(adjusted, indices)
  const state = new Float64Array(STATE_SIZE)
  const at = Float64Array.from(START)
  const run = () => {
    state.set(start)
    return runHoltWinters(values, state, at[0]!, at[1]!, at[2]!, at[3]!)
  }
  minimizeInBox(run, at, BOX)
  run()
  const mean = new Float64Array(horizon)
  extendHoltWinters(state, at[3]!, values.length, mean)
  return mean
}

function startOf(adjusted: Float64Array, indices: Float64Array): Float64Array {
  const first = adjusted.subarray(0, SEASON)
  const slope = slopeOf(first)
  const mean = first.reduce((sum, value) => sum + value, 0) / first.length
  const state = new Float64Array(STATE_SIZE)
  state[0] = mean - (slope * (first.length + 1)) / 2 // of the month before the first
  state[1] = slope
  state.set(indices, 2)
  return state
}
