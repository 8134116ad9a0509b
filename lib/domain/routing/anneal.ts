/**
 * Simulated annealing over ruin and recreate: the search of the planner. The kernel does the iterations; this decides
 * where it starts, how warm it is and when it ends.
 *
 * Windows, rhythms, closed days and locks hold at every step; a visit without a place is left out at its price and tried
 * again.
 *
 * Deterministic for model, seed and iterations; `timeUsed` and `shouldStop` only cut the iterations short.
 */

import { type Cycle, courseOf, courseUnknown, cycleAt, partOf, temperatureAt } from './course'
import { createState } from './kernel/create-state'
import { type Engine, type MakeEngine, scriptEngine } from './kernel/engine'
import { setBlinks } from './kernel/insertion.kernel'
import { type Model, PRICE_BALANCE, PRICE_DRIVE, PRICE_OVERTIME } from './kernel/model.kernel'
import { leaveUnmade, placeInitial, withinRules } from './kernel/place-initial'
import {
  AREA_SHARE,
  BALANCE_PRICE,
  COST_BEST,
  EXCESS_PRICE,
  IMPOSSIBLE,
  nextRandom,
  OVERTIME_PRICE,
  type PlanState,
  ROUTE_PRICE,
  SUM_DRIVE,
} from './kernel/plan-state.kernel'
import { BestPlans, exchangeDays, type FoundPlan, recombine } from './recombine'

export type Search = {
  readonly iterations: number
  readonly seed: number
  /** Share of a time budget that is used up, 0 … 1; absent: iterations alone count. */
  readonly timeUsed?: () => number
  /** Whether the temperature follows time rather than iterations. */
  readonly isTimed?: boolean
  readonly shouldStop?: () => boolean
  /** Called with each better plan's cost and the number of stores it leaves visits out of. */
  readonly onImproved?: (cost: number, missing: number) => void
  /** Called every few hundred iterations with the share done and the best cost. */
  readonly onProgress?: (done: number, cost: number) => void
  /** Visits to start from, a list a slot; those that break a rule are left out. */
  readonly initial?: readonly (readonly number[])[]
  /** TypeScript if not said. */
  readonly engine?: MakeEngine
}

export type Found = FoundPlan & { readonly iterations: number }

const BLINK_MEAN = 100
const LOOK_EVERY = 256
const PROGRESS_EVERY = 512
/** Share of the plans made out of those found that are one with days exchanged; the others are two crossed. */
const EXCHANGED_SHARE = 0.5
/** The share of a time budget after which the number of iterations is guessed. */
const PACED = 0.01

export function anneal(m: Model, search: Search): Found {
  const s = createState(m, search.seed)
  if (m.storeCount === 0 || m.slotCount === 0) return { ...bestOf(m, s), iterations: 0 }
  const limitPrice = m.overtimeIsLimit ? IMPOSSIBLE : m.price[PRICE_OVERTIME]!
  s.sums[OVERTIME_PRICE] = limitPrice
  if (search.initial) placeInitial(m, s, search.initial)
  const engine = (search.engine ?? scriptEngine)(m, s)
  queueMissing(m, s)
  engine.placeAll()
  search.onImproved?.(s.sums[COST_BEST]!, s.bestAbsentCount)

  const scale = scaleOf(m, s)
  const mayBeSoft = m.overtimeIsLimit === 1 || hasCapacity(m)
  setBlinks(s, BLINK_MEAN)
  const visits = Math.max(1, s.visitCount + s.absentCount)
  const isWarm = search.initial !== undefined
  const begun = search.isTimed ? (search.timeUsed?.() ?? 0) : 0
  let course = search.isTimed ? undefined : courseOf(search.iterations / visits, isWarm, m.dayCount)
  let running: Cycle | undefined
  const plans = new BestPlans(m)
  const bestCost = () => Math.min(s.sums[COST_BEST]!, plans.best?.cost ?? Number.POSITIVE_INFINITY)
  let reported = s.sums[COST_BEST]!
  let iteration = 0
  while (iteration < search.iterations) {
    if (search.shouldStop?.()) break
    const used = search.timeUsed?.() ?? 0
    if (used >= 1) break
    const done = search.isTimed ? used : iteration / search.iterations
    if (iteration % PROGRESS_EVERY === 0) search.onProgress?.(done, bestCost())
    if (done - begun >= PACED) course ??= courseOf(iteration / (done - begun) / visits, isWarm, m.dayCount)
    const now = course ?? courseUnknown(isWarm)
    const cycle = cycleAt(now, done)
    if (running && cycle !== running && cycle.from !== 'best') plans.add(bestOf(m, s))
    const isSoft = cycle.isSoft && mayBeSoft
    if (cycle !== running) {
      if (isSoft) soften(m, s, scale)
      else harden(s, limitPrice)
      if (cycle.from === 'found') placeOffspring(m, s, engine, plans)
      else if (cycle.from === 'best') engine.returnToBest()
      else if (running) s.sums[COST_BEST] = Number.POSITIVE_INFINITY
      running = cycle
    }
    const part = partOf(now, cycle, done)
    const temperature = scale * temperatureAt(now, cycle, part)
    if (!isWarm) growPrices(m, s, cycle.warmth === 1 ? part : 1, temperature)
    s.sums[ROUTE_PRICE] = cycle.routePrice * temperature
    s.sums[AREA_SHARE] = cycle.areaShare
    const count = Math.min(LOOK_EVERY, search.iterations - iteration)
    engine.search(count, temperature, isSoft)
    iteration += count
    if (s.sums[COST_BEST]! < reported) {
      reported = s.sums[COST_BEST]!
      search.onImproved?.(reported, s.bestAbsentCount)
    }
  }
  const last = bestOf(m, s)
  return { ...(plans.best && plans.best.cost <= last.cost ? plans.best : last), iterations: iteration }
}

