/**
 * Taking single visits out of a plan and putting them in.
 *
 * Cost  O(stops) a visit; a row's times are worked out again only as far as they change.
 */
import { touchSlot, touchStore } from './journal.kernel'
import type { Model } from './model.kernel'
import type { PlanState } from './plan-state.kernel'
import { type f64, type Ints, type i32, toInt } from './prelude'
import { refreshTimes, timesBackward, timesForward } from './route-times.kernel'
import { changeWork, refreshSlot, refreshSums } from './rows.kernel'

/** Takes a visit out; the slot must be settled (`settleSlot`) and the store's missing visits counted afterwards. */
export function takeOut(m: Model, s: PlanState, store: i32, day: i32): void {
  const slot = s.slotOf[store * m.dayCount + day]!
  touchSlot(m, s, slot)
  touchStore(m, s, store)
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  const stop = s.stop
  let i = base + 1
  while (stop[i]! !== store) i++
  if (!m.hasPhones) {
    const at = s.at
    const leg = s.leg
    const end = base + count + 1
    const gone = leg[i]! + leg[i + 1]!
    const way = count === 1 ? 0 : m.travel[at[i - 1]! * m.placeCount + at[i + 1]!]!
    for (let k = i; k < end; k++) {
      stop[k] = stop[k + 1]!
      at[k] = at[k + 1]!
      leg[k] = leg[k + 1]!
    }
    leg[i] = way
    changeWork(m, s, row, way - gone, way - gone - m.service[store]!)
    s.load[row] = s.load[row]! - m.demand[store]!
  } else {
    for (let k = i; k < base + count; k++) stop[k] = stop[k + 1]!
  }
  s.count[row] = count - 1
  s.visitCount--
  if (count === 1) {
    s.usedSlots--
    const cell = m.slotCrew[slot]! * m.dayCount + day
    if (slot < s.emptyFrom[cell]!) s.emptyFrom[cell] = slot
  }
  s.slotOf[store * m.dayCount + day] = -1
  s.isDirty[slot] = 1
  s.planned[store] = s.planned[store]! - 1
  if (s.planned[store]! === 0) s.crewNow[store] = -1
}

/** Takes all visits of a store out. */
export function freeStore(m: Model, s: PlanState, store: i32): void {
  for (let day = 0; day < m.dayCount; day++) {
    if (s.slotOf[store * m.dayCount + day]! >= 0) takeOut(m, s, store, day)
  }
}

/** Notes a store to be put back. */
export function markRemoved(m: Model, s: PlanState, store: i32): void {
  touchStore(m, s, store)
  if (s.isRemoved[store]!) return
  s.isRemoved[store] = 1
  s.removed[s.removedCount] = store
  s.removedCount++
}

/** Brings a slot's row up to date after visits were taken out. */
export function settleSlot(m: Model, s: PlanState, slot: i32): void {
  if (!s.isDirty[slot]!) return
  s.isDirty[slot] = 0
  if (m.hasPhones) {
    refreshSlot(m, s, slot)
    return
  }
  if (m.isTimed) refreshTimes(m, s, slot)
  refreshSums(m, s, slot)
}

export function settleTouched(m: Model, s: PlanState): void {
  for (let k = 0; k < s.touchedCount; k++) settleSlot(m, s, s.touched[k]!)
}

/** Puts a visit in before the stop now at `position` (from 0), and brings the slot up to date. */
export function putIn(m: Model, s: PlanState, store: i32, slot: i32, position: i32): void {
  touchSlot(m, s, slot)
  touchStore(m, s, store)
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  const here = base + position + 1
  const end = base + count + 1
  s.slotOf[store * m.dayCount + m.slotDay[slot]!] = slot
  s.planned[store] = s.planned[store]! + 1
  s.crewNow[store] = m.slotCrew[slot]!
  s.visitCount++
  if (count === 0) s.usedSlots++
  s.count[row] = count + 1
  shiftRight(s.stop, here, end)
  s.stop[here] = store
  if (m.hasPhones) {
    refreshSlot(m, s, slot)
    return
  }
  const at = s.at
  const leg = s.leg
  const size = m.placeCount
  shiftRight(at, here, end)
  shiftRight(leg, here, end)
  const place = m.place[store]!
  const gone = count === 0 ? 0 : leg[here]!
  const there = m.travel[at[here - 1]! * size + place]!
  const on = m.travel[place * size + at[here + 1]!]!
  at[here] = place
  leg[here] = there
  leg[here + 1] = on
  changeWork(m, s, row, there + on - gone, there + on - gone + m.service[store]!)
  s.load[row] = s.load[row]! + m.demand[store]!
  if (m.isTimed) {
    shiftRight(s.leave0, here, end)
    shiftRight(s.onTime0, here, end)
    if (m.hasBreaks) shiftRight(s.leave1, here, end)
    if (m.hasBreaks || m.hasLateEnds) {
      shiftRight(s.onTime1, here, end)
      shiftRight(s.latest0, here, end)
      shiftRight(s.latest1, here, end)
    }
    timesForward(m, s, slot, position + 1, position + 1)
    timesBackward(m, s, slot, position + 1, position + 1)
  }
  refreshSums(m, s, slot)
}

function shiftRight(a: Ints, from: i32, to: i32): void {
  for (let i = to; i >= from; i--) a[i + 1] = a[i]!
}

/** A day on which the store is visited, −1 if there is none. */
export function dayOfVisit(m: Model, s: PlanState, store: i32, random: f64): i32 {
  const planned = s.planned[store]!
  if (planned === 0) return -1
  let skip = toInt(random * planned)
  for (let day = 0; day < m.dayCount; day++) {
    if (s.slotOf[store * m.dayCount + day]! < 0) continue
    if (skip === 0) return day
    skip--
  }
  return -1
}
