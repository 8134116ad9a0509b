/**
 * Intermittent demand: months without any are so many that level, trend and season cannot be told.
 *
 * The mean distance of months with demand (ADI) of 1.32 months is the usual border. Two flat forecasts are averaged: the
 * mean of the last twelve months, and TSB, which smooths how likely a month has demand and how much it then is. Unlike
 * Croston's, TSB goes down while nothing is sold.
 *
 * Units   those of the values, a month.
 * Source  A. A. Syntetos, J. E. Boylan, J. D. Croston, J. Operational Research Society 56, 2005 (1.32);
 *         R. H. Teunter, A. A. Syntetos, M. Z. Babai, European J. Operational Research 214, 2011 (TSB).
 */
export const INTERMITTENT_ADI = 1.32

/** Months a month with demand: 1 if every month has, Infinity if none. */
export function demandInterval(values: Float64Array): number {
  let demands = 0
  for (const value of values) if (value > 0) demands += 1
  return values.length / demands
}

/** What TSB expects of a month, after the last one. */
export function tsb(values: Float64Array): number {
  const demands = values.filter((value) => value > 0)
  if (demands.length === 0) return 0
  let chance = demands.length / values.length
  let size = demands.reduce((sum, value) => sum + value, 0) / demands.length
  for (const value of values) {
    if (value > 0) size += SIZE_GAIN * (value - size)
    chance += CHANCE_GAIN * ((value > 0 ? 1 : 0) - chance)
  }
  return chance * size
}
const SIZE_GAIN = 0.1
const CHANCE_GAIN = 0.1

export function meanOfLast(values: Float64Array, months: number): number {
  const last = values.subarray(Math.max(0, values.length - months))
  return last.reduce((sum, value) => sum + value, 0) / last.length
}