/** Makes a plan out of those found the plan as it stands, and the best. */
function placeOffspring(m: Model, s: PlanState, engine: Engine, plans: BestPlans): void {
  const random = () => nextRandom(s)
  const [one, other] = plans.pair(random)
  const exchanged = random() < EXCHANGED_SHARE ? exchangeDays(m, one.routes, random) : undefined
  const routes = exchanged ? withinRules(m, s, exchanged) : recombine(m, one.routes, other.routes, random)
  for (const [slot, route] of routes.entries()) {
    s.bestCount[slot] = route.length
    s.bestStop.set(route, slot * s.stride + 1)
  }
  engine.returnToBest()
  leaveUnmade(m, s)
  queueMissing(m, s)
  engine.placeAll()
}

/** Shares of the prices of balance and overtime at the beginning, and the part of a warm cycle after which they are whole. */
const BALANCE_LEAST = 0.0005
const OVERTIME_LEAST = 0.01
const PRICES_WHOLE = 0.7
/** How often evenness is eased after that, and the part of the time from one easing to the next in which its price grows back. */
const EASINGS = 3
const GROWS_BACK = 0.6

/**
 * Days that are full or must be even leave no way to change their areas; so these find their shape while both cost little,
 * and the prices grow by equal factors. Where moving a visit then costs more evenness than the search would accept, only
 * exchanges are left to it; so evenness is eased again and again, until a visit's costs what the temperature is.
 */
function growPrices(m: Model, s: PlanState, part: number, temperature: number): void {
  const left = Math.max(0, 1 - part / PRICES_WHOLE)
  if (!m.overtimeIsLimit) s.sums[OVERTIME_PRICE] = m.price[PRICE_OVERTIME]! * OVERTIME_LEAST ** left
  const whole = m.price[PRICE_BALANCE]!
  s.sums[BALANCE_PRICE] =
    left > 0
      ? whole * BALANCE_LEAST ** left
      : whole * Math.min(1, temperature / (whole * visitSquared(m) || 1)) ** easedBy(part)
}

/** 1 as an easing begins, falling to 0; after the last one the price stays whole for half the time between two. */
function easedBy(part: number): number {
  const easing = ((part - PRICES_WHOLE) / (1 - PRICES_WHOLE)) * (EASINGS + 0.5)
  return easing < EASINGS ? Math.max(0, 1 - (easing % 1) / GROWS_BACK) : 0
}

/** Mean square of the seconds in a store. */
function visitSquared(m: Model): number {
  return m.service.reduce((sum, seconds) => sum + seconds * seconds, 0) / Math.max(1, m.storeCount)
}

function harden(s: PlanState, limitPrice: number): void {
  s.sums[EXCESS_PRICE] = IMPOSSIBLE
  s.sums[OVERTIME_PRICE] = limitPrice
}

/** The order of the first plan: the stores with the fewest choices first, then the farthest. */
function queueMissing(m: Model, s: PlanState): void {
  const choices = (store: number) =>
    m.byPattern[store]
      ? m.patternFrom[store + 1]! - m.patternFrom[store]!
      : (m.dayCount * (m.gapMost[store]! - m.gapLeast[store]! + 1)) / (1 + m.visits[store]!)
  const order = Array.from(s.absent.subarray(0, s.absentCount), (store) => ({
    store,
    choices: choices(store),
    far: s.far[store]!,
    price: m.dropPrice[store]!,
  })).sort((a, b) => b.price - a.price || a.choices - b.choices || b.far - a.far || a.store - b.store)
  for (const [k, { store }] of order.entries()) s.removed[k] = store
  s.removedCount = order.length
}

/** Starting prices of a unit of excess: what a detour costs, spread over what a stop brings. */
function soften(m: Model, s: PlanState, scale: number): void {
  const demand = m.demand.reduce((sum, value) => sum + value, 0)
  s.sums[EXCESS_PRICE] = (scale * m.storeCount) / Math.max(1, demand)
  if (m.overtimeIsLimit) s.sums[OVERTIME_PRICE] = m.price[PRICE_DRIVE]!
}

function hasCapacity(m: Model): boolean {
  const most = m.demand.reduce((sum, value) => sum + value, 0)
  return m.slotCapacity.some((capacity) => capacity < most)
}

/** What a visit costs to move: between the way to a neighbour and the driving of a visit in the first plan. */
function scaleOf(m: Model, s: PlanState): number {
  const near = Math.min(10, m.neighbourCount)
  let sum = 0
  let legs = 0
  for (let store = 0; store < m.storeCount; store++) {
    for (let k = 0; k < near; k++) {
      const other = m.neighbours[store * m.neighbourCount + k]!
      if (m.place[store]! < 0 || m.place[other]! < 0) continue
      sum += Math.min(1e6, m.travel[m.place[store]! * m.placeCount + m.place[other]!]!)
      legs++
    }
  }
  const leg = sum / Math.max(1, legs)
  const drive = s.sums[SUM_DRIVE]! / Math.max(1, s.visitCount)
  return Math.sqrt(leg * drive) * m.price[PRICE_DRIVE]! || 1
}

function bestOf(m: Model, s: PlanState): FoundPlan {
  const routes = Array.from({ length: m.slotCount }, (_, slot) =>
    s.bestStop.slice(slot * s.stride + 1, slot * s.stride + 1 + s.bestCount[slot]!),
  )
  return { routes, cost: s.sums[COST_BEST]! }
}
