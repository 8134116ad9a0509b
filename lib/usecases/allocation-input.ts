/**
 * What an allocation is made of, read from forecast, orders, panel and reviews: the need of every retailer and the
 * figures of every zone.
 *
 * A retailer's demand is its part of what was forecast for its trade area, by its need in the last three full months
 * before the cycle that have orders; without a forecast it is the monthly mean of that need. A zone (trade-area type ×
 * market) has as its fill rate what was delivered of its need in these months; its stock-to-sales ratio and price index
 * come from the panel. A trade area for which an approved review asks for more or less of the product is a zone of its
 * own. Assisted retailers keep at least a pack. Retailers without a tier get nothing, and are counted.
 */
import { type DemandRecord, listDemand, type SupplyRecord } from '@/lib/db/allocation-repository'
import { findProductForecast, type ProductForecast } from '@/lib/db/forecast-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { type AllocationTermRecord, listAllocationTerms } from '@/lib/db/review-terms-repository'
import type { AllocationInput, AllocationZone } from '@/lib/domain/allocation/allocate'
import { apportion } from '@/lib/domain/allocation/apportion'
import type { AllocationParameters } from '@/lib/domain/allocation/zone-suggestion'
import { addMonths, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { organizationToday } from './organization-today'

const DEMAND_MONTHS = 3

export type AllocationBasis = {
  readonly input: Omit<AllocationInput, 'overrides'>
  /** Months whose orders the demand was taken from, or shared by. */
  readonly months: readonly number[]
  /** Last month of the orders that the forecast saw; null where there was none. */
  readonly forecastFrom: number | null
  readonly untiered: number
  readonly parameterSetId: number
}

export async function readAllocationBasis(supply: SupplyRecord): Promise<AllocationBasis> {
  const months = demandMonths(supply.month, await organizationToday())
  const [rows, forecast, terms, parameters] = await Promise.all([
    listDemand(supply.productId, months),
    findProductForecast(supply.productId, supply.month),
    listAllocationTerms(supply.month, supply),
    getParameters<AllocationParameters>('allocation'),
  ])
  const demand = demandOf(rows, forecast)
  const zoneOf = zoneFinder(rows, terms)
  const members = rows.map((row, k) => ({ ...row, demandUnits: demand[k]!, zone: zoneOf(row) }))
  const tiered = members.flatMap((row) => (row.tier === null ? [] : [{ ...row, tier: row.tier }]))
  return {
    input: {
      supplyUnits: supply.supplyUnits,
      packUnits: supply.packUnits,
      zones: zonesOf(tiered, supply.priceFen),
      retailers: tiered.map(({ retailerId, zone, tier, demandUnits, assisted }) => ({
        id: retailerId,
        zoneKey: zone.key,
        tier,
        demandUnits,
        ...(assisted && { protectedMinUnits: supply.packUnits }),
      })),
      parameters: parameters.values,
    },
    months,
    forecastFrom: forecast?.lastMonth ?? null,
    untiered: rows.length - tiered.length,
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

/** Whole units of each retailer; those of a trade area sum to its forecast. */
function demandOf(rows: readonly DemandRecord[], forecast: ProductForecast | undefined): number[] {
  const demand = rows.map(({ need }) => Math.round(need / DEMAND_MONTHS))
  if (!forecast) return demand
  const areas = Map.groupBy(rows.keys(), (k) => rows[k]!.tradeAreaId ?? 0)
  for (const [area, members] of areas) {
    const weights = members.map((k) => rows[k]!.need)
    if (sum(weights) === 0) continue
    const shares = apportion(Math.round(forecast.unitsByArea.get(area) ?? 0), weights)
    members.forEach((k, index) => {
      demand[k] = shares[index]!
    })
  }
  return demand
}

type ZoneHead = Pick<AllocationZone, 'key' | 'type' | 'market' | 'reviews'>
type Member = DemandRecord & { readonly demandUnits: number; readonly zone: ZoneHead }

/** Keys are `type:market`, and `type:market:id:name` of a trade area that stands for itself. */
function zoneFinder(rows: readonly DemandRecord[], terms: readonly AllocationTermRecord[]) {
  const termsByArea = Map.groupBy(terms, ({ tradeAreaId }) => tradeAreaId)
  const own = new Map(
    [...Map.groupBy(rows, ({ tradeAreaId }) => tradeAreaId)].flatMap(([id, members]) => {
      const reviews = id === null ? undefined : termsByArea.get(id)
      const [first] = members
      if (!reviews || !first) return []
      const { type } = first
      const urban = members.filter(({ marketType }) => marketType === 'urban').length
      const market = urban * 2 >= members.length ? ('urban' as const) : ('rural' as const)
      return [
        [id, { key: `${type ?? 'none'}:${market}:${id}:${first.tradeArea}`, type, market, reviews }] as const,
      ]
    }),
  )
  return ({ tradeAreaId, type, marketType: market }: DemandRecord): ZoneHead =>
    own.get(tradeAreaId) ?? { key: `${type ?? 'none'}:${market}`, type, market }
}

function zonesOf(rows: readonly Member[], guideFen: number): AllocationZone[] {
  return [...Map.groupBy(rows, ({ zone }) => zone.key)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => {
      const { zone } = members[0]!
      return {
        ...zone,
        demandUnits: sum(members.map(({ demandUnits }) => demandUnits)),
        fillRate: ratio(sum(members.map(({ delivered }) => delivered)), sum(members.map(({ need }) => need))),
        isr: stockToSales(members),
        priceIndex: priceIndex(members, guideFen),
        ...(zone.reviews && { reviewChange: sum(zone.reviews.map(({ change }) => change)) }),
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
