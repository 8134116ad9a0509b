/**
 * Changing a plan by hand: every place that a visit could take, with what it would change there, for showing the effect of
 * a drop before it happens, and the best slots of a store.
 *
 * Changes are the difference of two timings of the days concerned, before and after, each as early and as short as its
 * order admits.
 *
 * Units   whole seconds and metres, as changes against the plan as it stands; a *day* is an index into the problem's days.
 * Shape   for a visit in the plan `fromDay` is its day; for one that has no place yet it is undefined.
 * Errors  `no-such-visit`, `already-visited` (a store is visited once a day at most).
 */
import { fail, ok, type Result } from '@/lib/domain/result'
import { type Breach, PlanIndex, type ScheduledDay } from './breaches'
import { planCost } from './cost'
import type { Plan, PlanProblem, PlanRoute } from './problem'

type Routes = Pick<Plan, 'routes'>
export type VisitToPlace = {
  readonly manager: string
  readonly store: string
  readonly fromDay: number | undefined
}
export type VisitPlace = {
  readonly manager: string
  readonly day: number
  /** Position in the day's order once the visit is out of it. */
  readonly position: number
  readonly arrive: number
  readonly deltaDriveSeconds: number
  readonly deltaDriveMeters: number
  /** Change of the working time of the days concerned. */
  readonly deltaWorkSeconds: number
  /** Change of the time that visits lie past their windows, and that days lie past their shifts. */
  readonly deltaLateSeconds: number
  readonly deltaOvertimeSeconds: number
  /** Breaches that the change brings, and those that it heals. */
  readonly brings: readonly Breach[]
  readonly heals: readonly Breach[]
}

export type Move = {
  readonly store: string
  readonly fromDay: number
  readonly toDay: number
  /** Position in the day's order once the store is out of it. */
  readonly position: number
}
export type MoveEffect = VisitPlace & { readonly plan: Plan }
export type MoveFailure = { readonly code: 'no-such-visit' } | { readonly code: 'already-visited' }

export function effectOfMove(
  problem: PlanProblem,
  plan: Plan,
  { store, fromDay, toDay, position }: Move,
): Result<MoveEffect, MoveFailure> {
  const index = new PlanIndex(problem, plan)
  const manager = index.managerOf(store)
  if (manager === undefined || !index.daysOf(store).includes(fromDay)) return fail({ code: 'no-such-visit' })
  if (toDay !== fromDay && index.daysOf(store).includes(toDay)) return fail({ code: 'already-visited' })
  const { place, routes } = new Placing(index, { manager, store, fromDay }).at(toDay, position)
  return ok({ ...place, plan: withCost(problem, plan, withDays(plan, routes)) })
}

/** Of each day without a visit of the store the best place for one more, best day first. */
export function bestSlots(problem: PlanProblem, plan: Routes, store: string): VisitPlace[] {
  const index = new PlanIndex(problem, plan)
  const fixed = index.stores.get(store)?.manager ?? index.managerOf(store)
  const days = problem.days.keys().toArray()
  const places = problem.managers
    .filter(({ id }) => fixed === undefined || id === fixed)
    .flatMap(({ id: manager }) => bestPlaces(allPlaces(index, { manager, store, fromDay: undefined }, days)))
  return places.sort(byEase)
}

/** All places on the given days, day by day in order. A day on which the store is visited already has none. */
export function placesFor(
  problem: PlanProblem,
  plan: Routes,
  visit: VisitToPlace,
  days: readonly number[],
): VisitPlace[] {
  return allPlaces(new PlanIndex(problem, plan), visit, days)
}

/** The best place of each day, by `byEase`. Best day first. */
export function bestPlaces(places: readonly VisitPlace[]): VisitPlace[] {
  const best = new Map<number, VisitPlace>()
  for (const place of places) {
    const held = best.get(place.day)
    if (!held || byEase(place, held) < 0) best.set(place.day, place)
  }
  return [...best.values()].sort(byEase)
}

/** The days that change when a visit takes a place, its new day last. A day left empty has a route without stops. */
export function placeVisit(
  problem: PlanProblem,
  plan: Routes,
  visit: VisitToPlace,
  to: { readonly day: number; readonly position: number },
): PlanRoute[] {
  return new Placing(new PlanIndex(problem, plan), visit).at(to.day, to.position).routes
}

/** The plan with changed days in the place of the old ones. */
export function withDays({ routes }: Routes, changed: readonly PlanRoute[]): PlanRoute[] {
  const isChanged = (route: PlanRoute) =>
    changed.some(({ manager, day }) => manager === route.manager && day === route.day)
  return [...routes.filter((route) => !isChanged(route)), ...changed]
    .filter(({ stops }) => stops.length > 0)
    .sort((a, b) => a.day - b.day)
}

/** Fewest breaches first, then least lateness and overtime, least driving, least working time, earliest. */
export function byEase(a: VisitPlace, b: VisitPlace): number {
  const late = ({ deltaLateSeconds, deltaOvertimeSeconds }: VisitPlace) =>
    deltaLateSeconds + deltaOvertimeSeconds
  return (
    a.brings.length - b.brings.length ||
    late(a) - late(b) ||
    a.deltaDriveSeconds - b.deltaDriveSeconds ||
    a.deltaWorkSeconds - b.deltaWorkSeconds ||
    a.day - b.day ||
    a.position - b.position
  )
}

