/**
 * Planning again what is planned already, after something changed: a manager is ill, a shop is closed, a visit is added.
 *
 * How much of the rest may move is the caller's choice. `must`: what can stay on its day and with its manager stays; a
 * visit that cannot is planned anew, and if no day then fits between the other visits of its shop, those with it. `little`:
 * everything may move, at the price of `MOVE_PRICE` a visit. `free`: as if planned for the first time. Locked visits stay in
 * all of them, and so do days that are over, in their order; nothing new comes onto such days.
 *
 * A person who locks a visit on a closed day or against the rhythm of its shop is right: the day is opened for it, the gaps
 * are stretched as little as it takes, first to longer ones. The same goes for a hand-made plan of which everything stays.
 *
 * Units   a *day* is an index into the problem's days; gaps in calendar days.
 */
import { dayNumber } from '@/lib/domain/calendar/dates'
import { type OpenDays, openDays } from './open-days'
import type { Plan, PlanProblem, PlanRoute, PlanStore, VisitLock } from './problem'
import { canPlaceVisits } from './service/place-visits'

export const FREEDOMS = ['must', 'little', 'free'] as const
export type Freedom = (typeof FREEDOMS)[number]

/** Seconds of driving that a visit left where it was is worth to `little`. */
export const MOVE_PRICE = 900

/** In highest priorities: more than the room of one visit could ever be worth to others. */
const HELD_PRIORITY = 100

export type PlanChange = {
  readonly daysOff?: readonly { readonly manager: string; readonly day: number }[]
  /** Of one day, or from that day on. */
  readonly closed?: readonly { readonly store: string; readonly day: number; readonly onwards?: boolean }[]
  /** New stores, or known ones with other fields such as one visit more; travel must know their places. */
  readonly stores?: readonly PlanStore[]
}

/** The problem after a change. Locks on days that are no longer worked or open are gone. */
export function changeProblem(problem: PlanProblem, change: PlanChange): PlanProblem {
  const given = new Map(change.stores?.map((store) => [store.id, store]))
  const known = problem.stores.map((store) => given.get(store.id) ?? store)
  const added = [...given.values()].filter(({ id }) => !problem.stores.some((store) => store.id === id))
  const managers = problem.managers.map((manager) => {
    const off = change.daysOff?.filter((day) => day.manager === manager.id).map(({ day }) => day) ?? []
    return off.length === 0 ? manager : { ...manager, daysOff: ascending(manager.daysOff ?? [], off) }
  })
  const stores = [...known, ...added].map((store) => {
    const closed = (change.closed ?? [])
      .filter((one) => one.store === store.id)
      .flatMap(({ day, onwards }) => (onwards ? range(day, problem.days.length - 1) : [day]))
    const isOff = ({ day, manager = store.manager }: VisitLock) =>
      managers.some(({ id, daysOff }) => id === manager && daysOff?.includes(day))
    const { lock = [], ...rest } = store
    const kept = lock.filter((visit) => !closed.includes(visit.day) && !isOff(visit))
    return {
      ...rest,
      ...(closed.length > 0 && { closedDays: ascending(store.closedDays ?? [], closed) }),
      ...(kept.length > 0 && { lock: kept }),
    }
  })
  return { ...problem, managers, stores }
}

/** `problem` as things stand now, `plan` as it was made before; days before `from` are over. */
export function replanProblem(
  problem: PlanProblem,
  plan: Pick<Plan, 'routes'>,
  { freedom, from = 0 }: { readonly freedom: Freedom; readonly from?: number },
): OpenDays {
  const routes = knownRoutes(problem, plan, from)
  const before = visitsOf(routes)
  const stores = problem.stores.map((store) =>
    held(problem, store, before.get(store.id) ?? [], { keepsAll: freedom === 'must', from }),
  )
  const change = freedom === 'free' ? problem.weights.change : Math.max(problem.weights.change, MOVE_PRICE)
  const { previous: _previous, ...rest } = problem
  const whole: PlanProblem = {
    ...rest,
    stores,
    weights: { ...problem.weights, change },
    ...(change > 0 && { previous: { routes } }),
  }
  const open = openDays(whole, routes, from)
  return freedom === 'must' ? { ...open, problem: withHeldFirst(open.problem) } : open
}

/** Shops of which every visit is held come before all others, so that none of them gives way where room is short. */
function withHeldFirst(problem: PlanProblem): PlanProblem {
  const most = Math.max(1, ...problem.stores.map(({ priority = 1 }) => priority))
  const isHeld = ({ lock = [], patterns, visits = 0 }: PlanStore) => {
    const days = lock.map(({ day }) => day)
    const owed = patterns
      ? Math.min(...patterns.filter((set) => days.every((day) => set.includes(day))).map((set) => set.length))
      : visits
    return days.length > 0 && days.length === owed
  }
  const stores = problem.stores.map((store) =>
    isHeld(store) ? { ...store, priority: (store.priority ?? 1) + HELD_PRIORITY * most } : store,
  )
  return { ...problem, stores }
}

type Visit = { readonly day: number; readonly manager: string }

/** By store, ascending by day. */
function visitsOf(routes: readonly PlanRoute[]): Map<string, Visit[]> {
  const visits = new Map<string, Visit[]>()
  for (const { manager, day, stops } of routes.toSorted((a, b) => a.day - b.day)) {
    for (const { store } of stops) visits.set(store, [...(visits.get(store) ?? []), { day, manager }])
  }
  return visits
}

