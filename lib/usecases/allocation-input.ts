/**
 * What an allocation is made of, read from orders and panel: the need of every retailer and the figures of every zone.
 *
 * A retailer's demand is its mean monthly need over the last three full months before the cycle that have orders. A zone's
 * fill rate is what was delivered of its need in them; its stock-to-sales ratio and price index come from the panel.
 * Assisted retailers keep at least a pack. Retailers without a tier get nothing, and are counted.
 */
import { type DemandRecord, listDemand, type SupplyRecord } from '@/lib/db/allocation-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import type { AllocationInput, AllocationZone } from '@/lib/domain/allocation/allocate'
import type { AllocationParameters } from '@/lib/domain/allocation/zone-suggestion'
import { addMonths, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { organizationToday } from './organization-today'

const DEMAND_MONTHS = 3

export type AllocationBasis = {
  readonly input: Omit<AllocationInput, 'overrides'>
  /** Months whose orders the demand was taken from. */
  readonly months: readonly number[]
  readonly untiered: number
  readonly parameterSetId: number
}

export async function readAllocationBasis(supply: SupplyRecord): Promise<AllocationBasis> {
  const months = demandMonths(supply.month, await organizationToday())
  const [demand, parameters] = await Promise.all([
    listDemand(supply.productId, months),
    getParameters<AllocationParameters>('allocation'),
  ])
  const tiered = demand.flatMap((row) => (row.tier === null ? [] : [{ ...row, tier: row.tier }]))
  return {
    input: {
      supplyUnits: supply.supplyUnits,
      packUnits: supply.packUnits,
      zones: zonesOf(tiered, supply.priceFen),
      retailers: tiered.map((row) => ({
        id: row.retailerId,
        zoneKey: zoneKeyOf(row),
        tier: row.tier,
        demandUnits: demandOf(row),
        ...(row.assisted && { protectedMinUnits: supply.packUnits }),
      })),
      parameters: parameters.values,
    },
    months,
    untiered: demand.length - tiered.length,
    parameterSetId: parameters.id,
  }
}

/** The last full months before the cycle; what is still under way is no measure. */
function demandMonths(month: number, today: string): number[] {
  const cycle = monthOfNumber(month)
  const [earlier = cycle] = [cycle, monthOf(today)].toSorted()
  const before = addMonths(earlier, -1)
  return Array.from({ length: DEMAND_MONTHS }, (_, k) => monthNumber(addMonths(before, -k)))
}

function demandOf({ need }: DemandRecord): number {
  return Math.round(need / DEMAND_MONTHS)
}

function zoneKeyOf({ type, marketType }: Pick<DemandRecord, 'type' | 'marketType'>): string {
  return `${type ?? 'none'}:${marketType}`
}

function zonesOf(rows: readonly DemandRecord[], guideFen: number): AllocationZone[] {
  const members = new Map<string, DemandRecord[]>()
  for (const row of rows) members.set(zoneKeyOf(row), [...(members.get(zoneKeyOf(row)) ?? []), row])
  return [...members]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, zone]) => {
      const first = zone[0] as DemandRecord
      return {
        key,
        type: first.type,
        market: first.marketType,
        demandUnits: sum(zone.map(demandOf)),
        fillRate: ratio(sum(zone.map(({ delivered }) => delivered)), sum(zone.map(({ need }) => need))),
        isr: stockToSales(zone),
        priceIndex: priceIndex(zone, guideFen),
      }
    })
}

function stockToSales(zone: readonly DemandRecord[]): number | null {
  const counted = zone.filter(({ stockUnits }) => stockUnits !== null)
  const sold = sum(counted.map(({ delivered }) => delivered)) / DEMAND_MONTHS
  return ratio(sum(counted.map(({ stockUnits }) => stockUnits ?? 0)), sold)
}

function priceIndex(zone: readonly DemandRecord[], guideFen: number): number | null {
  const prices = zone.flatMap(({ priceFen }) => (priceFen === null ? [] : [priceFen]))
  return ratio(sum(prices), guideFen * prices.length)
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
