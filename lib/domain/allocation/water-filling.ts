/**
 * Sharing a supply below the demand: weighted max-min (water filling), and in proportion.
 *
 * Water filling raises one level λ for all: each gets λ·weight, but no more than its demand and no less than its floor.
 * The smallest demands are met first; nobody above demand; the others share equally by weight.
 *
 * Units   any; `waterFillUnits` gives whole packs by largest remainder.
 * Errors  AssertionError if floors ask for more than demands or than the supply.
 * Source  max-min fair share, S. Keshav, An Engineering Approach to Computer Networking, 1997.
 */
import { assert } from '@/lib/domain/assert'
import { byLargestFraction } from './apportion'

export type FillOptions = {
  /** One each if not given. */
  readonly weights?: readonly number[]
  /** Zero each if not given. */
  readonly floors?: readonly number[]
}

/** Shares that sum to the supply, or to all that the demands (of weight above zero) can take. */
export function waterFill(
  supply: number,
  demands: readonly number[],
  { weights = demands.map(() => 1), floors = demands.map(() => 0) }: FillOptions = {},
): number[] {
  assert(
    demands.every((demand, k) => floors[k]! <= demand),
    'a floor above the demand',
  )
  assert(sumOf(floors) <= supply, 'floors above the supply')

  // Between two of these levels the sum of the shares grows evenly, by the weights that are between floor and demand.
  const bends = demands.flatMap((demand, k) => {
    const weight = weights[k]!
    if (weight <= 0) return []
    return [
      { level: floors[k]! / weight, slope: weight },
      { level: demand / weight, slope: -weight },
    ]
  })
  let level = 0
  let slope = 0
  let left = supply - sumOf(floors)
  for (const bend of bends.toSorted((a, b) => a.level - b.level)) {
    const needed = slope * (bend.level - level)
    if (needed >= left && slope > 0) break
    left -= needed
    level = bend.level
    slope += bend.slope
    if (slope < SLOPE_NONE) slope = 0 // what is left of weights added and taken away again
  }
  if (slope > 0) level += left / slope
  return demands.map((demand, k) => Math.min(demand, Math.max(floors[k]!, level * weights[k]!)))
}
const SLOPE_NONE = 1e-9

/** Whole packs; the sum is the supply's or the demands' whole packs, whichever is less. Floors count up to a pack. */
export function waterFillUnits(
  supply: number,
  demands: readonly number[],
  { packUnits = 1, weights, floors }: FillOptions & { readonly packUnits?: number } = {},
): number[] {
  const packs = Math.floor(supply / packUnits)
  const ceilings = demands.map((demand) => Math.floor(demand / packUnits))
  const exact = waterFill(packs, ceilings, {
    ...(weights && { weights }),
    ...(floors && {
      floors: floors.map((floor, k) => Math.min(ceilings[k]!, Math.ceil(floor / packUnits))),
    }),
  })
  const shares = exact.map((share) => Math.floor(share + ROUNDING))
  let left = Math.min(packs, sumOf(ceilings)) - sumOf(shares)
  const order = byLargestFraction(exact, shares)
  while (left > 0) {
    for (const index of order) {
      if (left === 0 || shares[index]! >= ceilings[index]!) continue
      shares[index]! += 1
      left -= 1
    }
  }
  return shares.map((share) => share * packUnits)
}
const ROUNDING = 1e-9

/** Everyone the same part of the demand; nothing is capped, and all of the supply is shared. */
export function shareInProportion(supply: number, demands: readonly number[]): number[] {
  const sum = sumOf(demands)
  return demands.map((demand) => (sum > 0 ? (supply * demand) / sum : 0))
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
