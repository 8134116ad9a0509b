/**
 * Allocating a scarce product for one cycle (投放): supply → zones → tiers → retailers.
 *
 *   zones      weighted max-min by forecast need × suggested factor, nobody above demand: what a zone cannot take
 *              goes to the others by the same weights. Whole packs by largest remainder. A zone set by hand gets what
 *              was set, and the others share the rest.
 *   tiers      the exact tier rule on the zone's own tier counts. The tier is the only basis: the same tier in the same
 *              zone has the same quota.
 *   retailers  the quota, or the demand where that is less; the rest pack by pack, explained as such.
 *
 * The units sum to the supply exactly, or `unallocated` says by how much and why they cannot. Every line carries the one
 * reason that made its number.
 *
 * Units   whole units; shares are whole packs. Shape: zones and lines in the order of the input.
 * Errors  AssertionError for a retailer in a zone that is not listed, a tier outside 1 … TIERS_MAX, or an override that
 *         cannot be kept.
 */
import { assert } from '@/lib/domain/assert'
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { type MarketType, TIERS_MAX } from '@/lib/domain/retailer/classification'
import { type Fairness, fairnessOf } from './fairness'
import { checkOverrides, type ZoneOverride } from './overrides'
import { limitOf, takersOf } from './takers'
import { waterFillUnits } from './water-filling'
import { shareZone, type Taker, type ZoneShares } from './zone-shares'
import {
  type AllocationParameters,
  suggestZones,
  type ZoneFigures,
  type ZoneSuggestion,
} from './zone-suggestion'

export type AllocationZone = ZoneFigures & {
  readonly key: string
  /** Trade-area type; null outside every trade area. */
  readonly type: string | null
  readonly market: MarketType
  /** Of a trade area that stands for itself because reviews ask for more or less there: which ones. */
  readonly reviews?: readonly ZoneReview[]
}

export type ZoneReview = {
  readonly reviewId: number
  /** The month that was reviewed. */
  readonly month: IsoMonth
  readonly tradeAreaId: number
  readonly change: number
}

export type AllocationRetailer = {
  readonly id: number
  readonly zoneKey: string
  readonly tier: number
  /** Uncapped need in the cycle. */
  readonly demandUnits: number
  /** Never less than this, as far as the demand goes: assisted retailers. */
  readonly protectedMinUnits?: number
  /** Orders in the cycle; each may take the quota. One if not given. */
  readonly ordersPerPeriod?: number
  /** The retailer's own ceiling (限量). */
  readonly capUnits?: number
}

export type AllocationInput = {
  readonly supplyUnits: number
  readonly packUnits: number
  readonly zones: readonly AllocationZone[]
  readonly retailers: readonly AllocationRetailer[]
  readonly parameters: AllocationParameters
  /** Zones set by hand; `checkOverrides` finds nothing against them. */
  readonly overrides?: readonly ZoneOverride[]
}

export type Unallocated = {
  readonly code:
    | 'demand-below-supply'
    | 'caps-below-demand'
    | 'demand-below-pack'
    | 'overrides-below-demand'
    | 'pack-remainder'
  readonly units: number
}

export type ZoneAdjustment = {
  readonly code:
    | 'none'
    | 'set-by-hand'
    | 'rest-of-overrides'
    | 'capped-at-demand'
    | 'raised-to-minimum'
    | 'surplus-of-others'
    | 'minimum-of-others'
  /** Units given − units suggested, rounded. */
  readonly units: number
}

export type ZoneAllocation = AllocationZone &
  ZoneSuggestion & {
    readonly units: number
    readonly adjustment: ZoneAdjustment
    readonly retailers: number
    /** From the top tier down: retailers, quota of one order in units, and what the tier got together. */
    readonly tiers: readonly {
      readonly tier: number
      readonly retailers: number
      readonly quotaUnits: number
      readonly units: number
    }[]
    readonly fairness: Fairness
  }

export type LineReason = {
  readonly code:
    | 'no-demand'
    | 'no-quota'
    | 'tier-quota'
    | 'demand'
    | 'demand-pack'
    | 'cap'
    | 'protected'
    | 'remainder'
  readonly params: {
    readonly zoneKey: string
    readonly tier: number
    readonly quotaUnits: number
    readonly orders: number
    readonly demandUnits: number
    readonly packUnits: number
    readonly capUnits?: number
    readonly protectedUnits: number
    readonly remainderUnits: number
  }
}

