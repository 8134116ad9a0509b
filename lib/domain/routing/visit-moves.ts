/**
 * What planning again changed: which visits went from where to where, and why.
 *
 * The visits of a store before and after are matched in the order of their days, once those that stayed are set aside.
 *
 * Units   a *day* is an index into the problem's days.
 */
import { PlanIndex } from './breaches'
import type { Plan, PlanProblem, PlanRoute, PlanStore } from './problem'

/** Why a visit could not stay; `chosen` if it could have, and moved because that makes the rest better. */
export const MOVE_REASONS = [
  'not-served',
  'day-off',
  'closed-day',
  'manager',
  'lock',
  'rhythm',
  'no-room',
  'not-due',
  'added',
  'chosen',
] as const
export type MoveReason = (typeof MOVE_REASONS)[number]

export type VisitOn = { readonly day: number; readonly manager: string }
export type VisitMove = {
  readonly store: string
  /** None for a visit that was added. */
  readonly from: VisitOn | undefined
  /** None for one that was left out. */
  readonly to: VisitOn | undefined
  readonly why: MoveReason
}

/** `problem` as it is now, with the locks that people set. By store, in the order of the old plan. */
export function visitMoves(
  problem: PlanProblem,
  before: readonly PlanRoute[],
  after: Pick<Plan, 'routes' | 'unplanned'>,
): VisitMove[] {
  const index = new PlanIndex(problem, after)
  const old = visitsByStore(before)
  const now = visitsByStore(after.routes)
  const unplanned = new Set(after.unplanned.map(({ store }) => store))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [left, joined] = apart(old.get(id) ?? [], now.get(id) ?? [])
    const store = index.stores.get(id)
    const pairs = Array.from({ length: Math.max(left.length, joined.length) }, (_, k) => ({
      store: id,
      from: left[k],
      to: joined[k],
    }))
    const forced = pairs.map(({ from, to }) => {
      if (!from) return 'added'
      if (!store) return 'not-served'
      return barrier(problem, store, from, to)
    })
    const isForced = forced.some((why) => why !== undefined && why !== 'added')
    return pairs.map((pair, k) => ({
      ...pair,
      why: forced[k] ?? chosen(index, pair, { isForced, isUnplanned: unplanned.has(id) }),
    }))
  })
}

/** What keeps a visit from its old day. */
function barrier(
  { managers }: PlanProblem,
  store: PlanStore,
  from: VisitOn,
  to: VisitOn | undefined,
): MoveReason | undefined {
  const isLocked = (visit: VisitOn) => store.lock?.some(({ day }) => day === visit.day) ?? false
  const manager = managers.find(({ id }) => id === from.manager)
  if (!manager || (store.manager !== undefined && store.manager !== from.manager)) return 'manager'
  if (manager.daysOff?.includes(from.day)) return 'day-off'
  if (store.closedDays?.includes(from.day) && !isLocked(from)) return 'closed-day'
  return to && isLocked(to) && !isLocked(from) ? 'lock' : undefined
}

function chosen(
  index: PlanIndex,
  { store, from, to }: { store: string; from: VisitOn | undefined; to: VisitOn | undefined },
  { isForced, isUnplanned }: { isForced: boolean; isUnplanned: boolean },
): MoveReason {
  if (!to) return isUnplanned ? 'no-room' : 'not-due'
  const others = index.daysOf(store).filter((day) => day !== to.day)
  const stayed = [...others, from!.day].sort((a, b) => a - b)
  return isForced || index.rhythm(store, stayed, from!.manager).length > 0 ? 'rhythm' : 'chosen'
}

/** Visits of the first list without their like in the second, and the other way round. */
function apart(before: readonly VisitOn[], after: readonly VisitOn[]): [VisitOn[], VisitOn[]] {
  const without = (list: readonly VisitOn[], others: readonly VisitOn[]) =>
    list.filter(({ day, manager }) => !others.some((one) => one.day === day && one.manager === manager))
  return [without(before, after), without(after, before)]
}

function visitsByStore(routes: readonly PlanRoute[]): Map<string, VisitOn[]> {
  const visits = new Map<string, VisitOn[]>()
  for (const { manager, day, stops } of routes.toSorted((a, b) => a.day - b.day)) {
    for (const { store } of stops) visits.set(store, [...(visits.get(store) ?? []), { day, manager }])
  }
  return visits
}
