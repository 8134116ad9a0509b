/**
 * Routes made fit to be given out: a visit that is not at its locked position is left out, and a visit that still has a
 * place after all is put in.
 */
import { chooseDays } from './kernel/choose-days.kernel'
import { createState } from './kernel/create-state'
import { keepChanges } from './kernel/journal.kernel'
import type { Model } from './kernel/model.kernel'
import { placeRoutes, type Routes } from './kernel/place-routes'
import { countMissing, DISPLACED_PRICE, IMPOSSIBLE, type PlanState } from './kernel/plan-state.kernel'
import { placeStore, priceDays } from './kernel/ruin-recreate.kernel'
import { settleTouched, takeOut } from './kernel/visits.kernel'

/** Plans every visit that has a place, until none has or the time is over. */
export function fillIn(m: Model, s: PlanState, barred: ReadonlySet<number>, isOver: () => boolean): void {
  let isPlaced = true
  while (isPlaced) {
    isPlaced = false // ends: every round but the last plans a visit more
    for (let store = 0; store < m.storeCount; store++) {
      const missing = s.missing[store]!
      if (isOver()) return
      if (missing === 0 || barred.has(store) || !admits(m, s, store)) continue
      placeStore(m, s, store)
      keepChanges(s)
      if (s.missing[store]! < missing) isPlaced = true
    }
  }
}

/** Whether one more visit of the store has a place at less than its price, with all others as they are. */
export function admits(m: Model, s: PlanState, store: number): boolean {
  const fixed = m.crew[store]! >= 0 ? m.crew[store]! : s.crewNow[store]!
  let best = IMPOSSIBLE
  let isAdmitted = false
  for (let crew = Math.max(0, fixed); crew <= (fixed >= 0 ? fixed : m.crewCount - 1); crew++) {
    priceDays(m, s, store, crew)
    const cost = chooseDays(m, s, store)
    if (cost >= best) continue
    best = cost
    isAdmitted = false
    for (let day = 0; day < m.dayCount; day++) if (s.chosen[day] && !s.kept[day]) isAdmitted = true
  }
  return isAdmitted
}

/** A plan no longer searched for: limits, and the positions of locked visits, now hold at any price. */
export function settledState(m: Model, routes: Routes): PlanState {
  const s = createState(m, 1)
  placeRoutes(m, s, routes)
  s.sums[DISPLACED_PRICE] = 2 * IMPOSSIBLE // more than a position may bring in
  return s
}

export function readRoutes(m: Model, s: PlanState): number[][] {
  return Array.from({ length: m.slotCount }, (_, slot) => [...stopsOf(s, slot)])
}

function stopsOf(s: PlanState, slot: number): Int32Array {
  const row = s.rowOf[slot]!
  return s.stop.subarray(row * s.stride + 1, row * s.stride + 1 + s.count[row]!)
}

/** A lock holds exactly or not at all: whatever stands farthest from its locked position goes, until none is left. */
export function leaveDisplacedOut(m: Model, s: PlanState): number[] {
  const leftOut: number[] = []
  if (!m.hasPositions) return leftOut
  // from the start again where something went, for its other days may stand in slots that were in order
  for (let slot = 0; slot < m.slotCount; slot++) {
    const day = m.slotDay[slot]!
    if (s.displaced[s.rowOf[slot]!]! > 0) {
      let farthest = 0
      let out = -1
      for (const [i, store] of stopsOf(s, slot).entries()) {
        const locked = m.lockPosition[store * m.dayCount + day]!
        if (locked >= 0 && Math.abs(locked - i) > farthest) {
          farthest = Math.abs(locked - i)
          out = store
        }
      }
      // without a visit in the middle the gaps around it are too long: then none of the store can stay
      const days = m.byPattern[out] ? [day] : Array.from({ length: m.dayCount }, (_, d) => d)
      for (const d of days) {
        if (s.slotOf[out * m.dayCount + d]! >= 0) takeOut(m, s, out, d)
      }
      settleTouched(m, s)
      countMissing(m, s, out)
      keepChanges(s)
      leftOut.push(out)
      slot = -1
    }
  }
  return leftOut
}
