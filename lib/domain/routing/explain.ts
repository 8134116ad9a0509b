/**
 * Why a visit is not planned, and the smallest change of the problem that would let it in.
 *
 * Every reason is tried out: the named field is relaxed, and the visit then has a best insertion that costs less than
 * leaving it out, with everything else as planned. Of one field the smallest relaxation is found by bisection. Where no
 * single field is enough, `and` names the others that must give way too, each as far as it can.
 *
 * Before that the routes are made fit to be given out (settled-state.ts). Once the time is over visits are left as they
 * are, and a reason is `unreachable` or else `capacity`, without what it would need.
 *
 * Units   seconds of the day; prices of the model.
 */
import { keepChanges } from './kernel/journal.kernel'
import type { Model } from './kernel/model.kernel'
import type { Routes } from './kernel/place-routes'
import { IMPOSSIBLE, type PlanState } from './kernel/plan-state.kernel'
import { refreshSlot } from './kernel/rows.kernel'
import { Loosener, type Loosening, ofManager, PRIORITY_MAX, SECOND_MAX } from './loosen'
import {
  type Interval,
  type PlanProblem,
  type PlanStore,
  type Relaxation,
  type TravelTable,
  UNREACHABLE_S,
  type Unplanned,
  type UnplannedReason,
} from './problem'
import { admits, fillIn, leaveDisplacedOut, readRoutes, settledState } from './settled-state'
import { toModel } from './to-model'

const GAP_MAX = 100_000

export function explainMissing(
  problem: PlanProblem,
  table: TravelTable,
  model: Model,
  routes: Routes,
  isOver: () => boolean = () => false,
): { routes: number[][]; unplanned: Unplanned[] } {
  allowPhones(model)
  const s = settledState(model, routes)
  leaveDisplacedOut(model, s)
  const barred = new Set<number>()
  for (let isSettled = false; !isSettled && !isOver(); ) {
    fillIn(model, s, barred, isOver)
    const displaced = leaveDisplacedOut(model, s)
    isSettled = displaced.length === 0 // ends: what is displaced once more is not tried again
    for (const store of displaced) barred.add(store)
  }
  keepChanges(s)
  const settled = readRoutes(model, s)
  const explainer = new Explainer(problem, table, model, s, settled, isOver)
  const unplanned = problem.stores.flatMap(({ id }, store): Unplanned[] =>
    s.missing[store]! > 0 ? [{ store: id, visits: s.missing[store]!, ...explainer.explain(store) }] : [],
  )
  return { routes: settled, unplanned }
}

/** Any visit may turn out to be possible by phone. */
function allowPhones(m: Model): void {
  m.hasPhones = 1
  m.isPlain = 0
}

type Reason = { reason: UnplannedReason; needs?: NonNullable<Unplanned['needs']> }
class Explainer {
  private readonly problem: PlanProblem
  private readonly table: TravelTable
  private readonly m: Model
  private readonly s: PlanState
  private readonly routes: Routes
  private readonly isOver: () => boolean
  private readonly loosen: Loosener

  constructor(
    problem: PlanProblem,
    table: TravelTable,
    m: Model,
    s: PlanState,
    routes: Routes,
    isOver: () => boolean,
  ) {
    this.problem = problem
    this.table = table
    this.m = m
    this.s = s
    this.routes = routes
    this.isOver = isOver
    this.loosen = new Loosener(problem, m, s)
  }

  explain(k: number): Reason {
    if (this.isOver()) return this.unreachable(k) ?? { reason: 'capacity' }
    const store = this.problem.stores[k]!
    const { apply, undo } = this.loosen.setPrice(k, IMPOSSIBLE / 1000)
    if (this.holdsWith(k, apply, undo)) {
      // there is a place, but it costs more than leaving the visit out
      return this.shift(k) ?? this.channel(k, store) ?? this.price(k, store) ?? { reason: 'capacity' }
    }
    return (
      this.unreachable(k) ??
      this.visitsMax(k) ??
      this.windows(k, store) ??
      this.closedDays(k, store) ??
      this.rhythm(k, store) ??
      this.locks(k, store) ??
      this.daysOff(k) ??
      this.several(k, store)
    )
  }

  private unreachable(k: number): Reason | undefined {
    const { m } = this
    const place = m.place[k]!
    if (place < 0) return undefined
    const isFar = this.crewsOf(k).every((crew) => {
      const slot = m.slotCrew.indexOf(crew)
      if (slot < 0) return false
      const to = m.travel[m.slotStart[slot]! * m.placeCount + place]!
      const home = m.travel[place * m.placeCount + m.slotEnd[slot]!]!
      return to >= UNREACHABLE_S || home >= UNREACHABLE_S
    })
    if (!isFar) return undefined
    return this.byPhone(k, 'unreachable') ?? { reason: 'unreachable' }
  }

