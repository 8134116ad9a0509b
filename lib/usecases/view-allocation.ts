/**
 * One scarce product in one month, as the studio shows it (货源投放策略): the supply, a run with its zones, what it changed
 * against the run before, and what it would take to come out even.
 *
 * Whoever does not allocate sees what is published; whoever sees only own retailers gets no zones and no totals.
 */
import { z } from 'zod'
import {
  type AllocationOverride,
  countChangedShares,
  findCycle,
  getRunResult,
  listRuns,
  listZoneAreas,
  listZoneRooms,
  listZonesInReach,
  namesOf,
  type RunHead,
  type ShareSums,
  sumShares,
  type ZoneRoom,
} from '@/lib/db/allocation-run-repository'
import { findRetailerExtent } from '@/lib/db/tile-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { ZoneAllocation } from '@/lib/domain/allocation/allocate'
import { exactSupplies } from '@/lib/domain/allocation/exact-supply'
import type { Fairness } from '@/lib/domain/allocation/fairness'
import { tierNotation } from '@/lib/domain/allocation/tier-notation'
import { partsOverNeed } from '@/lib/domain/allocation/zone-suggestion'
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import type { BBox } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { AllocationProduct } from './view-allocation-overview'
import { SHARE_MONTH } from './view-retailer-shares'

export const ViewAllocation = z.object({
  month: SHARE_MONTH.unwrap(),
  /** The product's code. */
  product: z.string().min(1).max(60),
  /** Another run than the newest. */
  run: z.coerce.number().int().positive().optional(),
})

export type ZoneView = ZoneAllocation & {
  /** More or less than the zone's part of the need: as suggested, and as given. */
  readonly over: { readonly suggested: number | null; readonly given: number | null }
  readonly previousUnits: number | null
  readonly room: { readonly minUnits: number; readonly maxUnits: number }
  readonly override: (Omit<AllocationOverride, 'authorId'> & { readonly author: string | null }) | null
  readonly notation: string
}

export type RunView = RunHead & {
  readonly isNewest: boolean
  readonly exact: { readonly below: number; readonly above: number | null }
  readonly protectedShortUnits: number
  readonly untiered: number
  readonly months: readonly IsoMonth[]
  /** Last month of the orders that the forecast of the need saw; null where there was none. */
  readonly forecastFrom: IsoMonth | null
  readonly parameterVersion: number
  readonly shares: ShareSums
  /** Those with the largest need first. */
  readonly zones: readonly ZoneView[]
  readonly fairness: Fairness
  /** Against the run before it. */
  readonly previous: (RunHead & { readonly zonesChanged: number; readonly sharesChanged: number }) | null
  readonly areas: readonly { readonly id: number; readonly zoneKey: string }[]
}

type Frame = {
  readonly product: AllocationProduct
  readonly month: IsoMonth
  readonly types: readonly TradeAreaTypeRecord[]
}

export type WholeAllocation = Frame & {
  readonly scope: 'whole'
  readonly supplyUnits: number
  readonly run: RunView | null
  /** Where the retailers are. */
  readonly extent: BBox | undefined
  /** Newest first. */
  readonly runs: readonly RunHead[]
  readonly may: { readonly allocate: boolean; readonly publish: boolean }
}

export type OwnAllocation = Frame & {
  readonly scope: 'own'
  /** Null before anything is published. */
  readonly run: {
    readonly id: number
    readonly publishedAt: string | null
    readonly shares: ShareSums
    readonly zoneKeys: readonly string[]
  } | null
}