export type RetailerAllocation = {
  readonly id: number
  readonly zoneKey: string
  readonly tier: number
  readonly demandUnits: number
  readonly units: number
  readonly reason: LineReason
}

export type Allocation = {
  readonly supplyUnits: number
  readonly allocatedUnits: number
  /** Sums to supply − allocated; empty if that is nothing. */
  readonly unallocated: readonly Unallocated[]
  /** Protected minima that the supply could not give. */
  readonly protectedShortUnits: number
  readonly zones: readonly ZoneAllocation[]
  readonly lines: readonly RetailerAllocation[]
  readonly fairness: Fairness
}

export function allocateCycle(input: AllocationInput): Allocation {
  const { supplyUnits, packUnits, zones, retailers, parameters } = input
  const zoneIndex = new Map(zones.map(({ key }, index) => [key, index]))
  const members: number[][] = zones.map(() => [])
  retailers.forEach(({ id, tier, zoneKey }, index) => {
    const zone = zoneIndex.get(zoneKey)
    assert(zone !== undefined, `retailer ${id} lies in zone ${zoneKey}, which is not listed`)
    assert(Number.isInteger(tier) && tier >= 1 && tier <= TIERS_MAX, `retailer ${id} has tier ${tier}`)
    members[zone]!.push(index)
  })

  const [fault] = checkOverrides(input)
  assert(!fault, `zone ${fault?.zoneKey} cannot be set by hand: ${fault?.code} ${fault?.units}`)

  const { takers, protectedShort } = takersOf(input)
  const suggestions = suggestZones(supplyUnits, zones, parameters)
  const zonePacks = packsOfZones(input, suggestions, members, takers)
  const shared = zones.map((_, zone) =>
    shareZone(
      zonePacks[zone]!,
      members[zone]!.map((index) => takers[index]!),
    ),
  )

  const lines: RetailerAllocation[] = []
  members.forEach((indexes, zone) => {
    indexes.forEach((index, k) => {
      lines[index] = lineOf(retailers[index]!, takers[index]!, shared[zone]!, k, packUnits)
    })
  })
  const allocatedUnits = lines.reduce((sum, { units }) => sum + units, 0)
  return {
    supplyUnits,
    allocatedUnits,
    unallocated: whyNotAll(input, allocatedUnits),
    protectedShortUnits: protectedShort * packUnits,
    zones: zones.map((zone, k) => {
      const zoneLines = members[k]!.map((index) => lines[index]!)
      const units = zonePacks[k]! * packUnits
      return {
        ...zone,
        ...suggestions[k]!,
        units,
        adjustment: adjustmentOf(
          suggestions[k]!,
          units,
          packUnits,
          members[k]!.map((index) => takers[index]!),
          overrideOf(input, zone.key),
        ),
        retailers: zoneLines.length,
        tiers: tiersOf(zoneLines, shared[k]!.quotas, packUnits),
        fairness: fairnessOf(zoneLines),
      }
    }),
    lines,
    fairness: fairnessOf(lines),
  }
}

function packsOfZones(
  input: AllocationInput,
  suggestions: readonly ZoneSuggestion[],
  members: readonly (readonly number[])[],
  takers: readonly Taker[],
): number[] {
  const { supplyUnits, packUnits, zones, retailers } = input
  const sum = (zone: number, of: (index: number) => number) =>
    members[zone]!.reduce((total, index) => total + of(index), 0)
  const setByHand = zones.map(({ key }) => {
    const set = (input.overrides ?? []).find(({ zoneKey }) => zoneKey === key)
    return set && set.units / packUnits
  })
  return waterFillUnits(
    Math.floor(supplyUnits / packUnits),
    zones.map((_, zone) => setByHand[zone] ?? sum(zone, (index) => takers[index]!.ceiling)),
    {
      // without a forecast, a zone counts by what its retailers ask for
      weights: zones.map(({ demandUnits }, zone) => {
        const need = demandUnits > 0 ? demandUnits : sum(zone, (index) => retailers[index]!.demandUnits)
        return need * suggestions[zone]!.factor
      }),
      floors: zones.map((_, zone) => setByHand[zone] ?? sum(zone, (index) => takers[index]!.floor)),
    },
  )
}

