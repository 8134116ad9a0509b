/**
 * How far methods would have been off half a year and a year ago, had they been run with what was known then.
 *
 * Units   mean absolute error of the 6 and of the 12 months that followed, in those of the values, a month.
 * Shape   one error for each of the methods that `run` forecasts by; undefined where neither point in time has enough
 *         months before it.
 */
const ORIGINS_BACK = [6, 12]

export function pastErrors(
  values: Float64Array,
  monthsMin: number,
  run: (known: Float64Array, horizon: number) => readonly Float64Array[],
): number[] | undefined {
  const sums: number[] = []
  let months = 0
  for (const back of ORIGINS_BACK) {
    const from = values.length - back
    if (from < monthsMin) continue
    months += back
    run(values.subarray(0, from), back).forEach((mean, method) => {
      let sum = sums[method] ?? 0
      for (let h = 0; h < back; h++) sum += Math.abs(mean[h]! - values[from + h]!)
      sums[method] = sum
    })
  }
  return months > 0 ? sums.map((sum) => sum / months) : undefined
}
