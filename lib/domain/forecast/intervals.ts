/**
 * Forecast intervals from the spread of past errors, normal, and widened by as much as such intervals fall short in trials.
 *
 * Shape   `deviation[h]` belongs to `mean[h]`; low ends never below zero.
 * Source  PRODUCT 4.10: × 1.05 … 1.1 for 80 %, × 1.2 for 95 %; the past fits better than the future will.
 */
export type Intervals = {
  readonly low80: Float64Array
  readonly high80: Float64Array
  readonly low95: Float64Array
  readonly high95: Float64Array
}

const Z80 = 1.281552 * 1.05
const Z95 = 1.959964 * 1.2

export function intervalsAround(mean: Float64Array, deviation: Float64Array): Intervals {
  const low = (z: number) => mean.map((value, h) => Math.max(0, value - z * deviation[h]!))
  const high = (z: number) => mean.map((value, h) => value + z * deviation[h]!)
  return { low80: low(Z80), high80: high(Z80), low95: low(Z95), high95: high(Z95) }
}
