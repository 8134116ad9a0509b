/**
 * Locks of a week plan: a visit held to its day, by whom and why. They live on the planned visits; the planning problem
 * gets them as they stand now, in place of those that it was solved with.
 *
 * Shape   a map by `retailer:day`.
 */
import type { PlanCycleRecord, PlannedVisitRecord, VisitLock } from '@/lib/db/plan-repository'
import type { PlanProblem } from '@/lib/domain/routing/problem'

export type Locks = Map<string, VisitLock>

export function visitKey(retailerId: number | string, day: number): string {
  return `${retailerId}:${day}`
}

/** Visits of a cycle with the day they stand on. */
export function visitsOf(cycle: PlanCycleRecord): { day: number; visit: PlannedVisitRecord }[] {
  return cycle.days.flatMap(({ dayIndex, visits }) => visits.map((visit) => ({ day: dayIndex, visit })))
}

export function locksOf(cycle: PlanCycleRecord): Locks {
  return new Map(
    visitsOf(cycle)
      .filter(({ visit }) => visit.locked)
      .map(({ day, visit }) => [
        visitKey(visit.retailerId, day),
        { by: visit.lockedBy ?? '', reason: visit.lockReason ?? '' },
      ]),
  )
}

export function lockedBy(problem: PlanProblem, locks: ReadonlyMap<string, VisitLock>): PlanProblem {
  const days = new Map<string, { day: number }[]>()
  for (const key of locks.keys()) {
    const [store, day] = key.split(':') as [string, string]
    days.set(store, [...(days.get(store) ?? []), { day: Number(day) }])
  }
  const stores = problem.stores.map(({ lock: _lock, ...store }) => {
    const lock = days.get(store.id)
    return lock ? { ...store, lock } : store
  })
  return { ...problem, stores }
}
