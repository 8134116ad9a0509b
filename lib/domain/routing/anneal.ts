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
import { type Engine, type MakeEngine, scriptEngine } from './kernel/engine'
import { setBlinks } from './kernel/insertion.kernel'
import { type Model, PRICE_DRIVE, PRICE_OVERTIME } from './kernel/model.kernel'
import { placeInitial } from './kernel/place-initial'
import {
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
  let cycle = -1
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
    const at = Math.max(
      0,
      now.starts.findLastIndex((start) => start <= done),
    )
    if (at !== cycle) {
      cycle = at
      startCycle(m, s, engine, { scale, limitPrice, isSoft: isSoft(cycle, mayBeSoft) })
    }
    const count = Math.min(LOOK_EVERY, search.iterations - iteration)
    engine.search(count, scale * temperatureAt(now, cycle, done), isSoft(cycle, mayBeSoft))
    iteration += count
    if (s.improvements > improvements) {
      improvements = s.improvements
      search.onImproved?.(s.sums[COST_BEST]!, s.bestAbsentCount)
    }
  }
  return { ...bestOf(m, s), iterations: iteration }
}

/** When the search warms up, in shares of its whole, and how warm it gets, in the unit of `scaleOf`. */
type Course = { readonly starts: readonly number[]; readonly warmest: number }

const WARMEST = 5
const COLDEST = 0.03
/** Iterations a visit from which the warmest start pays. */
const ITERATIONS_WARM = 20
/** Iterations a visit from which more than one cycle pays: a long one, two short ones, and one from the best plan. */
const ITERATIONS_CYCLES = 6000
const CYCLES = [0, 0.5, 0.7, 0.88]
/** Of a search that starts from a plan, or from the best plan for the last time. */
const REHEATED = 0.1

function courseOf(iterationsPerVisit: number, isWarm: boolean): Course {
  if (isWarm) return { starts: [0], warmest: REHEATED }
  return {
    starts: iterationsPerVisit >= ITERATIONS_CYCLES ? CYCLES : [0],
    warmest: Math.min(WARMEST, Math.max(REHEATED, WARMEST * Math.sqrt(iterationsPerVisit / ITERATIONS_WARM))),
  }
}

/** Falls by equal factors within a cycle. */
function temperatureAt({ starts, warmest }: Course, cycle: number, done: number): number {
  const from = cycle > 0 && cycle === starts.length - 1 ? warmest * REHEATED : warmest
  const to = Math.min(COLDEST, from / 10)
  const start = starts[cycle]!
  return from * (to / from) ** ((done - start) / ((starts[cycle + 1] ?? 1) - start))
}

/** Capacity and limits hold at every step of even cycles, and have a price in the others. */
function isSoft(cycle: number, mayBeSoft: boolean): boolean {
  return mayBeSoft && cycle % 2 === 1
}

function startCycle(
  m: Model,
  s: PlanState,
  engine: Engine,
  { scale, limitPrice, isSoft }: { scale: number; limitPrice: number; isSoft: boolean },
): void {
  s.sums[EXCESS_PRICE] = IMPOSSIBLE
  s.sums[OVERTIME_PRICE] = limitPrice
  if (isSoft) steerFrom(m, s, scale)
  else engine.returnToBest()
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
function steerFrom(m: Model, s: PlanState, scale: number): void {
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
