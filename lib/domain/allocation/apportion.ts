/**
 * Largest remainder: whole packs in proportion to weights, none lost, every share within one pack of its exact value.
 *
 * Each share is rounded down; the packs left over go to the largest fractions, ties to the earlier. Units that do not
 * fill a pack are not shared: the shares sum to the largest multiple of the pack that the units hold.
 *
 * Errors  AssertionError if there is something to share and no weight above zero.
 * Source  A. Hamilton's method of apportionment, 1792.
 */
import { assert } from '@/lib/domain/assert'

export function apportion(units: number, weights: ArrayLike<number>, packUnits = 1): number[] {
  const packs = Math.floor(units / packUnits)
  const weightSum = Array.from(weights).reduce((sum, weight) => sum + weight, 0)
  if (packs === 0) return Array.from(weights, () => 0)
  assert(weightSum > 0, 'nothing can be apportioned to weights that are all zero')

  const exact = Array.from(weights, (weight) => (packs * weight) / weightSum)
  const shares = exact.map(Math.floor)
  const left = packs - shares.reduce((sum, share) => sum + share, 0)
  for (const index of byLargestFraction(exact, shares).slice(0, left)) shares[index]! += 1
  return shares.map((share) => share * packUnits)
}

/** Indexes by the fraction that rounding down took, the largest first, ties to the earlier. */
export function byLargestFraction(exact: readonly number[], rounded: readonly number[]): number[] {
  const fraction = (index: number) => exact[index]! - rounded[index]!
  return exact.map((_, index) => index).toSorted((a, b) => fraction(b) - fraction(a) || a - b)
}
