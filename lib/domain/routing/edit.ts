/**
 * Changing a plan by hand: what a new order of a day means, before it is dropped, and where one more visit fits best.
 *
 * A hand-made order always gets its times. Whatever it breaks is named as a breach, a stable code with parameters; the
 * person decides.
 *
 * Units   whole seconds of the day, whole metres; a *day* is an index into the problem's days.
 * Errors  `no-such-visit`, `already-visited` (a store is visited once a day at most).
 */
import { dayNumber } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import { planCost } from './cost'
import type { Plan, PlanManager, PlanProblem, PlanRoute, PlanStore, VisitLock } from './problem'
import { scheduleStops, type TravelBetween } from './schedule'
import { legsOf } from './travel-table'

export const BREACHES = [
  'window',
  'overtime',
  'closed-day',
  'day-off',
  'gap-short',
  'gap-long',
  'pattern',
  'visits-max',
  'lock',
  'manager',
] as const
export type Breach = {
  readonly code: (typeof BREACHES)[number]
  readonly manager: string
  readonly day: number
  readonly store?: string
  /** Seconds of overtime or past the window, days between visits, visits a day. */
  readonly params: Readonly<Record<string, number>>
}

export type ScheduledRoute = { readonly route: PlanRoute; readonly breaches: readonly Breach[] }

/** One day of a manager in a given order. `plan`, if given, tells of the stores' visits on other days. */
export function scheduleRoute(
  problem: PlanProblem,
  manager: string,
  day: number,
  stores: readonly string[],
  plan?: Pick<Plan, 'routes'>,
): ScheduledRoute {
  return new Editor(problem, plan).schedule(manager, day, stores)
}

export type Move = {
  readonly store: string
  readonly fromDay: number
  readonly toDay: number
  /** Position in the day's order once the store is out of it. */
  readonly position: number
}
export type MoveEffect = {
  readonly plan: Plan
  readonly deltaDriveSeconds: number
  readonly deltaDriveMeters: number
  /** Change of the working time of the days concerned. */
  readonly deltaWorkSeconds: number
  /** Of the days concerned, and of the gaps between the moved store's visits. */
  readonly breaches: readonly Breach[]
}
export type MoveFailure = { readonly code: 'no-such-visit' } | { readonly code: 'already-visited' }

export function effectOfMove(
  problem: PlanProblem,
  plan: Plan,
  { store, fromDay, toDay, position }: Move,
): Result<MoveEffect, MoveFailure> {
  const visits = (route: PlanRoute) => route.stops.some((stop) => stop.store === store)
  const from = plan.routes.find((route) => route.day === fromDay && visits(route))
  if (!from) return fail({ code: 'no-such-visit' })
  if (toDay !== fromDay && plan.routes.some((route) => route.day === toDay && visits(route))) {
    return fail({ code: 'already-visited' })
  }
  const to = plan.routes.find((route) => route.day === toDay && route.manager === from.manager)
  const left = storesOf(from).filter((id) => id !== store)
  const joined = toDay === fromDay ? left : storesOf(to)
  const orders = new Map([
    [fromDay, left],
    [toDay, joined.toSpliced(position, 0, store)],
  ])

  const before = plan.routes.filter(({ manager, day }) => manager === from.manager && orders.has(day))
  const others = plan.routes.filter((route) => !before.includes(route))
  const moved = [...others, ...[...orders].map(([day, stores]) => bareRoute(from.manager, day, stores))]
  const editor = new Editor(problem, { routes: moved })
  const after = [...orders].map(([day, stores]) => editor.schedule(from.manager, day, stores))
  const routes = [...others, ...after.map(({ route }) => route)].filter(({ stops }) => stops.length > 0)
  const difference = (of: (route: PlanRoute) => number) =>
    after.reduce((sum, { route }) => sum + of(route), 0) - before.reduce((sum, route) => sum + of(route), 0)
  return ok({
    plan: withRoutes(problem, plan, routes),
    deltaDriveSeconds: difference(({ driveSeconds }) => driveSeconds),
    deltaDriveMeters: difference(({ driveMeters }) => driveMeters),
    deltaWorkSeconds: difference(({ workSeconds }) => workSeconds),
    breaches: after.flatMap(({ breaches }) => breaches),
  })
}

export type Slot = {
  readonly manager: string
  readonly day: number
  readonly position: number
  readonly addedDriveSeconds: number
  readonly addedDriveMeters: number
  readonly addedWorkSeconds: number
  readonly addedOvertimeSeconds: number
  /** Only those that the visit brings. */
  readonly breaches: readonly Breach[]
}

