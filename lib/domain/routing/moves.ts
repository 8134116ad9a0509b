/**
 * Every place in the week that a visit could take, with what it would change there: for showing the effect of a drop
 * before it happens, and the best slots.
 *
 * Units   whole seconds and metres, as changes against the plan as it stands; a *day* is an index into the problem's days.
 * Shape   for a visit in the plan `fromDay` is its day; for one that has no place yet it is undefined.
 */
import { type Breach, scheduleRoute } from './edit'
import type { Plan, PlanProblem, PlanRoute } from './problem'

export type VisitPlace = {
  readonly day: number
  /** Position in the day's order once the visit is out of it. */
  readonly position: number
  readonly arrive: number
  readonly deltaDriveSeconds: number
  readonly deltaDriveMeters: number
  readonly deltaWorkSeconds: number
  /** Breaches that the change brings, and those that it heals. */
  readonly brings: readonly Breach[]
  readonly heals: readonly Breach[]
}

type Routes = Pick<Plan, 'routes'>
export type VisitToPlace = {
  readonly manager: string
  readonly store: string
  readonly fromDay: number | undefined
}

/** All places on the given days, day by day in order. A day on which the store is visited already has none. */
export function placesFor(
  problem: PlanProblem,
  plan: Routes,
  visit: VisitToPlace,
  days: readonly number[],
): VisitPlace[] {
  const { manager, store, fromDay } = visit
  const before = new Map(
    [...new Set(fromDay === undefined ? days : [fromDay, ...days])].map((day) => [
      day,
      scheduleRoute(problem, manager, day, orderOf(plan, manager, day), plan),
    ]),
  )
  return days.flatMap((day) => {
    const order = orderOf(plan, manager, day).filter((id) => day !== fromDay || id !== store)
    if (order.includes(store)) return []
    return Array.from({ length: order.length + 1 }, (_, position) => {
      const after = placeVisit(problem, plan, visit, { day, position })
      const touched = after.routes.map((route) => before.get(route.day)!)
      const change = (of: (route: PlanRoute) => number) =>
        after.routes.reduce((sum, route) => sum + of(route), 0) -
        touched.reduce((sum, { route }) => sum + of(route), 0)
      const was = touched.flatMap(({ breaches }) => breaches)
      return {
        day,
        position,
        arrive: after.routes.at(-1)!.stops[position]!.arrive,
        deltaDriveSeconds: change(({ driveSeconds }) => driveSeconds),
        deltaDriveMeters: change(({ driveMeters }) => driveMeters),
        deltaWorkSeconds: change(({ workSeconds }) => workSeconds),
        brings: after.breaches.filter((breach) => !was.some((other) => isNoWorse(breach, other))),
        heals: was.filter((breach) => !after.breaches.some((other) => isOfSame(breach, other))),
      }
    })
  })
}

/** The days that change when a visit takes a place, its new day last. A day left empty has a route without stops. */
export function placeVisit(
  problem: PlanProblem,
  plan: Routes,
  { manager, store, fromDay }: VisitToPlace,
  to: { readonly day: number; readonly position: number },
): { routes: PlanRoute[]; breaches: Breach[] } {
  const left = (day: number) => orderOf(plan, manager, day).filter((id) => day !== fromDay || id !== store)
  const orders = new Map<number, readonly string[]>()
  if (fromDay !== undefined && fromDay !== to.day) orders.set(fromDay, left(fromDay))
  orders.set(to.day, left(to.day).toSpliced(to.position, 0, store))

  const others = plan.routes.filter((route) => route.manager !== manager || !orders.has(route.day))
  const changed = [...orders].map(([day, stores]) => bareRoute(manager, day, stores))
  const after = [...orders].map(([day, stores]) =>
    scheduleRoute(problem, manager, day, stores, { routes: [...others, ...changed] }),
  )
  return { routes: after.map(({ route }) => route), breaches: after.flatMap(({ breaches }) => breaches) }
}

/** The plan with changed days in the place of the old ones. */
export function withDays(plan: Routes, changed: readonly PlanRoute[]): PlanRoute[] {
  const isChanged = (route: PlanRoute) =>
    changed.some(({ manager, day }) => manager === route.manager && day === route.day)
  return [...plan.routes.filter((route) => !isChanged(route)), ...changed]
    .filter(({ stops }) => stops.length > 0)
    .sort((a, b) => a.day - b.day)
}

/** The best place of each day: fewest new breaches, then least working time. Best day first. */
export function bestPlaces(places: readonly VisitPlace[]): VisitPlace[] {
  const best = new Map<number, VisitPlace>()
  for (const place of places) {
    const held = best.get(place.day)
    if (!held || byEase(place, held) < 0) best.set(place.day, place)
  }
  return [...best.values()].sort(byEase)
}

function byEase(a: VisitPlace, b: VisitPlace): number {
  return (
    a.brings.length - b.brings.length ||
    a.deltaDriveSeconds - b.deltaDriveSeconds ||
    a.deltaWorkSeconds - b.deltaWorkSeconds ||
    a.day - b.day ||
    a.position - b.position
  )
}

function orderOf({ routes }: Routes, manager: string, day: number): string[] {
  const route = routes.find((one) => one.manager === manager && one.day === day)
  return route?.stops.map(({ store }) => store) ?? []
}

/** A route of which only the order is known yet. */
function bareRoute(manager: string, day: number, stores: readonly string[]): PlanRoute {
  const none = { arrive: 0, start: 0, leave: 0, driveSeconds: 0, driveMeters: 0 }
  const sums = { startTime: 0, endTime: 0, driveSeconds: 0, driveMeters: 0, workSeconds: 0 }
  return { manager, day, stops: stores.map((store) => ({ store, ...none })), break: null, ...sums }
}

/** A fault of the same kind, of the same visit or day. */
function isOfSame(a: Breach, b: Breach): boolean {
  return a.code === b.code && a.store === b.store && (a.store !== undefined || a.day === b.day)
}

function isNoWorse(breach: Breach, before: Breach): boolean {
  if (!isOfSame(breach, before)) return false
  return breach.code !== 'overtime' || breach.params.seconds! <= before.params.seconds!
}
