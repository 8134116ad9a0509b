/**
 * Pattern search: the least cost in a box, by steps along one axis at a time that halve where none of them helps.
 *
 * It needs no derivative, never leaves the box, and the same start gives the same end: enough for the two to four
 * smoothing constants of a forecast, whose costs are flat near the least one.
 *
 * Shape   improves `at` in place and returns its cost.
 * Source  R. Hooke, T. A. Jeeves, Direct Search, J. ACM 8(2), 1961, without their pattern moves.
 */
export type Box = { readonly low: readonly number[]; readonly high: readonly number[] }

export function minimizeInBox(
  cost: (at: Float64Array) => number,
  at: Float64Array,
  { low, high }: Box,
): number {
  let least = cost(at)
  let step = STEP_FIRST // as a part of each side
  while (step > STEP_LAST) {
    let improved = false // ends: the cost strictly falls on a grid of finitely many points
    for (let axis = 0; axis < at.length; axis++) {
      const from = at[axis]!
      const move = step * (high[axis]! - low[axis]!)
      for (const to of [Math.min(high[axis]!, from + move), Math.max(low[axis]!, from - move)]) {
        if (to === from) continue
        at[axis] = to
        const tried = cost(at)
        if (tried < least) {
          least = tried
          improved = true
          break
        }
        at[axis] = from
      }
    }
    if (!improved) step /= 2
  }
  return least
}
const STEP_FIRST = 0.25
const STEP_LAST = 0.01