function overrideOf({ overrides = [] }: AllocationInput, zoneKey: string): 'this' | 'others' | 'none' {
  if (overrides.some((override) => override.zoneKey === zoneKey)) return 'this'
  return overrides.length > 0 ? 'others' : 'none'
}

function whyNotAll(
  { supplyUnits, packUnits, retailers }: AllocationInput,
  allocatedUnits: number,
): Unallocated[] {
  const demand = retailers.reduce((sum, { demandUnits }) => sum + demandUnits, 0)
  const limit = retailers.reduce((sum, retailer) => sum + limitOf(retailer), 0)
  const inPacks = retailers.reduce(
    (sum, retailer) => sum + Math.floor(limitOf(retailer) / packUnits) * packUnits,
    0,
  )

  let left = supplyUnits - allocatedUnits
  const reasons: Unallocated[] = []
  const explain = (code: Unallocated['code'], units: number) => {
    const part = Math.min(left, Math.max(0, units))
    if (part > 0) reasons.push({ code, units: part })
    left -= part
  }
  if (allocatedUnits === inPacks) {
    explain('demand-below-supply', supplyUnits - demand)
    explain('caps-below-demand', demand - limit)
    explain('demand-below-pack', limit - inPacks)
  } else explain('overrides-below-demand', left - (supplyUnits % packUnits))
  explain('pack-remainder', left)
  return reasons
}

function adjustmentOf(
  { suggestedUnits }: ZoneSuggestion,
  units: number,
  packUnits: number,
  takers: readonly Taker[],
  override: 'this' | 'others' | 'none',
): ZoneAdjustment {
  const difference = Math.round(units - suggestedUnits)
  if (override === 'this') return { code: 'set-by-hand', units: difference }
  if (Math.abs(units - suggestedUnits) < packUnits) return { code: 'none', units: difference }
  const ceiling = takers.reduce((sum, taker) => sum + taker.ceiling, 0) * packUnits
  const floor = takers.reduce((sum, taker) => sum + taker.floor, 0) * packUnits
  const shifted = override === 'others' ? 'rest-of-overrides' : null
  if (difference < 0) {
    return {
      code: units >= ceiling ? 'capped-at-demand' : (shifted ?? 'minimum-of-others'),
      units: difference,
    }
  }
  return { code: units <= floor ? 'raised-to-minimum' : (shifted ?? 'surplus-of-others'), units: difference }
}

function tiersOf(
  lines: readonly RetailerAllocation[],
  quotas: readonly number[],
  packUnits: number,
): ZoneAllocation['tiers'] {
  const tiers = quotas.map((quota, row) => ({
    tier: TIERS_MAX - row,
    retailers: 0,
    quotaUnits: quota * packUnits,
    units: 0,
  }))
  for (const line of lines) {
    const tier = tiers[TIERS_MAX - line.tier]!
    tier.retailers += 1
    tier.units += line.units
  }
  return tiers
}

function lineOf(
  retailer: AllocationRetailer,
  taker: Taker,
  { quotas, shares, extras }: ZoneShares,
  k: number,
  packUnits: number,
): RetailerAllocation {
  const { id, zoneKey, tier, demandUnits } = retailer
  const quota = quotas[TIERS_MAX - tier]!
  const share = shares[k]!
  return {
    id,
    zoneKey,
    tier,
    demandUnits,
    units: share * packUnits,
    reason: {
      code: reasonOf(retailer, taker, quota * taker.orders, share, extras[k]!, packUnits),
      params: {
        zoneKey,
        tier,
        quotaUnits: quota * packUnits,
        orders: taker.orders,
        demandUnits,
        packUnits,
        ...(retailer.capUnits !== undefined && { capUnits: retailer.capUnits }),
        protectedUnits: taker.floor * packUnits,
        remainderUnits: extras[k]! * packUnits,
      },
    },
  }
}

function reasonOf(
  { demandUnits, capUnits = Number.POSITIVE_INFINITY }: AllocationRetailer,
  { ceiling }: Taker,
  quota: number,
  share: number,
  extra: number,
  packUnits: number,
): LineReason['code'] {
  if (demandUnits === 0) return 'no-demand'
  if (share > quota) return extra > 0 ? 'remainder' : 'protected'
  if (share < ceiling) return quota === 0 ? 'no-quota' : 'tier-quota'
  if (capUnits < demandUnits) return 'cap'
  return share * packUnits < demandUnits ? 'demand-pack' : 'demand'
}
