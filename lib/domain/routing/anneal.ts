/**
 * Simulated annealing over ruin and recreate: the search of the planner.
 *
 * Capacity, and an end that is a limit, are soft while searching: their prices are steered so that a good part of the
 * plans passed through are sound. Only a sound plan becomes the best one. Windows, rhythms, closed days and locks hold at
 * every step; a visit without a place is left out at its price and tried again.
 *
 * Deterministic for model, seed and iterations; `isOver` only cuts the iterations short.
 */
import { setBlinks } from './insertion.kernel'
import type { Model } from './model'
import {
  countMissing,
  createState,
  IMPOSSIBLE,
  isSound,
  keepChanges,
  nextRandom,
  type PlanState,
  refreshSlot,
  totalCost,
  undoChanges,
} from './plan-state.kernel'
import { createRuin, placeStore, recreate, ruin } from './ruin-recreate.kernel'

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
}

/** Routes as store indices, a list a slot. */
export type Found = {
  readonly routes: readonly Int32Array[]
  readonly cost: number
  readonly iterations: number
}

const REMOVED_MEAN = 10
const STRING_MAX = 10
const BLINK_MEAN = 100
const WARMEST = 0.6
const COLDEST = 0.006
const LOOK_EVERY = 32
const PROGRESS_EVERY = 512
const STEER_EVERY = 400
const SOUND_SHARE = 0.4

export function anneal(m: Model, search: Search): Found {
  const s = createState(m, search.seed)
  const best = new BestPlan(m, s)
  if (m.storeCount === 0 || m.slotCount === 0) return { ...best.routes(), iterations: 0 }

  const limitPrice = m.prices.overtimeIsLimit ? IMPOSSIBLE : m.prices.overtime
  s.overtimePrice = limitPrice
  placeAll(m, s)
  best.offer(s)
  search.onImproved?.(best.cost, s.absentCount)

  const scale = meanNeighbourLeg(m) * m.prices.drive || 1
  const isSteered = m.prices.overtimeIsLimit || hasCapacity(m)
  if (isSteered) steerFrom(m, s, scale)
  setBlinks(s, BLINK_MEAN)
  const r = createRuin(m, { removedMean: REMOVED_MEAN, stringMax: STRING_MAX })
  let now = totalCost(m, s)
  let temperature = WARMEST * scale
  let soundCount = 0
  let iteration = 0
  for (; iteration < search.iterations; iteration++) {
    if (iteration % LOOK_EVERY === 0) {
      if (search.shouldStop?.()) break
      const used = search.timeUsed?.() ?? 0
      if (used >= 1) break
      const done = search.isTimed ? used : iteration / search.iterations
      if (iteration % PROGRESS_EVERY === 0) search.onProgress?.(done, best.cost)
      temperature = scale * WARMEST * (COLDEST / WARMEST) ** done
    }
    if (isSteered && iteration % STEER_EVERY === STEER_EVERY - 1) {
      steer(m, s, soundCount / STEER_EVERY)
      soundCount = 0
      refreshAll(m, s)
      now = totalCost(m, s)
    }
    ruin(m, s, r)
    recreate(m, s, r)
    const cost = totalCost(m, s)
    if (cost < now - temperature * Math.log(nextRandom(s) + 1e-300) && cost < IMPOSSIBLE) {
      now = cost
      keepChanges(s)
      if (cost < best.cost && isSound(m, s)) {
        best.offer(s)
        search.onImproved?.(best.cost, s.absentCount)
      }
    } else undoChanges(m, s)
    if (isSteered && isSound(m, s)) soundCount++
  }
  return { ...best.routes(), iterations: iteration }
}

/** First plan: the stores with the fewest choices first, then the farthest. */
function placeAll(m: Model, s: PlanState): void {
  const choices = (store: number) =>
    m.byPattern[store]
      ? m.patternFrom[store + 1]! - m.patternFrom[store]!
      : (m.dayCount * (m.gapMost[store]! - m.gapLeast[store]! + 1)) / (1 + m.visits[store]!)
  const order = Array.from({ length: m.storeCount }, (_, store) => ({
    store,
    choices: choices(store),
    far: m.place[store]! < 0 ? 0 : m.travel[m.slotStart[0]! * m.placeCount + m.place[store]!]!,
    price: m.dropPrice[store]!,
  })).sort((a, b) => b.price - a.price || a.choices - b.choices || b.far - a.far || a.store - b.store)
  for (const { store } of order) placeStore(m, s, store)
  keepChanges(s)
}

/** Starting prices of a unit of excess: what a detour costs, spread over what a stop brings. */
function steerFrom(m: Model, s: PlanState, scale: number): void {
  let demand = 0
  for (let store = 0; store < m.storeCount; store++) demand += m.demand[store]!
  s.excessPrice = (scale * m.storeCount) / Math.max(1, demand)
  if (m.prices.overtimeIsLimit) s.overtimePrice = m.prices.drive
}

function steer(m: Model, s: PlanState, soundShare: number): void {
  const factor = soundShare < SOUND_SHARE ? 1.15 : 0.9
  s.excessPrice = Math.min(1e9, Math.max(1e-6, s.excessPrice * factor))
  if (m.prices.overtimeIsLimit) s.overtimePrice = Math.min(1e9, Math.max(1e-6, s.overtimePrice * factor))
}

/** Recomputes all sums, so that rounding does not build up. */
function refreshAll(m: Model, s: PlanState): void {
  s.sums.fill(0)
  for (const sum of [s.drive, s.service, s.overtime, s.excess, s.displaced, s.changed]) sum.fill(0)
  s.scatter.fill(0)
  s.missing.fill(0)
  for (let slot = 0; slot < m.slotCount; slot++) refreshSlot(m, s, slot)
  for (let store = 0; store < m.storeCount; store++) countMissing(m, s, store)
}

function hasCapacity(m: Model): boolean {
  let most = 0
  for (let store = 0; store < m.storeCount; store++) most += m.demand[store]!
  return m.slotCapacity.some((capacity) => capacity < most)
}

function meanNeighbourLeg(m: Model): number {
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
  return legs === 0 ? 0 : sum / legs
}

class BestPlan {
  cost = Number.POSITIVE_INFINITY
  private readonly m: Model
  private readonly stride: number
  private readonly stop: Int32Array
  private readonly count: Int32Array

  constructor(m: Model, s: PlanState) {
    this.m = m
    this.stride = s.stride
    this.stop = s.stop.slice()
    this.count = s.count.slice()
  }

  offer(s: PlanState): void {
    this.cost = totalCost(this.m, s)
    this.count.set(s.count)
    for (let slot = 0; slot < this.m.slotCount; slot++) {
      const base = slot * this.stride
      for (let i = base + 1; i <= base + s.count[slot]!; i++) this.stop[i] = s.stop[i]!
    }
  }

  routes(): { routes: Int32Array[]; cost: number } {
    const routes = Array.from(this.count, (count, slot) =>
      this.stop.slice(slot * this.stride + 1, slot * this.stride + 1 + count),
    )
    return { routes, cost: this.cost }
  }
}
