/**
 * Simulated annealing over ruin and recreate: the search of the planner. The kernel does the iterations; this decides
 * where it starts, how warm it is and when it ends.
 *
 * Windows, rhythms, closed days and locks hold at every step; a visit without a place is left out at its price and tried
 * again.
 *
 * Deterministic for model, seed and iterations; `timeUsed` and `shouldStop` only cut the iterations short.
 */
import { createState } from './kernel/create-state'
import { type MakeEngine, scriptEngine } from './kernel/engine'
import { setBlinks } from './kernel/insertion.kernel'
import { type Model, PRICE_BALANCE, PRICE_DRIVE, PRICE_OVERTIME } from './kernel/model.kernel'
import { placeInitial } from './kernel/place-initial'
import {
  BALANCE_PRICE,
  COST_BEST,
  EXCESS_PRICE,
  IMPOSSIBLE,
  OVERTIME_PRICE,
  type PlanState,
  SUM_DRIVE,
} from './kernel/plan-state.kernel'

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

/** Routes as store indices, a list a slot. */
export type Found = {
  readonly routes: readonly Int32Array[]
  readonly cost: number
  readonly iterations: number
}

const BLINK_MEAN = 100
const LOOK_EVERY = 256
const PROGRESS_EVERY = 512
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
  let course = search.isTimed ? undefined : courseOf(search.iterations / visits, isWarm)
  let running: Cycle | undefined
  let improvements = s.improvements
  let iteration = 0
  while (iteration < search.iterations) {
    if (search.shouldStop?.()) break
    const used = search.timeUsed?.() ?? 0
    if (used >= 1) break
    const done = search.isTimed ? used : iteration / search.iterations
    if (iteration % PROGRESS_EVERY === 0) search.onProgress?.(done, s.sums[COST_BEST]!)
    if (done - begun >= PACED) course ??= courseOf(iteration / (done - begun) / visits, isWarm)
    const now = course ?? courseOf(ITERATIONS_WARM, isWarm)
    const cycle = now.cycles.findLast(({ start }) => start <= done)!
    const isSoft = cycle.isSoft && mayBeSoft
    if (cycle !== running) {
      running = cycle
      engine.returnToBest()
      if (isSoft) soften(m, s, scale)
      else harden(s, limitPrice)
    }
    const part = partOf(now, cycle, done)
    if (!isWarm && cycle.start === 0) growPrices(m, s, part)
    const count = Math.min(LOOK_EVERY, search.iterations - iteration)
    engine.search(count, scale * temperatureAt(now, cycle, part), isSoft)
    iteration += count
    if (s.improvements > improvements) {
      improvements = s.improvements
      search.onImproved?.(s.sums[COST_BEST]!, s.bestAbsentCount)
    }
  }
  return { ...bestOf(m, s), iterations: iteration }
}

/**
 * A part of the search that cools down once: from which share of the whole, how warm it begins (a factor of the warmest),
 * and whether capacity and limits have a price in it or hold at every step. Each goes on from the best plan.
 */
type Cycle = { readonly start: number; readonly warmth: number; readonly isSoft: boolean }
type Course = { readonly cycles: readonly Cycle[]; readonly warmest: number }

/** In the unit of `scaleOf`. */
const WARMEST = 5
const COLDEST = 0.03
/** Iterations a visit from which the warmest start pays. */
const ITERATIONS_WARM = 20
/** Iterations a visit from which more than one cycle pays. */
const ITERATIONS_CYCLES = 6000
/** Of a search that starts from a plan that stands. */
const REHEATED = 0.1
/** Shares of the prices of balance and overtime at the beginning, and the part of the first cycle after which they are whole. */
const BALANCE_LEAST = 0.05
const OVERTIME_LEAST = 0.01
const PRICES_WHOLE = 0.7
const ONCE: readonly Cycle[] = [{ start: 0, warmth: 1, isSoft: false }]
const AGAIN: readonly Cycle[] = [
  { start: 0, warmth: 1, isSoft: false },
  { start: 0.4, warmth: 1, isSoft: true },
  { start: 0.55, warmth: 0.3, isSoft: false },
  { start: 0.66, warmth: 0.3, isSoft: true },
  { start: 0.77, warmth: 0.3, isSoft: false },
  { start: 0.88, warmth: 0.1, isSoft: false },
]

function courseOf(iterationsPerVisit: number, isWarm: boolean): Course {
  if (isWarm) return { cycles: ONCE, warmest: REHEATED }
  return {
    cycles: iterationsPerVisit >= ITERATIONS_CYCLES ? AGAIN : ONCE,
    warmest: Math.min(WARMEST, Math.max(REHEATED, WARMEST * Math.sqrt(iterationsPerVisit / ITERATIONS_WARM))),
  }
}

/** Falls by equal factors within a cycle. */
function temperatureAt({ warmest }: Course, { warmth }: Cycle, part: number): number {
  const from = warmest * warmth
  const to = Math.min(COLDEST, from / 10)
  return from * (to / from) ** part
}

/** How much of a cycle is over, 0 … 1. */
function partOf({ cycles }: Course, { start }: Cycle, done: number): number {
  const end = cycles.find((other) => other.start > start)?.start ?? 1
  return (done - start) / (end - start)
}

/**
 * Days that are full or must be even leave no way to change their areas; so these find their shape while both cost little,
 * and the prices grow by equal factors.
 */
function growPrices(m: Model, s: PlanState, part: number): void {
  const left = Math.max(0, 1 - part / PRICES_WHOLE)
  s.sums[BALANCE_PRICE] = m.price[PRICE_BALANCE]! * BALANCE_LEAST ** left
  if (!m.overtimeIsLimit) s.sums[OVERTIME_PRICE] = m.price[PRICE_OVERTIME]! * OVERTIME_LEAST ** left
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

function bestOf(m: Model, s: PlanState): { routes: Int32Array[]; cost: number } {
  const routes = Array.from({ length: m.slotCount }, (_, slot) =>
    s.bestStop.slice(slot * s.stride + 1, slot * s.stride + 1 + s.bestCount[slot]!),
  )
  return { routes, cost: s.sums[COST_BEST]! }
}
