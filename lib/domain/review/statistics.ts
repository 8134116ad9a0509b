/** Figures that one odd month does not move. */

export function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}

/** Null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

/** Makes the median absolute deviation of normal draws their standard deviation. */
const NORMAL = 1.4826

/** Robust deviation of the steps from each value to the next; null with fewer steps than `stepsMin`. */
export function stepNoise(values: readonly (number | null)[], stepsMin: number): number | null {
  const steps: number[] = []
  for (let k = 1; k < values.length; k++) {
    const [before, after] = [values[k - 1], values[k]]
    if (typeof before === 'number' && typeof after === 'number') steps.push(after - before)
  }
  if (steps.length < stepsMin) return null
  const center = median(steps) ?? 0
  return NORMAL * (median(steps.map((step) => Math.abs(step - center))) ?? 0)
}
