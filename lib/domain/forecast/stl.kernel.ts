/**
 * STL: splits monthly values into season, trend and rest by local regression (loess).
 *
 * Shape    receives the season in `season` and the values without it in `adjusted`; both as long as `values`.
 * Assumes  at least two years of values.
 * Cost     O(n · window); four arrays of working space a call.
 * Source   R. B. Cleveland et al., STL: A Seasonal-Trend Decomposition Procedure Based on Loess, J. Official Statistics 6,
 *          1990; windows as in R's `mstl` (season 11 years, trend 21 months), two rounds, no robustness weights.
 */
const PERIOD = 12
const SEASON_WINDOW = 11
const TREND_WINDOW = 21
const LOW_PASS_WINDOW = 13
const ROUNDS = 2

export function splitSeason(values: Float64Array, season: Float64Array, adjusted: Float64Array): void {
  const n = values.length
  const trend = new Float64Array(n)
  const cycle = new Float64Array(n + 2 * PERIOD) // with a year before and a year after
  const low = new Float64Array(n + 2 * PERIOD)
  const detrended = new Float64Array(n)
  for (let round = 0; round < ROUNDS; round++) {
    for (let k = 0; k < n; k++) detrended[k] = values[k]! - trend[k]!
    for (let month = 0; month < PERIOD; month++) smoothYears(detrended, month, cycle)

    // What of the smoothed cycles is trend in truth: three running means, then loess.
    low.set(cycle)
    let length = runningMean(low, low.length, PERIOD)
    length = runningMean(low, length, PERIOD)
    length = runningMean(low, length, 3)
    for (let k = 0; k < n; k++) {
      season[k] = cycle[k + PERIOD]! - lineAt(low, length, LOW_PASS_WINDOW, k)
      adjusted[k] = values[k]! - season[k]!
    }
    for (let k = 0; k < n; k++) trend[k] = lineAt(adjusted, n, TREND_WINDOW, k)
  }
}

/** The same month of all years, smoothed by local means; also for the year before the first and after the last. */
function smoothYears(values: Float64Array, month: number, cycle: Float64Array): void {
  const years = Math.ceil((values.length - month) / PERIOD)
  for (let year = -1; year <= years; year++) {
    let sum = 0
    let weights = 0
    const from = firstOf(years, SEASON_WINDOW, year)
    const to = Math.min(years, from + SEASON_WINDOW)
    const reach = reachOf(years, SEASON_WINDOW, year, from, to)
    for (let k = from; k < to; k++) {
      const weight = tricube(Math.abs(k - year) / reach)
      sum += weight * values[month + PERIOD * k]!
      weights += weight
    }
    cycle[month + PERIOD * (year + 1)] = sum / weights
  }
}

/** The local line of loess at one place. */
function lineAt(values: Float64Array, n: number, window: number, at: number): number {
  const from = firstOf(n, window, at)
  const to = Math.min(n, from + window)
  const reach = reachOf(n, window, at, from, to)
  let weights = 0
  let x1 = 0
  let x2 = 0
  let y = 0
  let xy = 0
  for (let k = from; k < to; k++) {
    const x = k - at
    const weight = tricube(Math.abs(x) / reach)
    weights += weight
    x1 += weight * x
    x2 += weight * x * x
    y += weight * values[k]!
    xy += weight * x * values[k]!
  }
  return (x2 * y - x1 * xy) / (weights * x2 - x1 * x1)
}

function firstOf(n: number, window: number, at: number): number {
  return Math.max(0, Math.min(n - window, at - (window >> 1)))
}

/** How far the window reaches; wider than the values where they are fewer than its size. */
function reachOf(n: number, window: number, at: number, from: number, to: number): number {
  const farthest = Math.max(at - from, to - 1 - at)
  return (window > n ? farthest + (window - n) / 2 : farthest) * WIDER
}
/** The farthest value keeps a little weight. */
const WIDER = 1.001

function tricube(distance: number): number {
  if (distance >= 1) return 0
  const rest = 1 - distance * distance * distance
  return rest * rest * rest
}

/** In place; returns how many means there are. */
function runningMean(values: Float64Array, length: number, width: number): number {
  let sum = 0
  for (let k = 0; k < width; k++) sum += values[k]!
  for (let k = 0; k + width < length; k++) {
    const first = values[k]!
    values[k] = sum / width
    sum += values[k + width]! - first
  }
  values[length - width] = sum / width
  return length - width + 1
}
