/**
 * Annealing over ruin and recreate, a number of iterations at one temperature.
 *
 * Where it is steered, capacity and an end that is a limit are soft: their prices follow the share of plans passed through
 * that are sound. Only a sound plan becomes the best one.
 */

import { keepChanges, noteBest, undoChanges } from './journal.kernel'
import type { Model } from './model.kernel'
import {
  COST_BEST,
  COST_NOW,
  countMissing,
  EXCESS_PRICE,
  IMPOSSIBLE,
  isSound,
  nextRandom,
  OVERTIME_PRICE,
  type PlanState,
  SUMS,
  soundCost,
  totalCost,
} from './plan-state.kernel'
import { type f64, type i32, naturalLog } from './prelude'
import { refreshSlot } from './rows.kernel'
import { placeStore, recreate, ruin } from './ruin-recreate.kernel'

const STEER_EVERY: i32 = 400
const REFRESH_EVERY: i32 = 16 * STEER_EVERY
const SOUND_SHARE: f64 = 0.4
const DEARER: f64 = 1.15
const CHEAPER: f64 = 0.9
const PRICE_MOST: f64 = 1e9
const PRICE_LEAST: f64 = 1e-6
/** A share of the cost: what prices of visits left out add to it and take from it again leaves less than this. */
const ROUNDING: f64 = 1e-6

/** Plans the stores of `removed`, in that order. */
export function placeAll(m: Model, s: PlanState): void {
  for (let k = 0; k < s.removedCount; k++) placeStore(m, s, s.removed[k]!)
  s.removedCount = 0
  keepChanges(s)
  noteBest(m, s)
  s.sums[COST_NOW] = totalCost(m, s)
}

/** Makes the best plan the plan as it stands. */
export function returnToBest(m: Model, s: PlanState): void {
  const days = m.dayCount
  for (let cell = 0; cell < m.storeCount * days; cell++) s.slotOf[cell] = -1
  for (let store = 0; store < m.storeCount; store++) {
    s.planned[store] = 0
    s.crewNow[store] = -1
    s.absentAt[store] = -1
  }
  for (let cell = 0; cell < m.crewCount * days; cell++) s.emptyFrom[cell] = m.slotFrom[cell]!
  s.absentCount = 0
  s.usedSlots = 0
  s.visitCount = 0
  for (let slot = 0; slot < m.slotCount; slot++) {
    const base = s.rowOf[slot]! * s.stride
    const count = s.bestCount[slot]!
    s.count[s.rowOf[slot]!] = count
    s.visitCount += count
    if (count > 0) s.usedSlots++
    for (let i = 1; i <= count; i++) {
      const store = s.bestStop[slot * s.stride + i]!
      s.stop[base + i] = store
      s.slotOf[store * days + m.slotDay[slot]!] = slot
      s.planned[store] = s.planned[store]! + 1
      s.crewNow[store] = m.slotCrew[slot]!
    }
  }
  refreshAll(m, s)
}

export function search(m: Model, s: PlanState, iterations: i32, temperature: f64, isSteered: i32): void {
  const sums = s.sums
  let now = totalCost(m, s)
  for (let k = 0; k < iterations; k++) {
    const limit = now - temperature * naturalLog(nextRandom(s) + 1e-300)
    ruin(m, s)
    const isWhole = recreate(m, s, limit * (1 + ROUNDING))
    const cost = totalCost(m, s)
    if (isWhole && cost < limit && cost < IMPOSSIBLE) {
      now = cost
      keepChanges(s)
      if (isSound(m, s) && soundCost(m, s) < sums[COST_BEST]!) noteBest(m, s)
    } else undoChanges(m, s)
    s.iterations++
    if (isSteered && isSound(m, s)) s.soundCount++
    if (s.iterations % STEER_EVERY !== 0) continue
    if (isSteered) steer(m, s)
    if (s.iterations % REFRESH_EVERY === 0) refreshAll(m, s)
    now = totalCost(m, s)
  }
  sums[COST_NOW] = now
}

/** The share of sound plans decides whether breaking a limit becomes dearer or cheaper. */
function steer(m: Model, s: PlanState): void {
  const factor = s.soundCount < SOUND_SHARE * STEER_EVERY ? DEARER : CHEAPER
  s.soundCount = 0
  s.sums[EXCESS_PRICE] = within(s.sums[EXCESS_PRICE]! * factor)
  if (m.overtimeIsLimit) s.sums[OVERTIME_PRICE] = within(s.sums[OVERTIME_PRICE]! * factor)
}

function within(price: f64): f64 {
  if (price > PRICE_MOST) return PRICE_MOST
  return price < PRICE_LEAST ? PRICE_LEAST : price
}

/** Recomputes all sums, so that rounding does not build up. */
export function refreshAll(m: Model, s: PlanState): void {
  for (let k = 0; k < SUMS; k++) s.sums[k] = 0
  for (let slot = 0; slot < m.slotCount; slot++) {
    const row = s.rowOf[slot]!
    s.drive[row] = 0
    s.work[row] = 0
    s.overtime[row] = 0
    s.excess[row] = 0
    s.displaced[row] = 0
    s.changed[row] = 0
    s.scatter[row] = 0
    refreshSlot(m, s, slot)
  }
  for (let store = 0; store < m.storeCount; store++) {
    s.missing[store] = 0
    countMissing(m, s, store)
  }
  keepChanges(s)
}
