/** The end of a route made in a given order, as the kernel counts it; `NEVER` if it cannot be made. */
import { type Model, NEVER } from './model.kernel'
import { leaveAfter } from './plan-state.kernel'

export function timesOf(m: Model, slot: number, stops: readonly number[]): number {
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  let at = m.slotStart[slot]!
  let left0 = m.slotOpens[slot]!
  let left1 = NEVER
  let ready0 = left0
  let ready1 = left1
  for (let k = 0; k <= stops.length; k++) {
    const store = stops[k]
    const to = store === undefined ? m.slotEnd[slot]! : m.place[store]!
    const way = to < 0 ? 0 : m.travel[at * m.placeCount + to]!
    if (way >= m.unreachable) return NEVER
    if (to >= 0) at = to
    ready0 = left0 + way
    ready1 = left1 + way
    if (breakFrom < NEVER && left0 <= breakLatest) {
      ready1 = Math.min(ready1, Math.max(ready0, breakFrom) + m.breakLength[slot]!)
    }
    if (store === undefined) break
    left0 = leaveAfter(m, store, ready0)
    left1 = leaveAfter(m, store, ready1)
    if (left0 >= NEVER && left1 >= NEVER) return NEVER
  }
  if (breakFrom < NEVER && ready0 > breakLatest) ready0 = NEVER
  const end = Math.min(ready0, ready1)
  return end <= m.slotHardEnd[slot]! ? end : NEVER
}