  private channel(k: number, store: PlanStore): Reason | undefined {
    return store.channel === 'phone' ? undefined : this.byPhone(k, 'channel')
  }

  private byPhone(k: number, reason: UnplannedReason): Reason | undefined {
    const place = this.m.place[k]!
    const set = (to: number) => {
      this.m.place[k] = to
      for (const slot of this.slotsWith(k)) refreshSlot(this.m, this.s, slot)
    }
    const isEnough = this.holdsWith(
      k,
      () => set(-1),
      () => set(place),
    )
    return isEnough ? { reason, needs: { field: 'channel', from: 'onsite', to: 'phone' } } : undefined
  }

  private visitsMax(k: number): Reason | undefined {
    for (const crew of this.crewsOf(k)) {
      const before = this.problem.managers[crew]!.visitsMax
      if (before === undefined) continue
      const { apply, undo, whole } = this.loosen.moreVisits(crew)
      if (this.holdsWith(k, apply, undo)) return { reason: 'capacity', needs: whole() }
    }
    return undefined
  }

  private windows(k: number, store: PlanStore): Reason | undefined {
    const before = store.windows
    if (!before) return undefined
    const { apply, undo } = this.loosen.widerWindows(k, SECOND_MAX)
    if (!this.holdsWith(k, apply, undo)) return undefined
    const widest = smallest(1, SECOND_MAX, (by) => {
      const wider = this.loosen.widerWindows(k, by)
      return this.holdsWith(k, wider.apply, wider.undo)
    })
    for (const [w, [open, close]] of before.entries()) {
      const sides: Interval[] = [
        [Math.max(0, open - widest), close],
        [open, Math.min(SECOND_MAX, close + widest)],
      ]
      for (const side of sides) {
        const to = before.with(w, side)
        if (this.holdsWithWindows(k, to))
          return { reason: 'window', needs: { field: 'windows', from: before, to } }
      }
    }
    return undefined
  }

  private holdsWithWindows(k: number, to: readonly Interval[]): boolean {
    const set = this.loosen.setWindows(k, to)
    return this.holdsWith(k, set.apply, set.undo)
  }

  private closedDays(k: number, store: PlanStore): Reason | undefined {
    const closed = store.closedDays ?? []
    for (const day of closed) {
      const cell = k * this.m.dayCount + day
      const isEnough = this.holdsWith(
        k,
        () => {
          this.m.dayOpen[cell] = 1
        },
        () => {
          this.m.dayOpen[cell] = 0
        },
      )
      if (!isEnough) continue
      const to = closed.filter((other) => other !== day)
      return { reason: 'closed', needs: { field: 'closedDays', from: closed, to } }
    }
    return undefined
  }

  /** The least change of the gaps; or one more allowed set of days. */
  private rhythm(k: number, store: PlanStore): Reason | undefined {
    const { patterns, gapDays } = store
    if (patterns) {
      const { apply, undo, whole } = this.loosen.anyDays(k, store)
      let needs: Relaxation | undefined
      apply()
      if (admits(this.m, this.s, k)) needs = whole()
      undo()
      return needs && { reason: 'gap', needs }
    }
    if (!gapDays) return undefined
    const [least, most] = gapDays
    const { dates } = this.m
    const from = store.lastVisit === undefined ? dates[0]! : this.m.firstLeast[k]! - least
    const reach = Math.max(least, dates.at(-1)! - from - most)
    for (let by = 1; by <= reach; by++) {
      for (const to of [[Math.max(1, least - by), most] as const, [least, most + by] as const]) {
        if (to[0] === least && to[1] === most) continue
        const { apply, undo } = this.loosen.setGap(k, to)
        if (this.holdsWith(k, apply, undo))
          return { reason: 'gap', needs: { field: 'gapDays', from: gapDays, to } }
      }
    }
    return undefined
  }

  private shift(k: number): Reason | undefined {
    for (const crew of this.crewsOf(k)) {
      const { id, shift } = this.problem.managers[crew]!
      const test = (end: number) => {
        const { apply, undo } = this.loosen.laterEnd(crew, end)
        return this.holdsWith(k, apply, undo)
      }
      if (shift[1] >= SECOND_MAX || !test(SECOND_MAX)) continue
      const to = [shift[0], smallest(shift[1] + 1, SECOND_MAX, test)]
      return { reason: 'shift', needs: { ...ofManager(id), field: 'shift', from: shift, to } }
    }
    return undefined
  }

