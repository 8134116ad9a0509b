/**
 * A route and one of the same crew near it on another day, or none, exchange their days. Visits that cannot be made on the
 * day that they come to, and all visits of stores whose days no longer go together, are taken out.
 *
 * Where the days mean the same to all stores it costs nothing, while moving visit by visit leads over much worse plans.
 *
 * Only for plain problems, for the times of the routes are not looked at. What the rows held before is still in the rows
 * kept aside for undoing.
 *
 * Cost  O(stops of both routes, squared); nothing allocated.
 */
import { goTogether } from './choose-days.kernel'
import { touchSlot } from './journal.kernel'
import type { Model } from './model.kernel'
import { nextRandom, type PlanState } from './plan-state.kernel'
import { type f64, type i32, toInt } from './prelude'
import { dayOfVisit, freeStore, markRemoved, putIn, settleTouched, takeOut } from './visits.kernel'

/** Share of the exchanges that move one route to a day alone. */
const WITH_NO_ROUTE: f64 = 0.3

export function exchangeRoutes(m: Model, s: PlanState): void {
  const days = m.dayCount
  if (days === 1) return
  const seed = toInt(nextRandom(s) * m.storeCount)
  const day = dayOfVisit(m, s, seed, nextRandom(s))
  if (day < 0) return
  const one = s.slotOf[seed * days + day]!
  const otherDay = (day + 1 + toInt(nextRandom(s) * (days - 1))) % days
  const other = slotNear(m, s, seed, m.slotCrew[one]! * days + otherDay)
  if (other < 0) return
  touchSlot(m, s, one)
  touchSlot(m, s, other)
  takeAllOut(m, s, one)
  takeAllOut(m, s, other)
  settleTouched(m, s)
  putAllIn(m, s, one, other)
  putAllIn(m, s, other, one)
  freeBroken(m, s, one)
  freeBroken(m, s, other)
}

/** Of a crew on a day (`cell`), the slot that visits the nearest of the seed's neighbours, or an empty one; −1 for none. */
function slotNear(m: Model, s: PlanState, seed: i32, cell: i32): i32 {
  const first = m.slotFrom[cell]!
  const last = m.slotFrom[cell + 1]!
  const day = cell % m.dayCount
  if (nextRandom(s) >= WITH_NO_ROUTE) {
    const row = seed * m.neighbourCount
    for (let k = 0; k < m.neighbourCount; k++) {
      const slot = s.slotOf[m.neighbours[row + k]! * m.dayCount + day]!
      if (slot >= first && slot < last) return slot
    }
  }
  for (let slot = first; slot < last; slot++) {
    if (s.count[s.rowOf[slot]!]! === 0) return slot
  }
  return -1
}

function takeAllOut(m: Model, s: PlanState, slot: i32): void {
  const old = s.oldRow[slot]!
  // from the end, so that nothing has to move up
  for (let i = s.count[old]!; i > 0; i--) takeOut(m, s, s.stop[old * s.stride + i]!, m.slotDay[slot]!)
}

/** Puts what was in slot `from` into slot `to`, in the same order. */
function putAllIn(m: Model, s: PlanState, from: i32, to: i32): void {
  const old = s.oldRow[from]!
  const day = m.slotDay[to]!
  for (let i = 1; i <= s.count[old]!; i++) {
    const store = s.stop[old * s.stride + i]!
    const visit = store * m.dayCount + day
    if (m.dayOpen[visit]! && s.slotOf[visit]! < 0) putIn(m, s, store, to, s.count[s.rowOf[to]!]!)
    else markRemoved(m, s, store)
  }
}

/** Takes out all visits of the stores that were in a slot and whose days no longer go together. */
function freeBroken(m: Model, s: PlanState, slot: i32): void {
  const old = s.oldRow[slot]!
  for (let i = 1; i <= s.count[old]!; i++) {
    const store = s.stop[old * s.stride + i]!
    if (s.isRemoved[store]!) continue
    for (let day = 0; day < m.dayCount; day++) s.kept[day] = s.slotOf[store * m.dayCount + day]! >= 0 ? 1 : 0
    if (goTogether(m, s, store)) continue
    markRemoved(m, s, store)
    freeStore(m, s, store)
  }
}
