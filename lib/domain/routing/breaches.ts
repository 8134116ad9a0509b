/**
 * What a day in a given order means: its times, and every rule that it breaks. A plan is looked through once, so that
 * many orders of its days can be tried.
 *
 * A hand-made order always gets its times. Whatever it breaks is named as a breach, a stable code with parameters; the
 * person decides.
 *
 * Units   whole seconds of the day, whole metres; a *day* is an index into the problem's days.
 */
import { dayNumber } from '@/lib/domain/calendar/dates'
import type { Plan, PlanManager, PlanProblem, PlanRoute, PlanStore } from './problem'
import { scheduleStops, type TravelBetween } from './schedule'
import { legsOf } from './travel-table'

export type Breach = {
  readonly code:
    | 'window'
    | 'overtime'
    | 'closed-day'
    | 'day-off'
    | 'gap-short'
    | 'gap-long'
    | 'pattern'
    | 'visits-max'
    | 'lock'
    | 'manager'
  readonly manager: string
  readonly day: number
  readonly store?: string
  /** Seconds of overtime or past the window, days between visits, visits a day. */
  readonly params: Readonly<Record<string, number>>
}

export type ScheduledDay = {
  readonly route: PlanRoute
  /** Of the day and of its visits, but for what their other days have to do with it. */
  readonly breaches: readonly Breach[]
  /** Seconds that visits lie past the last window they missed, and that the day lies past its shift. */
  readonly lateSeconds: number
  readonly overtimeSeconds: number
}

/** Of a gap `since` is the earlier day, if the plan has that. */
type RhythmBreach = Breach & { readonly since?: number }

export class PlanIndex {
  readonly problem: PlanProblem
  readonly stores: ReadonlyMap<string, PlanStore>
  private readonly managers: ReadonlyMap<string, PlanManager>
  private readonly dates: readonly number[]
  private readonly travel: TravelBetween
  private readonly orders = new Map<string, readonly string[]>()
  private readonly visits = new Map<string, { readonly manager: string; readonly days: number[] }>()

  constructor(problem: PlanProblem, plan: Pick<Plan, 'routes'>) {
    this.problem = problem
    this.stores = new Map(problem.stores.map((store) => [store.id, store]))
    this.managers = new Map(problem.managers.map((manager) => [manager.id, manager]))
    this.dates = problem.days.map(({ date }) => dayNumber(date))
    this.travel = legsOf(problem)
    for (const { manager, day, stops } of plan.routes.toSorted((a, b) => a.day - b.day)) {
      const order = stops.map(({ store }) => store)
      this.orders.set(`${day} ${manager}`, order)
      for (const store of order) {
        const known = this.visits.get(store)
        if (known) known.days.push(day)
        else this.visits.set(store, { manager, days: [day] })
      }
    }
  }

  orderOf(manager: string, day: number): readonly string[] {
    return this.orders.get(`${day} ${manager}`) ?? []
  }

  /** Days on which the plan visits a store, ascending. */
  daysOf(store: string): readonly number[] {
    return this.visits.get(store)?.days ?? []
  }

  /** Who visits a store in the plan. */
  managerOf(store: string): string | undefined {
    return this.visits.get(store)?.manager
  }

  /** One day of a manager in a given order; the plan's other days play no part. */
  schedule(managerId: string, day: number, storeIds: readonly string[]): ScheduledDay {
    const manager = this.managers.get(managerId)!
    const stores = storeIds.map((id) => this.stores.get(id)!)
    const { route, late } = scheduleStops(manager, day, stores, this.travel)
    const at = { manager: managerId, day }
    const breaches: Breach[] = []
    let lateSeconds = 0
    for (const k of late) {
      const { start, leave } = route.stops[k]!
      const seconds = Math.max(0, leave - Math.max(...stores[k]!.windows!.map(([, close]) => close)))
      lateSeconds += seconds
      breaches.push({ ...at, code: 'window', store: stores[k]!.id, params: { start, leave, late: seconds } })
    }
    const overtimeSeconds = Math.max(0, route.endTime - manager.shift[1])
    if (overtimeSeconds > 0) breaches.push({ ...at, code: 'overtime', params: { seconds: overtimeSeconds } })
    if (manager.daysOff?.includes(day) && stores.length > 0) {
      breaches.push({ ...at, code: 'day-off', params: {} })
    }
    if (manager.visitsMax !== undefined && stores.length > manager.visitsMax) {
      const params = { visits: stores.length, most: manager.visitsMax }
      breaches.push({ ...at, code: 'visits-max', params })
    }
    for (const [position, store] of stores.entries()) {
      breaches.push(...visitBreaches(store, managerId, day, position))
    }
    return { route, breaches, lateSeconds, overtimeSeconds }
  }

  /**
   * What is wrong with a set of days, ascending, for a store: locks left, gaps too short or too long, no allowed set.
   * A gap is told at its later day.
   */
  rhythm(id: string, days: readonly number[], manager: string): RhythmBreach[] {
    const store = this.stores.get(id)!
    const at = { manager, store: id }
    if (days.length === 0) return []
    const left = (store.lock ?? []).filter(({ day }) => !days.includes(day))
    const locks = left.map(({ day }): Breach => ({ ...at, day, code: 'lock', params: { day } }))
    if (store.patterns) {
      const locked = (store.lock ?? []).map(({ day }) => day)
      const isAllowed = store.patterns.some((pattern) =>
        [...days, ...locked].every((day) => pattern.includes(day)),
      )
      return isAllowed ? locks : [...locks, { ...at, day: days[0]!, code: 'pattern', params: {} }]
    }
    if (!store.gapDays) return locks
    const [least, most] = store.gapDays
    const gaps = days.flatMap((day, k): RhythmBreach[] => {
      const since = days[k - 1]
      const before =
        since !== undefined
          ? this.dates[since]
          : store.lastVisit === undefined
            ? undefined
            : dayNumber(store.lastVisit)
      if (before === undefined) return []
      const gap = this.dates[day]! - before
      const from = since === undefined ? {} : { since }
      if (gap < least) return [{ ...at, day, ...from, code: 'gap-short', params: { gap, least } }]
      return gap > most ? [{ ...at, day, ...from, code: 'gap-long', params: { gap, most } }] : []
    })
    return [...locks, ...gaps]
  }

  /** Every breach of a planned day, those of its visits' other days with it. */
  breachesOn(manager: string, day: number): Breach[] {
    const order = this.orderOf(manager, day)
    const rhythms = order.flatMap((store) =>
      this.rhythm(store, this.daysOf(store), manager)
        .filter((breach) => breach.code === 'lock' || breach.code === 'pattern' || touches(breach, day))
        .map(({ since: _since, ...breach }) => ({ ...breach, day })),
    )
    return [...this.schedule(manager, day, order).breaches, ...rhythms]
  }
}

const touches = ({ day, since }: { day: number; since?: number }, on: number) => day === on || since === on

function visitBreaches(store: PlanStore, manager: string, day: number, position: number): Breach[] {
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
  return breaches
}
