/**
 * What an iteration changed, so that it can be kept or undone, and the best plan so far.
 *
 * The first change of a slot copies its row, and undoing takes the old row back; what a store had is noted likewise.
 */
import type { Model } from './model.kernel'
import { COST_BEST, type PlanState, SUMS, setMissing, soundCost } from './plan-state.kernel'
import type { Ints, i32 } from './prelude'

/** Keeps a slot's row aside before its first change in this iteration. */
export function touchSlot(m: Model, s: PlanState, slot: i32): void {
  if (s.isTouched[slot]!) return
  s.isTouched[slot] = 1
  s.touched[s.touchedCount] = slot
  s.touchedCount++
  s.freeRowCount--
  const old = s.rowOf[slot]!
  const row = s.freeRows[s.freeRowCount]!
  s.oldRow[slot] = old
  s.rowOf[slot] = row
  const count = s.count[old]!
  const from = old * s.stride
  const shift = (row - old) * s.stride
  copyElements(s.stop, from, shift, count)
  copyElements(s.at, from, shift, count)
  copyElements(s.leg, from, shift, count)
  if (m.hasPhones) {
    copyElements(s.ahead, from, shift, count)
    copyElements(s.direct, from, shift, count)
  }
  if (m.isTimed) {
    copyElements(s.leave0, from, shift, count)
    copyElements(s.onTime0, from, shift, count)
    if (m.hasBreaks) copyElements(s.leave1, from, shift, count)
    if (m.hasBreaks || m.hasLateEnds) {
      copyElements(s.onTime1, from, shift, count)
      copyElements(s.latest0, from, shift, count)
      copyElements(s.latest1, from, shift, count)
    }
  }
  s.count[row] = count
  s.drive[row] = s.drive[old]!
  s.work[row] = s.work[old]!
  s.load[row] = s.load[old]!
  s.end[row] = s.end[old]!
  s.overtime[row] = s.overtime[old]!
  s.excess[row] = s.excess[old]!
  s.displaced[row] = s.displaced[old]!
  s.positionLocks[row] = s.positionLocks[old]!
  s.phones[row] = s.phones[old]!
  s.changed[row] = s.changed[old]!
  s.x[row] = s.x[old]!
  s.y[row] = s.y[old]!
  s.squares[row] = s.squares[old]!
  s.scatter[row] = s.scatter[old]!
}

function copyElements(a: Ints, from: i32, shift: i32, count: i32): void {
  const end = from + count + 1
  for (let i = from; i <= end; i++) a[i + shift] = a[i]!
}

export function touchStore(m: Model, s: PlanState, store: i32): void {
  if (s.isChanged[store]!) return
  s.isChanged[store] = 1
  s.changedStores[s.changedCount] = store
  s.changedCount++
  s.savedPlanned[store] = s.planned[store]!
  s.savedCrew[store] = s.crewNow[store]!
  s.savedMissing[store] = s.missing[store]!
  const days = m.dayCount
  for (let cell = store * days; cell < (store + 1) * days; cell++) s.savedSlotOf[cell] = s.slotOf[cell]!
}

/** Forgets the journal: the changes stand. */
export function keepChanges(s: PlanState): void {
  for (let k = 0; k < s.touchedCount; k++) {
    const slot = s.touched[k]!
    s.isTouched[slot] = 0
    s.freeRows[s.freeRowCount] = s.oldRow[slot]!
    s.freeRowCount++
    if (!s.isStale[slot]!) {
      s.isStale[slot] = 1
      s.stale[s.staleCount] = slot
      s.staleCount++
    }
  }
  for (let k = 0; k < s.changedCount; k++) s.isChanged[s.changedStores[k]!] = 0
  s.touchedCount = 0
  s.changedCount = 0
  for (let k = 0; k < SUMS; k++) s.savedSums[k] = s.sums[k]!
}

/** Brings back the plan as it was when the journal was last empty. */
export function undoChanges(m: Model, s: PlanState): void {
  const days = m.dayCount
  for (let k = 0; k < s.touchedCount; k++) {
    const slot = s.touched[k]!
    const row = s.rowOf[slot]!
    const old = s.oldRow[slot]!
    const before = s.count[old]!
    const after = s.count[row]!
    s.visitCount += before - after
    if (before === 0 && after > 0) {
      s.usedSlots--
      const cell = m.slotCrew[slot]! * days + m.slotDay[slot]!
      if (slot < s.emptyFrom[cell]!) s.emptyFrom[cell] = slot
    } else if (before > 0 && after === 0) s.usedSlots++
    s.isTouched[slot] = 0
    s.rowOf[slot] = old
    s.freeRows[s.freeRowCount] = row
    s.freeRowCount++
  }
  for (let k = 0; k < s.changedCount; k++) {
    const store = s.changedStores[k]!
    s.isChanged[store] = 0
    s.planned[store] = s.savedPlanned[store]!
    s.crewNow[store] = s.savedCrew[store]!
    for (let cell = store * days; cell < (store + 1) * days; cell++) s.slotOf[cell] = s.savedSlotOf[cell]!
    setMissing(m, s, store, s.savedMissing[store]!)
  }
  s.touchedCount = 0
  s.changedCount = 0
  for (let k = 0; k < SUMS; k++) s.sums[k] = s.savedSums[k]!
}

/** Notes the plan as it stands as the best. */
export function noteBest(m: Model, s: PlanState): void {
  s.sums[COST_BEST] = soundCost(m, s)
  s.bestAbsentCount = s.absentCount
  s.improvements++
  for (let k = 0; k < s.staleCount; k++) {
    const slot = s.stale[k]!
    const row = s.rowOf[slot]!
    const count = s.count[row]!
    s.isStale[slot] = 0
    s.bestCount[slot] = count
    for (let i = 1; i <= count; i++) s.bestStop[slot * s.stride + i] = s.stop[row * s.stride + i]!
  }
  s.staleCount = 0
}
