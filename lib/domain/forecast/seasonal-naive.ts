/** Seasonal naive with drift: the same month of the last year, moved on by the mean yearly change. */
import { SEASON } from './seasonal-indices'

export function seasonalNaive(values: Float64Array, horizon: number): Float64Array {
  const n = values.length
  let change = 0 // a year
  for (let k = SEASON; k < n; k++) change += (values[k]! - values[k - SEASON]!) / (n - SEASON)
  return new Float64Array(horizon).map((_, h) => {
    const years = Math.floor(h / SEASON) + 1
    return values[n + h - SEASON * years]! + change * years
  })
}
