/**
 * How far a trade area's need has moved against the city's, and whether that is more than its noise.
 *
 * Season, growth and the Spring Festival move the whole city and are no news of one trade area. So its part of the city
 * is looked at, in logarithms: d = ln(part now) − median(ln part of the months before). Its noise is the robust deviation
 * (1.4826 × MAD) of the steps from month to month over the whole history, and never less than few units would scatter.
 *
 * Units   units of goods; `change` is e^d − 1, so 0.2 is 20 % more than usual; `score` is |d| ÷ noise.
 * Shape   both series ascend to the month in question; null where the usual part is not known.
 */
import type { ReviewParameters } from './review-parameters'
import { median, stepNoise } from './statistics'

export type Shift = {
  readonly units: number
  /** What the usual part of this month's city would be. */
  readonly usualUnits: number
  readonly change: number
  readonly noise: number
  readonly score: number
  readonly isNews: boolean
}

/** Fewer months before than this are no measure of what is usual. */
const USUAL_MIN = 3
const STEPS_MIN = 5
/** Noise where the history is too short to show its own. */
const NOISE_UNKNOWN = 0.08

export function shareShift(
  zone: readonly number[],
  city: readonly number[],
  parameters: Pick<
    ReviewParameters,
    'demandChangeMin' | 'clearOfNoise' | 'unitsMin' | 'noiseOfOneUnit' | 'usualMonths'
  >,
): Shift | null {
  const last = zone.length - 1
  const logs = zone.map((units, k) => (units > 0 && city[k]! > 0 ? Math.log(units / city[k]!) : null))
  const before = logs.slice(Math.max(0, last - parameters.usualMonths), last)
  const known = before.filter((log) => log !== null)
  const usual = median(known)
  if (usual === null || known.length < USUAL_MIN || !(city[last]! > 0)) return null

  const units = zone[last]!
  const usualUnits = city[last]! * Math.exp(usual)
  // nothing at all counts as half a unit, so that a silent month has a finite distance
  const d = Math.log(Math.max(units, 0.5) / city[last]!) - usual
  const scatter = parameters.noiseOfOneUnit * Math.sqrt(1 / Math.max(units, 1) + 1 / Math.max(usualUnits, 1))
  const noise = Math.max(scatter, stepNoise(logs.slice(0, last), STEPS_MIN) ?? NOISE_UNKNOWN)
  const score = Math.abs(d) / noise
  return {
    units,
    usualUnits,
    change: Math.exp(d) - 1,
    noise,
    score,
    isNews:
      Math.abs(d) >= Math.log(1 + parameters.demandChangeMin) &&
      score >= parameters.clearOfNoise &&
      Math.max(units, usualUnits) >= parameters.unitsMin,
  }
}