  private locks(k: number, store: PlanStore): Reason | undefined {
    if (!store.lock) return undefined
    const { lock, ...free } = store
    return this.holdsAfter(k, { stores: this.problem.stores.with(k, free) })
      ? { reason: 'locked', needs: { field: 'lock', from: lock, to: [] } }
      : undefined
  }

  private daysOff(k: number): Reason | undefined {
    for (const crew of this.crewsOf(k)) {
      const manager = this.problem.managers[crew]!
      for (const day of manager.daysOff ?? []) {
        const to = manager.daysOff!.filter((other) => other !== day)
        const managers = this.problem.managers.with(crew, { ...manager, daysOff: to })
        if (!this.holdsAfter(k, { managers })) continue
        const needs = { ...ofManager(manager.id), field: 'daysOff', from: manager.daysOff, to }
        return { reason: 'capacity', needs }
      }
    }
    return undefined
  }

  private price(k: number, store: PlanStore): Reason | undefined {
    const weight = this.problem.weights.unplanned
    const from = store.priority ?? 1
    const test = (tenths: number) => {
      const { apply, undo } = this.loosen.setPrice(k, (weight * tenths) / 10)
      return this.holdsWith(k, apply, undo)
    }
    if (weight === 0 || !test(10 * PRIORITY_MAX)) return undefined
    const to = smallest(Math.floor(from * 10) + 1, 10 * PRIORITY_MAX, test) / 10
    return { reason: 'capacity', needs: { field: 'priority', from, to } }
  }

  /** Everything relaxed at once, then whatever is not needed tightened again. */
  private several(k: number, store: PlanStore): Reason {
    const all = [
      ...this.crewsOf(k)
        .filter((crew) => this.problem.managers[crew]!.visitsMax !== undefined)
        .map((crew) => this.loosen.moreVisits(crew)),
      ...(store.windows ? [this.loosen.widerWindows(k, SECOND_MAX)] : []),
      ...(store.closedDays ? [this.loosen.openDays(k, store)] : []),
      ...(store.patterns ? [this.loosen.anyDays(k, store)] : []),
      ...(store.gapDays ? [this.loosen.setGap(k, [1, GAP_MAX])] : []),
      this.loosen.setPrice(k, this.problem.weights.unplanned * PRIORITY_MAX),
    ]
    let needed = all
    const holds = (list: readonly Loosening[]) => {
      for (const { apply } of list) apply()
      const isEnough = admits(this.m, this.s, k)
      const changes = isEnough ? list.map(({ whole }) => whole()) : undefined
      for (const { undo } of list.toReversed()) undo()
      return changes
    }
    if (!holds(needed)) {
      if (store.lock) return { reason: 'locked' }
      return { reason: this.m.visits[k]! > this.m.dayCount ? 'gap' : 'capacity' }
    }
    for (const loosening of all) {
      const fewer = needed.filter((other) => other !== loosening)
      if (holds(fewer)) needed = fewer
    }
    const [first, ...and] = holds(needed)!
    return { reason: needed[0]!.reason, needs: { ...first!, ...(and.length > 0 && { and }) } }
  }

  private holdsWith(k: number, apply: () => void, undo: () => void): boolean {
    apply()
    const isEnough = admits(this.m, this.s, k)
    undo()
    return isEnough
  }

  /** As `holdsWith`, for changes that alter the model's shape. */
  private holdsAfter(k: number, change: Partial<PlanProblem>): boolean {
    const changed = { ...this.problem, ...change }
    const { model } = toModel(changed, this.table)
    allowPhones(model)
    const slotOf = new Map<string, number>()
    for (let slot = 0; slot < model.slotCount; slot++) {
      slotOf.set(`${model.slotCrew[slot]}:${model.slotDay[slot]}`, slot)
    }
    const routes: (readonly number[] | Int32Array)[] = Array.from({ length: model.slotCount }, () => [])
    for (const [slot, route] of this.routes.entries()) {
      routes[slotOf.get(`${this.m.slotCrew[slot]}:${this.m.slotDay[slot]}`)!] = route
    }
    return admits(model, settledState(model, routes), k)
  }

  private crewsOf(k: number): number[] {
    const fixed = this.m.crew[k]! >= 0 ? this.m.crew[k]! : this.s.crewNow[k]!
    return fixed >= 0 ? [fixed] : Array.from({ length: this.m.crewCount }, (_, crew) => crew)
  }

  private slotsWith(k: number): number[] {
    const { dayCount } = this.m
    return [...this.s.slotOf.subarray(k * dayCount, (k + 1) * dayCount)].filter((slot) => slot >= 0)
  }
}

/** The least whole number from `low` to `high` that passes; `high` does, and so does all above one that does. */
function smallest(low: number, high: number, passes: (value: number) => boolean): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (passes(middle)) to = middle
    else from = middle + 1
  }
  return to
}
