/**
 * Seasonal indices of monthly values by classical multiplicative decomposition, value = trend × index × rest, drawn
 * towards one by as much as they are chance.
 *
 * The trend is the centred mean of twelve months (half weights at both ends); an index is the mean of value ÷ trend over
 * the same months of all years. How far such ratios lie apart within a month says how uncertain an index is, and how
 * far the twelve lie apart, how much season there is. James and Stein's shrinkage weighs the one against the other, so
 * that no test has to say seasonal or not: on 24 to 47 months such a test mostly reports chance.
 *
 * Units   indices without unit, their mean one; index k belongs to the values at k, k + 12, k + 24 …
 * Shape   all one for fewer than 24 values, or where a month never has a trend above zero.
 * Source  S. Makridakis, S. C. Wheelwright, R. J. Hyndman, Forecasting: Methods and Applications, 1998, chapter 3;
 *         D. M. Miller, D. Williams, Shrinkage estimators of time series seasonal factors, Int. J. Forecasting 19, 2003.
 */
export const SEASON = 12

export function seasonalIndices(values: Float64Array): Float64Array {
  const counts = new Float64Array(SEASON)
  const sums = new Float64Array(SEASON)
  const squares = new Float64Array(SEASON)
  for (let k = SEASON / 2; k + SEASON / 2 < values.length; k++) {
    let trend = (values[k - SEASON / 2]! + values[k + SEASON / 2]!) / 2
    for (let d = 1 - SEASON / 2; d < SEASON / 2; d++) trend += values[k + d]!
    trend /= SEASON
    if (trend <= 0) continue
    const ratio = values[k]! / trend
    counts[k % SEASON]! += 1
    sums[k % SEASON]! += ratio
    squares[k % SEASON]! += ratio * ratio
  }
  if (counts.includes(0)) return new Float64Array(SEASON).fill(1)

  const indices = scaled(sums.map((sum, k) => sum / counts[k]!))
  let ratios = 0
  let within = 0
  let between = 0
  for (let k = 0; k < SEASON; k++) {
    ratios += counts[k]!
    within += squares[k]! - (sums[k]! * sums[k]!) / counts[k]!
    between += (indices[k]! - 1) ** 2
  }
  const keep = keptPart(within, ratios, between)
  return scaled(indices.map((index) => Math.max(INDEX_MIN, 1 + keep * (index - 1))))
}
/** A month is taken for at least a twentieth of the mean, so that dividing by it stays tame. */
const INDEX_MIN = 0.05

export function withoutSeason(values: Float64Array, indices: Float64Array): Float64Array {
  const adjusted = new Float64Array(values.length)
  for (let k = 0; k < values.length; k++) adjusted[k] = values[k]! / indices[k % SEASON]!
  return adjusted
}

/** The forecasts of the months after the first n, with their season. */
export function withSeason(mean: Float64Array, indices: Float64Array, n: number): Float64Array {
  return mean.map((value, h) => value * indices[(n + h) % SEASON]!)
}

/** Half a year of second ratios at least, or their spread says nothing and a fixed part is kept. */
function keptPart(within: number, ratios: number, between: number): number {
  const free = ratios - SEASON
  if (free < SEASON / 2) return KEPT_UNKNOWN
  const variance = within / free / (ratios / SEASON) // of one index
  return between > 0 ? Math.max(0, 1 - ((SEASON - 3) * variance) / between) : 0
}
const KEPT_UNKNOWN = 0.75

function scaled(indices: Float64Array): Float64Array {
  const sum = indices.reduce((a, b) => a + b, 0)
  return indices.map((index) => (index * SEASON) / sum)
}