function allPlaces(index: PlanIndex, visit: VisitToPlace, days: readonly number[]): VisitPlace[] {
  const placing = new Placing(index, visit)
  const visited = index.daysOf(visit.store)
  return days.flatMap((day) => {
    if (day !== visit.fromDay && visited.includes(day)) return []
    const count = placing.orderWithout(day).length + 1
    return Array.from({ length: count }, (_, position) => placing.at(day, position).place)
  })
}

/** One visit tried in many places: what does not depend on the place is timed once. */
class Placing {
  private readonly index: PlanIndex
  private readonly visit: VisitToPlace
  private readonly before = new Map<number, ScheduledDay>()
  private readonly otherDays: readonly number[]
  private readonly rhythmBefore: readonly Breach[]
  private left: ScheduledDay | undefined

  constructor(index: PlanIndex, visit: VisitToPlace) {
    const { manager, store, fromDay } = visit
    this.index = index
    this.visit = visit
    this.otherDays = index.daysOf(store).filter((day) => day !== fromDay)
    this.rhythmBefore = index.rhythm(store, index.daysOf(store), manager)
  }

  orderWithout(day: number): readonly string[] {
    const { manager, store, fromDay } = this.visit
    const order = this.index.orderOf(manager, day)
    return day === fromDay ? order.filter((id) => id !== store) : order
  }

  /** A position after the last stop is the last. */
  at(day: number, wanted: number): { place: VisitPlace; routes: PlanRoute[] } {
    const { manager, store, fromDay } = this.visit
    const order = this.orderWithout(day)
    const position = Math.min(wanted, order.length)
    const joined = this.index.schedule(manager, day, order.toSpliced(position, 0, store))
    const leaves = fromDay !== undefined && fromDay !== day
    const after = leaves ? [this.dayLeft(fromDay), joined] : [joined]
    const before = (leaves ? [fromDay, day] : [day]).map((one) => this.dayBefore(one))
    const change = (of: (scheduled: ScheduledDay) => number) =>
      after.reduce((sum, one) => sum + of(one), 0) - before.reduce((sum, one) => sum + of(one), 0)

    const days = [...this.otherDays, day].sort((a, b) => a - b)
    const was = [...before.flatMap(({ breaches }) => breaches), ...this.rhythmBefore]
    const is = [...after.flatMap(({ breaches }) => breaches), ...this.index.rhythm(store, days, manager)]
    return {
      routes: after.map(({ route }) => route),
      place: {
        manager,
        day,
        position,
        arrive: joined.route.stops[position]!.arrive,
        deltaDriveSeconds: change(({ route }) => route.driveSeconds),
        deltaDriveMeters: change(({ route }) => route.driveMeters),
        deltaWorkSeconds: change(({ route }) => route.workSeconds),
        deltaLateSeconds: change(({ lateSeconds }) => lateSeconds),
        deltaOvertimeSeconds: change(({ overtimeSeconds }) => overtimeSeconds),
        brings: without(is, was, isNoWorse),
        heals: without(was, is, isOfSame),
      },
    }
  }

  private dayBefore(day: number): ScheduledDay {
    const known = this.before.get(day)
    if (known) return known
    const { manager } = this.visit
    const scheduled = this.index.schedule(manager, day, this.index.orderOf(manager, day))
    this.before.set(day, scheduled)
    return scheduled
  }

  private dayLeft(day: number): ScheduledDay {
    this.left ??= this.index.schedule(this.visit.manager, day, this.orderWithout(day))
    return this.left
  }
}

/** Breaches of the first list but for those that have a counterpart, each its own, in the second. */
function without(
  breaches: readonly Breach[],
  others: readonly Breach[],
  isCounterpart: (breach: Breach, other: Breach) => boolean,
): Breach[] {
  const open = [...others]
  return breaches.filter((breach) => {
    const k = open.findIndex((other) => isCounterpart(breach, other))
    if (k >= 0) open.splice(k, 1)
    return k < 0
  })
}

/** A fault of the same kind, of the same visit or day. */
function isOfSame(a: Breach, b: Breach): boolean {
  return a.code === b.code && a.store === b.store && (a.store !== undefined || a.day === b.day)
}

function isNoWorse(breach: Breach, before: Breach): boolean {
  return isOfSame(breach, before) && weightOf(breach) <= weightOf(before)
}

/** How far a rule is broken, in the unit of its code. */
function weightOf({ code, params }: Breach): number {
  const { late = 0, seconds = 0, gap = 0, least = 0, most = 0, visits = 0 } = params
  if (code === 'window') return late
  if (code === 'overtime') return seconds
  if (code === 'visits-max') return visits
  return code === 'gap-short' ? least - gap : gap - most
}

function withCost(problem: PlanProblem, plan: Plan, routes: readonly PlanRoute[]): Plan {
  const order = new Map(problem.managers.map(({ id }, k) => [id, k]))
  const sorted = routes.toSorted((a, b) => order.get(a.manager)! - order.get(b.manager)! || a.day - b.day)
  const missing = new Map(plan.unplanned.map(({ store, visits }) => [store, visits]))
  return { ...plan, routes: sorted, cost: planCost(problem, sorted, missing) }
}