/** Routes without the stores and managers that are gone; on a day off that is over nobody was visited. */
function knownRoutes(
  { stores, managers }: PlanProblem,
  { routes }: Pick<Plan, 'routes'>,
  from: number,
): PlanRoute[] {
  const known = new Set(stores.map(({ id }) => id))
  const daysOff = new Map(managers.map(({ id, daysOff = [] }) => [id, daysOff]))
  return routes
    .filter(
      ({ manager, day }) => daysOff.has(manager) && !(day < from && daysOff.get(manager)!.includes(day)),
    )
    .map((route) => ({ ...route, stops: route.stops.filter(({ store }) => known.has(store)) }))
    .filter(({ stops }) => stops.length > 0)
}

/** A store with locks for the visits that stay, and with rules that admit them. */
function held(
  problem: PlanProblem,
  store: PlanStore,
  before: readonly Visit[],
  { keepsAll, from }: { readonly keepsAll: boolean; readonly from: number },
): PlanStore {
  const locks = (store.lock ?? []).filter(({ day }) => day >= from)
  const over = before.filter(({ day }) => day < from)
  const open = before.filter(({ day }) => day >= from)
  const staying = keepsAll ? open.filter((visit) => canStay(problem, store, visit)) : []
  const isForced = staying.length < open.length
  const asBefore = { ...store, ...(before[0] && { manager: before[0].manager }) }
  const holdsAll = !isForced || fits(problem, asBefore, daysOf(over, locks, staying), from)
  const kept = holdsAll ? staying.filter(({ day }) => locks.every((lock) => lock.day !== day)) : []
  const days = daysOf(over, locks, kept)
  const lock = [...locks, ...kept]
  const { lock: _lock, ...rest } = fits(problem, store, days, from) ? store : bent(problem, store, days, from)
  return lock.length === 0 ? rest : { ...rest, lock }
}

function canStay({ managers }: PlanProblem, store: PlanStore, { day, manager }: Visit): boolean {
  const isOff = managers.some(({ id, daysOff }) => id === manager && daysOff?.includes(day))
  const isLocked = store.lock?.some((lock) => lock.day === day) ?? false
  const isOther = store.manager !== undefined && store.manager !== manager
  return !isOff && !isOther && (isLocked || !store.closedDays?.includes(day))
}

/** Is there a choice of days for all visits of a store that has the given ones, ascending, among them? */
function fits(problem: PlanProblem, store: PlanStore, days: readonly number[], from: number): boolean {
  const closed = (store.closedDays ?? []).filter((day) => day >= from)
  if (closed.some((day) => days.includes(day))) return false
  if (store.patterns) return store.patterns.some((pattern) => days.every((day) => pattern.includes(day)))
  const { visits = 0, gapDays, lastVisit, manager } = store
  if (days.length > visits) return false
  if (!gapDays || days.length === 0) return true
  const off = problem.managers.find(({ id }) => id === manager)?.daysOff ?? []
  const barred = [...off, ...range(0, from - 1)].filter((day) => !days.includes(day))
  return canPlaceVisits({
    dates: problem.days.map(({ date }) => dayNumber(date)),
    closed: ascending(closed, barred),
    locked: days,
    visits,
    least: gapDays[0],
    most: gapDays[1],
    ...(lastVisit !== undefined && { anchor: dayNumber(lastVisit) }),
  })
}

/** A store whose rules give way, as little as it takes, for visits on the given days, ascending. */
function bent(problem: PlanProblem, store: PlanStore, days: readonly number[], from: number): PlanStore {
  const closedDays = (store.closedDays ?? []).filter((day) => !days.includes(day))
  const opened = store.closedDays ? { ...store, closedDays } : store
  if (fits(problem, opened, days, from)) return opened
  if (opened.patterns) return { ...opened, patterns: [...opened.patterns, days] }

  const { visits = 0, gapDays, lastVisit, ...rest } = opened
  const count = Math.max(visits, days.length)
  if (!gapDays) return { ...opened, visits: count }
  const dates = problem.days.map(({ date }) => dayNumber(date))
  const first = dates[days[0]!]!
  // who holds a visit on the day of the last one, or before it, has settled the first gap
  const since = lastVisit !== undefined && dayNumber(lastVisit) < first ? { lastVisit } : {}
  const [least, most] = gapDays
  const start = Math.min(dates[0]!, since.lastVisit === undefined ? first : dayNumber(since.lastVisit))
  const longest = Math.max(most, dates.at(-1)! - start)
  const stretches = [
    ...range(most, longest).map((to) => [least, to] as const),
    ...range(1, least - 1).map((by) => [least - by, longest] as const),
  ]
  for (const owed of range(days.length, count).toReversed()) {
    for (const gap of stretches) {
      const tried = { ...rest, visits: owed, gapDays: gap, ...since }
      if (fits(problem, tried, days, from)) return tried
    }
  }
  return { ...rest, visits: days.length, gapDays: [1, longest], ...since }
}

function daysOf(...visits: readonly (readonly { readonly day: number }[])[]): number[] {
  return ascending(visits.flat().map(({ day }) => day))
}

function ascending(...days: readonly (readonly number[])[]): number[] {
  return [...new Set(days.flat())].sort((a, b) => a - b)
}

/** Whole numbers from the first to the last, both included. */
function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => first + k)
}
