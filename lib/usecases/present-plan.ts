/**
 * The plan that stands when a week is planned again: which of its visits could stay, its routes on the days to plan, and
 * what became of them.
 *
 * Units   a *day* is an index into the working days that are planned.
 * Shape   stores are named by their retailers' ids as text.
 */
import {
  getCycle,
  listWeekPlans,
  type PlanCycleRecord,
  type ReplanRecord,
  type VisitLock,
} from '@/lib/db/plan-repository'
import type { ServedRetailerRecord } from '@/lib/db/served-retailer-repository'
import { type IsoDate, type IsoWeek, weekdayOf, weekOf } from '@/lib/domain/calendar/dates'
import type { Plan, PlanProblem, PlanRoute } from '@/lib/domain/routing/problem'
import { AGREED_LOCK_REASON } from '@/lib/domain/routing/service/agreed-day'
import { visitMoves } from '@/lib/domain/routing/visit-moves'

export type KeptVisit = {
  readonly day: number
  readonly lock: VisitLock | undefined
  /** Someone locked it, or it is made already. */
  readonly isHeld: boolean
}

export async function findPresentPlan(
  territoryId: number,
  week: string,
): Promise<PlanCycleRecord | undefined> {
  const [newest] = await listWeekPlans([territoryId], week)
  return newest ? getCycle(newest.cycleId) : undefined
}

/** By store id, the visits of the plan that stands which could be made as they are. */
export function keptVisits(
  kept: PlanCycleRecord | undefined,
  retailers: readonly ServedRetailerRecord[],
  { dates, datesOff, today }: Readonly<Record<'dates' | 'datesOff', readonly IsoDate[]>> & { today: IsoDate },
): Map<string, KeptVisit[]> {
  const served = new Map(retailers.map((retailer) => [retailer.id, retailer]))
  const found = new Map<string, KeptVisit[]>()
  for (const { date, visits } of kept?.days ?? []) {
    const day = dates.indexOf(date)
    if (day < 0 || datesOff.includes(date)) continue
    for (const { retailerId, locked, lockedBy, lockReason } of visits) {
      const retailer = served.get(retailerId)
      if (!retailer) continue
      const isByHand = locked && lockReason !== AGREED_LOCK_REASON // what is agreed is asked for anew
      const isMade = date < today || (date === today && retailer.lastVisit === today)
      const isHeld = isByHand || isMade
      if (!isHeld && retailer.closedWeekdays.includes(weekdayOf(date))) continue
      const lock = locked ? { by: lockedBy ?? '', reason: lockReason ?? '' } : undefined
      found.set(`${retailerId}`, [...(found.get(`${retailerId}`) ?? []), { day, lock, isHeld }])
    }
  }
  return found
}

export function filterVisits(
  visits: ReadonlyMap<string, readonly KeptVisit[]>,
  isWanted: (visit: KeptVisit) => boolean,
): Map<string, readonly KeptVisit[]> {
  return new Map([...visits].map(([store, list]) => [store, list.filter(isWanted)]))
}

export function daysOf(...visits: readonly (readonly KeptVisit[] | undefined)[]): number[] {
  return [...new Set(visits.flatMap((list) => list ?? []).map(({ day }) => day))]
}

/** The routes of a cycle on the days of another. */
export function routesOf(kept: PlanCycleRecord, dates: readonly IsoDate[], manager: string): PlanRoute[] {
  return kept.days.flatMap(({ date, visits, break: pause, startTime, endTime, ...sums }) => {
    const day = dates.indexOf(date)
    if (day < 0 || visits.length === 0) return []
    const { driveSeconds, driveMeters, workSeconds } = sums
    return {
      manager,
      day,
      stops: visits.map(({ retailerId, arrive, start, leave, driveSeconds, driveMeters }) => ({
        store: `${retailerId}`,
        arrive,
        start,
        leave,
        driveSeconds,
        driveMeters,
      })),
      break: pause,
      startTime: startTime ?? 0,
      endTime: endTime ?? 0,
      driveSeconds,
      driveMeters,
      workSeconds,
    }
  })
}

/** Of the visits that moved those that came from the week or into it; and how many it had. */
export function movesInWeek(
  week: IsoWeek,
  dates: readonly IsoDate[],
  problem: PlanProblem,
  before: readonly PlanRoute[],
  plan: Plan,
): Pick<ReplanRecord, 'visits' | 'moves'> {
  const isInWeek = (visit: { day: number } | undefined) => visit && weekOf(dates[visit.day]!) === week
  const dateOf = (visit: { day: number } | undefined) => (visit ? dates[visit.day]! : null)
  return {
    visits: before.filter(isInWeek).reduce((sum, { stops }) => sum + stops.length, 0),
    moves: visitMoves(problem, before, plan)
      .filter(({ from, to }) => isInWeek(from) || isInWeek(to))
      .map(({ store, from, to, why }) => ({
        retailerId: Number(store),
        from: dateOf(from),
        to: dateOf(to),
        why,
      })),
  }
}
