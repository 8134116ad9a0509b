/**
 * Shares one scarce product of one month among all retailers (货源投放): supply → zones (type × market) → tiers →
 * retailers.
 *
 * A retailer's demand is its mean monthly need over the last three full months before the cycle that have orders. A zone's
 * fill rate is what was delivered of its need in them; its stock-to-sales ratio and price index come from the panel.
 * Assisted retailers keep at least a pack. Retailers without a tier get nothing, and are counted.
 */
import { z } from 'zod'
import { type DemandRecord, findSupply, listDemand, saveAllocationRun } from '@/lib/db/allocation-repository'
import { recordAudit } from '@/lib/db/audit-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type AllocationZone, allocateCycle, type Unallocated } from '@/lib/domain/allocation/allocate'
import type { AllocationParameters } from '@/lib/domain/allocation/zone-suggestion'
import { addMonths, monthOf } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from './organization-today'

export const RunAllocation = z.object({
  productId: z.coerce.number().int(),
  month: z.coerce.number().int().min(190001).max(999912),
})

export type RunAllocationFailure = { code: 'forbidden' } | { code: 'no-supply' } | { code: 'no-retailers' }

const DEMAND_MONTHS = 3

export async function runAllocation(
  actor: Actor,
  { productId, month }: z.infer<typeof RunAllocation>,
): Promise<
  Result<
    { runId: number; supplyUnits: number; allocatedUnits: number; unallocated: readonly Unallocated[] },
    RunAllocationFailure
  >
> {
  if (!can(actor, 'allocate')) return fail({ code: 'forbidden' })
  const supply = await findSupply(productId, month)
  if (!supply) return fail({ code: 'no-supply' })
  const months = demandMonths(month, await organizationToday())
  const [demand, parameters] = await Promise.all([
    listDemand(productId, months),
    getParameters<AllocationParameters>('allocation'),
  ])
  const tiered = demand.flatMap((row) => (row.tier === null ? [] : [{ ...row, tier: row.tier }]))
  if (tiered.length === 0) return fail({ code: 'no-retailers' })

  const allocation = allocateCycle({
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
  })
  const runId = await saveAllocationRun({
    supply,
    allocation,
    months,
    untiered: demand.length - tiered.length,
    parameterSetId: parameters.id,
    authorId: actor.userId,
  })
  await recordAudit({
    authorId: actor.userId,
    action: 'run-allocation',
    subject: 'allocation-run',
    subjectId: `${runId}`,
    reason: '',
    details: { productId, month, allocatedUnits: allocation.allocatedUnits, supplyUnits: supply.supplyUnits },
  })
  const { supplyUnits, allocatedUnits, unallocated } = allocation
  return ok({ runId, supplyUnits, allocatedUnits, unallocated })
}

/** The last full months before the cycle; what is still under way is no measure. */
function demandMonths(month: number, today: string): number[] {
  const cycle = `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
  const present = monthOf(today)
  const before = addMonths(cycle < present ? cycle : present, -1)
  return Array.from({ length: DEMAND_MONTHS }, (_, k) => Number(addMonths(before, -k).replace('-', '')))
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
