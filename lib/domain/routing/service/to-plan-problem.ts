/**
 * The planning problem of one territory: the visits its retailers are owed, for the manager who makes them.
 *
 * Units   whole seconds of the day; a *day* is an index into the horizon's working days.
 * Errors  AssertionError if a demand names a retailer without a place.
 */
import { assert } from '@/lib/domain/assert'
import type { IsoDate } from '@/lib/domain/calendar/dates'
import type { Position } from '@/lib/domain/geo/position'
import type {
  Plan,
  PlanManager,
  PlanProblem,
  PlanStore,
  PlanWeights,
  VisitLock,
} from '@/lib/domain/routing/problem'
import type { VisitDemand } from './visit-demand'

export type FieldManager = Omit<PlanManager, 'daysOff'> & { readonly datesOff: readonly IsoDate[] }
export type RetailerPlace = { readonly position: Position; readonly locks: readonly VisitLock[] }

export type PlanProblemParts = {
  readonly days: readonly IsoDate[]
  readonly manager: FieldManager
  readonly demands: readonly VisitDemand[]
  /** By retailer id. */
  readonly places: ReadonlyMap<string, RetailerPlace>
  readonly travel: PlanProblem['travel']
  readonly weights: PlanWeights
  readonly previous?: Pick<Plan, 'routes'>
}

export function toPlanProblem({
  days,
  manager,
  demands,
  places,
  previous,
  ...rest
}: PlanProblemParts): PlanProblem {
  const { datesOff, ...atWork } = manager
  return {
    days: days.map((date) => ({ date })),
    managers: [{ ...atWork, daysOff: days.flatMap((date, day) => (datesOff.includes(date) ? [day] : [])) }],
    stores: demands.map((demand) => {
      const place = places.get(demand.retailerId)
      assert(place, `retailer ${demand.retailerId} has no place`)
      return toStore(demand, place, manager.id)
    }),
    ...rest,
    ...(previous && { previous }),
  }
}

function toStore(demand: VisitDemand, { position, locks }: RetailerPlace, manager: string): PlanStore {
  return {
    id: demand.retailerId,
    position,
    manager,
    ...(demand.countsFrom !== undefined && { lastVisit: demand.countsFrom }),
    visits: demand.visits,
    gapDays: demand.gapDays,
    serviceSeconds: demand.serviceSeconds,
    ...(demand.windows.length > 0 && { windows: demand.windows }),
    ...(demand.closedDays.length > 0 && { closedDays: demand.closedDays }),
    priority: demand.priority,
    channel: demand.channel,
    ...(locks.length > 0 && { lock: locks }),
  }
}
