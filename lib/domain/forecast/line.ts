/** The slope of the least-squares line through evenly spaced values, per step; 0 for a single value. */
export function slopeOf(values: Float64Array): number {
  const n = values.length
  if (n < 2) return 0
  const middle = (n - 1) / 2
  let products = 0
  for (let k = 0; k < n; k++) products += (k - middle) * values[k]!
  return (12 * products) / (n * (n * n - 1))
}
