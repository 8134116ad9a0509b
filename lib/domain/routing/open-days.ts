/**
 * The part of a planning problem that lies ahead once its first days are over: what was visited on those counts, and nothing
 * new comes onto them.
 *
 * Units   a *day* is an index into the days of the problem it belongs to; the open days count from 0 again.
 */
import { planCost } from './cost'
import type { Plan, PlanProblem, PlanRoute, PlanStore, Relaxation, Unplanned, VisitLock } from './problem'
import { scheduleStops } from './schedule'
import { legsOf } from './travel-table'

export type OpenDays = {
  /** What is left to plan. */
  readonly problem: PlanProblem
  /** All days. */
  readonly whole: PlanProblem
  /**
   * The plan of all days, of a plan for `problem`, with its cost in `whole`. Days that are over keep their order; they are
   * timed by the rules of now.
   */
  readonly complete: (plan: Plan) => Plan
}

/** `routes` visit stores of the problem only; its rules admit those visits of them that are over (before day `from`). */
export function openDays(given: PlanProblem, routes: readonly PlanRoute[], from: number): OpenDays {
  const over = routes.filter(({ day }) => day < from)
  const visited = new Map<string, number[]>()
  const visitedBy = new Map<string, string>()
  for (const { manager, day, stops } of over.toSorted((a, b) => a.day - b.day)) {
    for (const { store } of stops) {
      visited.set(store, [...(visited.get(store) ?? []), day])
      visitedBy.set(store, manager)
    }
  }
  const whole = {
    ...given,
    stores: given.stores.map((store) => withoutMissed(store, visited.get(store.id) ?? [], from)),
  }
  const { previous, ...rest } = whole
  const problem: PlanProblem = {
    ...rest,
    days: whole.days.slice(from),
    managers: whole.managers.map((manager) => ({
      ...manager,
      ...(manager.daysOff && { daysOff: ahead(manager.daysOff, from) }),
    })),
    stores: whole.stores.flatMap((store) => {
      const manager = visitedBy.get(store.id) ?? store.manager
      const known = manager === undefined ? store : { ...store, manager }
      return left(whole, known, visited.get(store.id) ?? [], from)
    }),
    ...(previous && {
      previous: {
        routes: previous.routes.filter(({ day }) => day >= from).map((route) => shift(route, -from)),
      },
    }),
  }
  return { problem, whole, complete: (plan) => complete(whole, over, plan, from) }
}

/** Of allowed sets of days those that were followed, without days that passed unvisited. */
function withoutMissed(store: PlanStore, visited: readonly number[], from: number): PlanStore {
  if (!store.patterns) return store
  const followed = store.patterns.filter((pattern) => visited.every((day) => pattern.includes(day)))
  const patterns = followed.map((pattern) => [...visited, ...pattern.filter((day) => day >= from)])
  return { ...store, patterns }
}

/** A store with the visits still owed to it; none if all were made. */
function left(whole: PlanProblem, store: PlanStore, visited: readonly number[], from: number): PlanStore[] {
  const { closedDays, lock = [], patterns, ...fields } = store
  const locks = lock.filter(({ day }) => day >= from).map((visit) => ({ ...visit, day: visit.day - from }))
  const open = {
    ...fields,
    ...(closedDays && { closedDays: ahead(closedDays, from) }),
    ...(locks.length > 0 && { lock: locks }),
  }
  if (patterns) {
    const rest = patterns
      .map((pattern) => ahead(pattern, from))
      .filter((pattern) => locks.every(({ day }) => pattern.includes(day)))
    return rest.some((pattern) => pattern.length === 0) ? [] : [{ ...open, patterns: rest }]
  }
  const visits = (store.visits ?? 0) - visited.length
  if (visits <= 0) return []
  const last = visited.length === 0 ? store.lastVisit : whole.days[Math.max(...visited)]!.date
  return [{ ...open, visits, ...(last !== undefined && { lastVisit: last }) }]
}

function complete(whole: PlanProblem, over: readonly PlanRoute[], plan: Plan, from: number): Plan {
  const stores = new Map(whole.stores.map((store) => [store.id, store]))
  const order = new Map(whole.managers.map((manager, k) => [manager.id, { manager, k }]))
  const travel = legsOf(whole)
  const held = over.map(({ manager, day, stops }) => {
    const visited = stops.map(({ store }) => stores.get(store)!)
    return scheduleStops(order.get(manager)!.manager, day, visited, travel).route
  })
  const routes = [...held, ...plan.routes.map((route) => shift(route, from))].sort(
    (a, b) => order.get(a.manager)!.k - order.get(b.manager)!.k || a.day - b.day,
  )
  const unplanned = plan.unplanned.map((visit) => explainedFrom(visit, from))
  const missing = new Map(unplanned.map(({ store, visits }) => [store, visits]))
  return { ...plan, routes, unplanned, cost: planCost(whole, routes, missing) }
}

function explainedFrom({ needs, ...visit }: Unplanned, from: number): Unplanned {
  if (!needs) return visit
  const { and, ...first } = needs
  return {
    ...visit,
    needs: {
      ...relaxedFrom(first, from),
      ...(and && { and: and.map((other) => relaxedFrom(other, from)) }),
    },
  }
}

/** Days named by a relaxation, counted from the first day again. */
function relaxedFrom(relaxation: Relaxation, by: number): Relaxation {
  const later = (value: unknown): unknown => {
    if (relaxation.field === 'lock') {
      return (value as readonly VisitLock[]).map((visit) => ({ ...visit, day: visit.day + by }))
    }
    if (relaxation.field === 'patterns') {
      return (value as readonly (readonly number[])[]).map((days) => days.map((day) => day + by))
    }
    return (value as readonly number[]).map((day) => day + by)
  }
  const isOfDays = ['closedDays', 'daysOff', 'patterns', 'lock'].includes(relaxation.field)
  return isOfDays ? { ...relaxation, from: later(relaxation.from), to: later(relaxation.to) } : relaxation
}

function ahead(days: readonly number[], from: number): number[] {
  return days.filter((day) => day >= from).map((day) => day - from)
}

function shift(route: PlanRoute, by: number): PlanRoute {
  return { ...route, day: route.day + by }
}