/** Of each day without a visit of the store the best position for one more: fewest breaches, then least time. Best day first. */
export function bestSlots(problem: PlanProblem, plan: Pick<Plan, 'routes'>, store: string): Slot[] {
  const editor = new Editor(problem, plan)
  const visited = plan.routes.filter(({ stops }) => stops.some((stop) => stop.store === store))
  const fixed = problem.stores.find(({ id }) => id === store)?.manager ?? visited[0]?.manager
  const slots = problem.managers
    .filter(({ id }) => fixed === undefined || id === fixed)
    .flatMap(({ id: manager }) =>
      problem.days.flatMap((_, day) => {
        if (visited.some((route) => route.day === day)) return []
        return editor.bestSlot(manager, day, store)
      }),
    )
  return slots.sort(bySlot)
}

/**
 * The problem of planning again with the plan as it stands and some visits locked: everything else may move, at the price
 * `change` for each visit that is not where it was. Where a lock goes against the store's own rhythm or closed days, the
 * person who set it is right: the store's visits stay on the days of the plan (`exceptions` names such stores).
 */
export function replanProblem(
  problem: PlanProblem,
  plan: Pick<Plan, 'routes'>,
  locks: ReadonlyMap<string, readonly VisitLock[]>,
  change: number = problem.weights.change || CHANGE_PRICE,
): { problem: PlanProblem; exceptions: string[] } {
  const editor = new Editor(problem, plan)
  const exceptions: string[] = []
  const stores = problem.stores.map((store) => {
    const lock = locks.get(store.id)
    const { lock: _old, ...free } = store
    if (!lock || lock.length === 0) return free
    const locked = { ...free, lock }
    const breaches = editor.rhythmBreaches(store)
    const closed = store.closedDays?.filter((day) => lock.some((visit) => visit.day === day)) ?? []
    if (breaches.length === 0 && closed.length === 0) return locked
    exceptions.push(store.id)
    const { visits: _visits, gapDays: _gap, lastVisit: _last, ...rest } = locked
    return {
      ...rest,
      patterns: [editor.daysOf(store.id)],
      closedDays: (store.closedDays ?? []).filter((day) => !closed.includes(day)),
    }
  })
  const previous = { routes: plan.routes }
  return { problem: { ...problem, stores, previous, weights: { ...problem.weights, change } }, exceptions }
}

/** Seconds of driving that a visit left where it was is worth, if the problem does not say. */
const CHANGE_PRICE = 900

class Editor {
  private readonly problem: PlanProblem
  private readonly routes: readonly PlanRoute[]
  private readonly managers: ReadonlyMap<string, PlanManager>
  private readonly stores: ReadonlyMap<string, PlanStore>
  private readonly travel: TravelBetween

  constructor(problem: PlanProblem, plan: Pick<Plan, 'routes'> | undefined) {
    this.problem = problem
    this.routes = plan?.routes ?? []
    this.managers = new Map(problem.managers.map((manager) => [manager.id, manager]))
    this.stores = new Map(problem.stores.map((store) => [store.id, store]))
    this.travel = legsOf(problem)
  }

  schedule(managerId: string, day: number, storeIds: readonly string[]): ScheduledRoute {
    const manager = this.managers.get(managerId)!
    const stores = storeIds.map((id) => this.stores.get(id)!)
    const { route, late } = scheduleStops(manager, day, stores, this.travel)
    const at = { manager: managerId, day }
    const breaches: Breach[] = []
    for (const k of late) {
      const { start, leave } = route.stops[k]!
      breaches.push({ ...at, code: 'window', store: stores[k]!.id, params: { start, leave } })
    }
    const overtime = route.endTime - manager.shift[1]
    if (overtime > 0) breaches.push({ ...at, code: 'overtime', params: { seconds: overtime } })
    if (manager.daysOff?.includes(day) && stores.length > 0)
      breaches.push({ ...at, code: 'day-off', params: {} })
    if (manager.visitsMax !== undefined && stores.length > manager.visitsMax) {
      const params = { visits: stores.length, most: manager.visitsMax }
      breaches.push({ ...at, code: 'visits-max', params })
    }
    for (const [position, store] of stores.entries()) {
      breaches.push(...this.storeBreaches(store, managerId, day, position))
    }
    return { route, breaches }
  }

  bestSlot(manager: string, day: number, store: string): Slot[] {
    const order = storesOf(this.routes.find((route) => route.manager === manager && route.day === day))
    const before = this.schedule(manager, day, order)
    const slots = Array.from({ length: order.length + 1 }, (_, position): Slot => {
      const { route, breaches } = this.schedule(manager, day, order.toSpliced(position, 0, store))
      const overtime = (breachList: readonly Breach[]) =>
        breachList.find(({ code }) => code === 'overtime')?.params.seconds ?? 0
      const isNew = ({ code, store: of }: Breach) =>
        !before.breaches.some((breach) => breach.code === code && breach.store === of)
      return {
        manager,
        day,
        position,
        addedDriveSeconds: route.driveSeconds - before.route.driveSeconds,
        addedDriveMeters: route.driveMeters - before.route.driveMeters,
        addedWorkSeconds: route.workSeconds - before.route.workSeconds,
        addedOvertimeSeconds: overtime(breaches) - overtime(before.breaches),
        breaches: [...breaches.filter(isNew), ...this.gapBreaches(this.stores.get(store)!, day)],
      }
    })
    return slots.sort(bySlot).slice(0, 1)
  }

