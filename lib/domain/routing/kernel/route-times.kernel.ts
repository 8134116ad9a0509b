/**
 * When each stop of a row can be left at the earliest, and must be reached at the latest.
 *
 * In two states: before the break (0) and after it (1). A break taken between leaving at t and arriving costs
 * max(t + drive, opening of its window) + its length − t, and is allowed while t is not after its window; so both states
 * move forwards and backwards in O(1) a stop.
 *
 * Units    as in the model; `NEVER` and −`NEVER` where there is no such time. `latest` allows overtime, `onTime` does not.
 */
import { type Model, NEVER } from './model.kernel'
import type { PlanState } from './plan-state.kernel'
import { type i32, larger, smaller } from './prelude'

/** Earliest end of a visit that is ready to start at `ready`, or `NEVER`. */
export function leaveAfter(m: Model, store: i32, ready: i32): i32 {
  if (ready >= NEVER) return NEVER
  let w = m.windowFrom[store]!
  const last = m.windowFrom[store + 1]!
  if (w === last) return ready + m.service[store]!
  for (; w < last; w++) {
    if (ready <= m.windowLatest[w]!) return larger(ready, m.windowOpen[w]!) + m.service[store]!
  }
  return NEVER
}

/** Latest arrival from which a visit can be left by `leave`, or −`NEVER`. */
export function latestArrival(m: Model, store: i32, leave: i32): i32 {
  if (leave <= -NEVER) return -NEVER
  let w = m.windowFrom[store]!
  const last = m.windowFrom[store + 1]!
  const start = leave - m.service[store]!
  if (w === last) return start
  let latest: i32 = -NEVER
  for (; w < last && m.windowOpen[w]! <= start; w++) {
    const arrival = smaller(start, m.windowLatest[w]!)
    if (arrival > latest) latest = arrival
  }
  return latest
}

/**
 * Arrival with the break behind: `ready1`, or earlier if the break is taken on the way, which was left for at `left0` and
 * ends without a break at `ready0`.
 */
export function afterBreak(m: Model, slot: i32, left0: i32, ready0: i32, ready1: i32): i32 {
  const from = m.breakFrom[slot]!
  if (from === NEVER || left0 > m.breakLatest[slot]!) return ready1
  return smaller(ready1, larger(ready0, from) + m.breakLength[slot]!)
}

export function refreshTimes(m: Model, s: PlanState, slot: i32): void {
  const end = s.count[s.rowOf[slot]!]! + 1
  timesForward(m, s, slot, 1, end + 1)
  timesBackward(m, s, slot, end - 1, 0)
}

/** Leaving times from element `from` on; they stand where they were from the first on, after `must`, that has not changed. */
export function timesForward(m: Model, s: PlanState, slot: i32, from: i32, must: i32): void {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const end = base + s.count[row]! + 1
  const leave0 = s.leave0
  const leg = s.leg
  leave0[base] = m.slotOpens[slot]!
  if (!m.hasBreaks) {
    let left = leave0[base + from - 1]!
    for (let i = base + from; i < end; i++) {
      left = leaveAfter(m, s.stop[i]!, left + leg[i]!)
      if (i - base > must && left === leave0[i]!) return
      leave0[i] = left
    }
    left += leg[end]!
    leave0[end] = smaller(left, NEVER)
    s.end[row] = leave0[end]!
    return
  }
  const breakLatest = m.breakLatest[slot]!
  const hasBreak = m.breakFrom[slot]! < NEVER
  const leave1 = s.leave1
  leave1[base] = NEVER
  for (let i = base + from; i <= end; i++) {
    const before = leave0[i - 1]!
    let ready0 = before + leg[i]!
    let ready1 = afterBreak(m, slot, before, ready0, leave1[i - 1]! + leg[i]!)
    if (i < end) {
      ready0 = leaveAfter(m, s.stop[i]!, ready0)
      ready1 = hasBreak ? leaveAfter(m, s.stop[i]!, ready1) : NEVER
      if (i - base > must && ready0 === leave0[i]! && ready1 === leave1[i]!) return
      leave0[i] = ready0
      leave1[i] = ready1
    } else {
      if (hasBreak && ready0 > breakLatest) ready0 = NEVER
      leave0[i] = ready0
      s.end[row] = smaller(ready0, ready1)
    }
  }
}

/** Latest arrivals from element `from` down, as `timesForward`. */
export function timesBackward(m: Model, s: PlanState, slot: i32, from: i32, must: i32): void {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const end = base + s.count[row]! + 1
  const onTime0 = s.onTime0
  const leg = s.leg
  const hardEnd = m.slotHardEnd[slot]!
  const softEnd = m.slotSoftEnd[slot]!
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  const breakLength = m.breakLength[slot]!
  const hasBreak = breakFrom < NEVER
  onTime0[end] = hasBreak && breakLatest < softEnd ? breakLatest : softEnd
  if (!m.hasBreaks && !m.hasLateEnds) {
    for (let i = base + from; i > base; i--) {
      const latest = latestArrival(m, s.stop[i]!, onTime0[i + 1]! - leg[i + 1]!)
      if (i - base < must && latest === onTime0[i]!) return
      onTime0[i] = latest
    }
    return
  }
  const onTime1 = s.onTime1
  const latest0 = s.latest0
  const latest1 = s.latest1
  onTime1[end] = softEnd
  latest0[end] = hasBreak && breakLatest < hardEnd ? breakLatest : hardEnd
  latest1[end] = hardEnd
  for (let i = base + from; i > base; i--) {
    const store = s.stop[i]!
    const next = leg[i + 1]!
    let onTimeHere = onTime0[i + 1]! - next
    let latestHere = latest0[i + 1]! - next
    let onTimeRested: i32 = -NEVER
    let latestRested: i32 = -NEVER
    if (hasBreak) {
      onTimeHere = larger(
        onTimeHere,
        lastLeaveBeforeBreak(breakFrom, breakLatest, breakLength, next, onTime1[i + 1]!),
      )
      latestHere = larger(
        latestHere,
        lastLeaveBeforeBreak(breakFrom, breakLatest, breakLength, next, latest1[i + 1]!),
      )
      onTimeRested = latestArrival(m, store, onTime1[i + 1]! - next)
      latestRested = latestArrival(m, store, latest1[i + 1]! - next)
    }
    onTimeHere = latestArrival(m, store, onTimeHere)
    latestHere = latestArrival(m, store, latestHere)
    if (
      i - base < must &&
      onTimeHere === onTime0[i]! &&
      latestHere === latest0[i]! &&
      onTimeRested === onTime1[i]! &&
      latestRested === latest1[i]!
    ) {
      return
    }
    onTime0[i] = onTimeHere
    latest0[i] = latestHere
    onTime1[i] = onTimeRested
    latest1[i] = latestRested
  }
}

/** Latest leaving time that lets the break be taken on the way to what must be reached by `reach`. */
function lastLeaveBeforeBreak(from: i32, latest: i32, length: i32, drive: i32, reach: i32): i32 {
  if (from + length > reach) return -NEVER
  return smaller(reach - length - drive, latest)
}
