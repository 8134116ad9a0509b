/**
 * When a route would end with one more visit in it.
 *
 * Shape  at most the soft end if the route ends in time; `NEVER` if it cannot be made.
 * Cost   O(1), but for a route that would run into overtime, whose rest is gone through stop by stop.
 */
import { type Model, NEVER } from './model.kernel'
import type { PlanState } from './plan-state.kernel'
import { type i32, smaller } from './prelude'
import { afterBreak, leaveAfter } from './route-times.kernel'

/** With the visit after element `position`, `there` away from it and `on` from the next. */
export function endWith(
  m: Model,
  s: PlanState,
  store: i32,
  slot: i32,
  position: i32,
  there: i32,
  on: i32,
): i32 {
  const from = s.rowOf[slot]! * s.stride + position
  const before = s.leave0[from]!
  const ready0 = before + there
  const ready1 = afterBreak(m, slot, before, ready0, m.hasBreaks ? s.leave1[from]! + there : NEVER)
  const left0 = leaveAfter(m, store, ready0)
  const left1 = leaveAfter(m, store, ready1)
  if (left0 >= NEVER && left1 >= NEVER) return NEVER
  return endReaching(m, s, slot, position + 1, left0 + on, afterBreak(m, slot, left0, left0 + on, left1 + on))
}

/** As `endWith`, where visits by phone leave the legs around them to others. */
export function endAmongPhones(m: Model, s: PlanState, store: i32, slot: i32, position: i32): i32 {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  const isPhone = m.place[store]! < 0
  let left0 = s.leave0[base + position]!
  let left1 = m.hasBreaks ? s.leave1[base + position]! : NEVER
  let at = s.at[base + position]!
  for (let k = position; k <= count + 1; k++) {
    const stop = k === position ? store : k <= count ? s.stop[base + k]! : -1
    // the visit put in comes after element `position`; the stops from `position + 1` on follow it
    const to = stop < 0 ? m.slotEnd[slot]! : m.place[stop]!
    const drive = to < 0 ? 0 : m.travel[at * m.placeCount + to]!
    if (to >= 0) at = to
    const ready0 = left0 + drive
    const ready1 = afterBreak(m, slot, left0, ready0, left1 + drive)
    // from the first place driven to on, the rest of the route is as it was
    if (k > position && (to >= 0 || isPhone)) return endReaching(m, s, slot, k, ready0, ready1)
    left0 = leaveAfter(m, stop, ready0)
    left1 = leaveAfter(m, stop, ready1)
    if (left0 >= NEVER && left1 >= NEVER) return NEVER
  }
  return NEVER
}

/** If element `i` (from 1) is reached at `ready0` before or `ready1` after the break. */
function endReaching(m: Model, s: PlanState, slot: i32, i: i32, ready0: i32, ready1: i32): i32 {
  const here = s.rowOf[slot]! * s.stride + i
  const softEnd = m.slotSoftEnd[slot]!
  if (ready0 <= s.onTime0[here]!) return softEnd
  if (!m.hasBreaks && !m.hasLateEnds) return NEVER
  if (ready1 <= s.onTime1[here]!) return softEnd
  if (m.slotHardEnd[slot]! === softEnd) return NEVER
  if (ready0 > s.latest0[here]! && ready1 > s.latest1[here]!) return NEVER
  return endThrough(m, s, slot, i, ready0, ready1)
}

/** As `endReaching`, stop by stop. */
function endThrough(m: Model, s: PlanState, slot: i32, i: i32, early: i32, late: i32): i32 {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  let ready0 = early
  let ready1 = late
  for (let k = base + i; k <= base + count; k++) {
    const left0 = leaveAfter(m, s.stop[k]!, ready0)
    const left1 = leaveAfter(m, s.stop[k]!, ready1)
    ready0 = left0 + s.leg[k + 1]!
    ready1 = afterBreak(m, slot, left0, ready0, left1 + s.leg[k + 1]!)
  }
  if (m.breakFrom[slot]! < NEVER && ready0 > m.breakLatest[slot]!) ready0 = NEVER
  const end = smaller(ready0, ready1)
  return end <= m.slotHardEnd[slot]! ? end : NEVER
}
