/**
 * What each retailer can take, in whole packs: never above demand or own ceiling, never below the protected minimum.
 *
 * Minima beyond the supply are shared max-min, and said to be short.
 */
import type { AllocationInput, AllocationRetailer } from './allocate'
import { waterFillUnits } from './water-filling'
import type { Taker } from './zone-shares'

export function takersOf({ supplyUnits, packUnits, retailers }: AllocationInput): {
  readonly takers: readonly Taker[]
  /** Packs of minima that the supply cannot give. */
  readonly protectedShort: number
} {
  const ceilings = retailers.map((retailer) => Math.floor(limitOf(retailer) / packUnits))
  const asked = retailers.map(({ protectedMinUnits = 0 }, k) =>
    Math.min(ceilings[k]!, Math.ceil(protectedMinUnits / packUnits)),
  )
  const askedSum = asked.reduce((sum, floor) => sum + floor, 0)
  const packs = Math.floor(supplyUnits / packUnits)
  const floors = askedSum <= packs ? asked : waterFillUnits(packs, asked)
  const takers = retailers.map(({ tier, ordersPerPeriod = 1 }, k) => ({
    tier,
    ceiling: ceilings[k]!,
    floor: floors[k]!,
    orders: ordersPerPeriod,
  }))
  return { takers, protectedShort: Math.max(0, askedSum - packs) }
}

/** Demand and own ceiling, whichever is less. */
export function limitOf({ demandUnits, capUnits = Number.POSITIVE_INFINITY }: AllocationRetailer): number {
  return Math.min(demandUnits, capUnits)
}
