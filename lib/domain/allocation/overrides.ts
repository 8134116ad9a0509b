/**
 * Zones whose units a person sets by hand (人工调整). The zone gets exactly that; what it no longer takes, or takes more,
 * is shared among the zones that nobody set, by the rules. Inside every zone the tier rule stays as it is.
 *
 * A zone can be set to anything between the protected minima of its retailers and all that they can take, as long as
 * the minima of the other zones stay covered: so the allocation always adds up, and nobody gets more than demand.
 *
 * Units   whole units in whole packs.
 */
import type { AllocationInput } from './allocate'
import { takersOf } from './takers'

export type ZoneOverride = { readonly zoneKey: string; readonly units: number }

export type OverrideFault = {
  readonly zoneKey: string
  readonly code: 'unknown-zone' | 'not-whole-packs' | 'below-minimum' | 'above-demand' | 'above-supply'
  /** The bound that was passed, or the pack. */
  readonly units: number
}

/** The first fault of each override; none if the allocation can keep them all. */
export function checkOverrides(input: AllocationInput): OverrideFault[] {
  const { supplyUnits, packUnits, zones, overrides = [] } = input
  const rooms = roomsOf(input)
  const faults = overrides.flatMap(({ zoneKey, units }): OverrideFault[] => {
    const room = rooms.get(zoneKey)
    if (!room) return [{ zoneKey, code: 'unknown-zone', units: 0 }]
    if (!Number.isInteger(units) || units % packUnits !== 0) {
      return [{ zoneKey, code: 'not-whole-packs', units: packUnits }]
    }
    if (units < room.minUnits) return [{ zoneKey, code: 'below-minimum', units: room.minUnits }]
    if (units > room.maxUnits) return [{ zoneKey, code: 'above-demand', units: room.maxUnits }]
    return []
  })
  if (faults.length > 0) return faults

  const set = new Map(overrides.map(({ zoneKey, units }) => [zoneKey, units]))
  const needed = zones.reduce((sum, { key }) => sum + (set.get(key) ?? rooms.get(key)!.minUnits), 0)
  const over = needed - (supplyUnits - (supplyUnits % packUnits))
  if (over <= 0) return []
  // what is said of is the one set last: it was the one too much
  const last = overrides.at(-1)!
  return [{ zoneKey: last.zoneKey, code: 'above-supply', units: Math.max(0, last.units - over) }]
}

/** Per zone: what its retailers must get, and what they can take. */
export function roomsOf(
  input: AllocationInput,
): Map<string, { readonly minUnits: number; readonly maxUnits: number }> {
  const { takers } = takersOf(input)
  const rooms = new Map(input.zones.map(({ key }) => [key, { minUnits: 0, maxUnits: 0 }]))
  input.retailers.forEach(({ zoneKey }, k) => {
    const room = rooms.get(zoneKey)
    const { floor, ceiling } = takers[k]!
    if (!room) return
    room.minUnits += floor * input.packUnits
    room.maxUnits += ceiling * input.packUnits
  })
  return rooms
}