export async function viewAllocation(
  actor: Actor,
  { month, product: code, run: runId }: z.infer<typeof ViewAllocation>,
): Promise<Result<WholeAllocation | OwnAllocation, { code: 'not-found' }>> {
  if (!can(actor, 'view-allocations')) return fail({ code: 'not-found' })
  const [cycle, types] = await Promise.all([findCycle(code, monthNumber(month)), listTradeAreaTypes()])
  if (!cycle) return fail({ code: 'not-found' })
  const { id, month: _, supplyUnits, ...product } = cycle
  const frame = { product, month, types }
  const drafts = can(actor, 'allocate')
  const runs = (await listRuns([id])).filter(({ state }) => drafts || state === 'published')
  const head = runId === undefined ? runs[0] : runs.find((run) => run.id === runId)
  if (runId !== undefined && !head) return fail({ code: 'not-found' })

  if (!can(actor, 'view-whole-allocations')) {
    const run = head && {
      id: head.id,
      publishedAt: head.publishedAt,
      shares: await sumShares(head.id, actor.territoryIds),
      zoneKeys: await listZonesInReach(head.id, actor.territoryIds),
    }
    return ok({ ...frame, scope: 'own', run: run ?? null })
  }
  const may = { allocate: drafts, publish: can(actor, 'publish-allocations') }
  const [run, extent] = await Promise.all([
    head ? viewRun(head, runs, product.packUnits) : null,
    findRetailerExtent('all'),
  ])
  return ok({ ...frame, scope: 'whole', supplyUnits, run, extent, runs, may })
}

async function viewRun(head: RunHead, runs: readonly RunHead[], packUnits: number): Promise<RunView> {
  const before = runs[runs.indexOf(head) + 1]
  const [{ result, parameterVersion }, rooms, areas, shares, earlier, sharesChanged] = await Promise.all([
    getRunResult(head.id),
    listZoneRooms(head.id),
    listZoneAreas(head.id),
    sumShares(head.id, 'all'),
    before && getRunResult(before.id),
    before && countChangedShares(head.id, before.id),
  ])
  const zones = await viewZones(result, rooms, earlier?.result.zones)
  const takeableUnits = zones.reduce((sum, { room, override }) => sum + (override?.units ?? room.maxUnits), 0)
  const { protectedShortUnits, untiered, fairness } = result
  return {
    ...head,
    isNewest: runs[0] === head,
    exact: exactSupplies({ ...head, packUnits, takeableUnits }),
    protectedShortUnits,
    untiered,
    months: result.months.map(monthOfNumber),
    forecastFrom: result.forecastFrom ? monthOfNumber(result.forecastFrom) : null,
    parameterVersion,
    shares,
    zones,
    fairness,
    previous: before
      ? {
          ...before,
          zonesChanged: zones.filter(({ units, previousUnits }) => units !== (previousUnits ?? 0)).length,
          sharesChanged: sharesChanged ?? 0,
        }
      : null,
    areas,
  }
}

async function viewZones(
  { zones, overrides = [] }: Awaited<ReturnType<typeof getRunResult>>['result'],
  rooms: readonly ZoneRoom[],
  earlier: readonly ZoneAllocation[] | undefined,
): Promise<ZoneView[]> {
  const over = partsOverNeed(zones)
  const nameOf = await namesOf(overrides.map(({ authorId }) => authorId))
  const views = zones.map((zone, k) => {
    const room = rooms.find(({ zoneKey }) => zoneKey === zone.key)
    const set = overrides.find(({ zoneKey }) => zoneKey === zone.key)
    return {
      ...zone,
      over: over[k]!,
      previousUnits: earlier ? (earlier.find(({ key }) => key === zone.key)?.units ?? 0) : null,
      room: { minUnits: room?.minUnits ?? 0, maxUnits: room?.maxUnits ?? 0 },
      override: set ? withAuthor(set, nameOf) : null,
      notation: tierNotation(zone.tiers.map(({ quotaUnits }) => quotaUnits)),
    }
  })
  return views.toSorted((a, b) => b.demandUnits - a.demandUnits)
}

function withAuthor({ authorId, ...override }: AllocationOverride, nameOf: ReadonlyMap<string, string>) {
  return { ...override, author: nameOf.get(authorId) ?? null }
}