  /** Days on which the plan visits a store, ascending. */
  daysOf(store: string): number[] {
    return this.routes
      .filter(({ stops }) => stops.some((stop) => stop.store === store))
      .map(({ day }) => day)
      .sort((a, b) => a - b)
  }

  /** What is wrong with the days of a store as the plan has them. */
  rhythmBreaches(store: PlanStore): Breach[] {
    return this.daysOf(store.id).flatMap((day) => this.gapBreaches(store, day))
  }

  private storeBreaches(store: PlanStore, manager: string, day: number, position: number): Breach[] {
    const at = { manager, day, store: store.id, params: {} }
    const breaches: Breach[] = []
    if (store.closedDays?.includes(day)) breaches.push({ ...at, code: 'closed-day' })
    if (store.manager !== undefined && store.manager !== manager) breaches.push({ ...at, code: 'manager' })
    const lock = store.lock?.find((visit) => visit.day === day)
    const isKept =
      !lock ||
      ((lock.manager === undefined || lock.manager === manager) &&
        (lock.position === undefined || lock.position === position))
    if (!isKept) breaches.push({ ...at, code: 'lock' })
    const days = this.daysOf(store.id)
    if (days.includes(day)) {
      for (const other of store.lock ?? []) {
        if (!days.includes(other.day)) {
          breaches.push({ ...at, code: 'lock', params: { day: other.day } })
        }
      }
      breaches.push(...this.gapBreaches(store, day))
    }
    return breaches
  }

  /** Gaps from a visit on `day` to the visits before and after it in the plan. */
  private gapBreaches(store: PlanStore, day: number): Breach[] {
    const manager = this.routes.find(({ stops }) => stops.some((stop) => stop.store === store.id))?.manager
    const at = { manager: manager ?? store.manager ?? '', day, store: store.id }
    const days = [...new Set([...this.daysOf(store.id), day])].sort((a, b) => a - b)
    if (store.patterns) {
      const isAllowed = store.patterns.some((pattern) => days.every((visit) => pattern.includes(visit)))
      return isAllowed ? [] : [{ ...at, code: 'pattern', params: {} }]
    }
    if (!store.gapDays) return []
    const [least, most] = store.gapDays
    const dateOf = (index: number) => dayNumber(this.problem.days[index]!.date)
    const k = days.indexOf(day)
    const before =
      k > 0 ? dateOf(days[k - 1]!) : store.lastVisit === undefined ? undefined : dayNumber(store.lastVisit)
    const after = k < days.length - 1 ? dateOf(days[k + 1]!) : undefined
    const gaps = [
      ...(before === undefined ? [] : [dateOf(day) - before]),
      ...(after === undefined ? [] : [after - dateOf(day)]),
    ]
    return gaps.flatMap((gap): Breach[] => {
      if (gap < least) return [{ ...at, code: 'gap-short', params: { gap, least } }]
      return gap > most ? [{ ...at, code: 'gap-long', params: { gap, most } }] : []
    })
  }
}

const bySlot = (a: Slot, b: Slot) =>
  a.breaches.length - b.breaches.length ||
  a.addedOvertimeSeconds - b.addedOvertimeSeconds ||
  a.addedDriveSeconds - b.addedDriveSeconds ||
  a.addedWorkSeconds - b.addedWorkSeconds ||
  a.day - b.day

function storesOf(route: PlanRoute | undefined): string[] {
  return route?.stops.map(({ store }) => store) ?? []
}

/** A route of which only the order is known yet. */
function bareRoute(manager: string, day: number, stores: readonly string[]): PlanRoute {
  const none = { arrive: 0, start: 0, leave: 0, driveSeconds: 0, driveMeters: 0 }
  return {
    manager,
    day,
    stops: stores.map((store) => ({ store, ...none })),
    break: null,
    startTime: 0,
    endTime: 0,
    driveSeconds: 0,
    driveMeters: 0,
    workSeconds: 0,
  }
}

function withRoutes(problem: PlanProblem, plan: Plan, routes: readonly PlanRoute[]): Plan {
  const order = new Map(problem.managers.map(({ id }, k) => [id, k]))
  const sorted = routes.toSorted((a, b) => order.get(a.manager)! - order.get(b.manager)! || a.day - b.day)
  const missing = new Map(plan.unplanned.map(({ store, visits }) => [store, visits]))
  return { ...plan, routes: sorted, cost: planCost(problem, sorted, missing) }
}
