/** Forecasts kept between nothing and three times the largest month so far: beyond that a trend has run away. */
export function clampToHistory(mean: Float64Array, values: Float64Array): Float64Array {
  let largest = 0
  for (const value of values) if (value > largest) largest = value
  return mean.map((value) => Math.min(LARGEST_TIMES * largest, Math.max(0, value)))
}
const LARGEST_TIMES = 3
