/**
 * The cheapest place for one visit on one day.
 *
 * A position costs its detour, and what it changes of overtime, excess load, balance, scatter and changes.
 *
 * Units    prices of the model; `IMPOSSIBLE` or more for what cannot be.
 * Source   blinks: Christiaens & Vanden Berghe, Slack Induction by String Removals, Transportation Science 54(2), 2020.
 *          Here the number of positions until the next blink is drawn instead of a chance at each.
 * Cost     O(1) a position (O(stops) where a route would run into overtime or holds visits by phone).
 */
import { type Model, NEVER, PRICE_BALANCE, PRICE_CHANGE, PRICE_COMPACT, PRICE_DRIVE } from './model.kernel'
import {
  DISPLACED_PRICE,
  EXCESS_PRICE,
  IMPOSSIBLE,
  leaveAfter,
  nextRandom,
  OVERTIME_PRICE,
  type PlanState,
  SUM_LOAD,
} from './plan-state.kernel'
import { type f64, type i32, larger, smaller, squareRoot, toFloat, toInt } from './prelude'

/** Where a crew has more slots a day, only those near a store are looked at. */
const ALL_SLOTS_MAX: i32 = 16
const NEARBY: i32 = 40

/** Returns the cost if below `below`, else `below`; slot and position are left in `foundSlot` and `foundPosition`. */
export function bestInsertion(m: Model, s: PlanState, store: i32, crew: i32, day: i32, below: f64): f64 {
  const cell = crew * m.dayCount + day
  const first = m.slotFrom[cell]!
  const last = m.slotFrom[cell + 1]!
  s.foundSlot = -1
  if (last - first > ALL_SLOTS_MAX) {
    const count = listNearby(m, s, store, cell)
    const best = bestInListed(m, s, store, count, below)
    if (s.foundSlot >= 0) return best
  }
  const listed = s.listed
  let count: i32 = 0
  let isEmptySeen: i32 = 0
  for (let slot = first; slot < last; slot++) {
    const stops = s.count[s.rowOf[slot]!]!
    if (stops === 0) {
      if (isEmptySeen && m.isAlike) continue
      isEmptySeen = 1
    }
    if (stops < m.stopsMax) {
      listed[count] = slot
      count++
    }
  }
  return bestInListed(m, s, store, count, below)
}

/** Lists the slots of a store's neighbours, and one empty slot. */
function listNearby(m: Model, s: PlanState, store: i32, cell: i32): i32 {
  const first = m.slotFrom[cell]!
  const last = m.slotFrom[cell + 1]!
  const days = m.dayCount
  const day = cell % days
  const row = store * m.neighbourCount
  const near = smaller(NEARBY, m.neighbourCount)
  const neighbours = m.neighbours
  const slotOf = s.slotOf
  const lookedAt = s.lookedAt
  const listed = s.listed
  let count: i32 = 0
  s.lookedAtMark++
  const mark = s.lookedAtMark
  for (let k = 0; k < near; k++) {
    const slot = slotOf[neighbours[row + k]! * days + day]!
    if (slot < first || slot >= last || lookedAt[slot]! === mark) continue
    lookedAt[slot] = mark
    if (s.count[s.rowOf[slot]!]! < m.stopsMax) {
      listed[count] = slot
      count++
    }
  }
  let empty = s.emptyFrom[cell]!
  while (empty < last && s.count[s.rowOf[empty]!]! > 0) empty++
  s.emptyFrom[cell] = empty
  if (empty < last) {
    listed[count] = empty
    count++
  }
  return count
}

function bestInListed(m: Model, s: PlanState, store: i32, count: i32, below: f64): f64 {
  if (m.isPlain) return bestPlain(m, s, store, count, below)
  let best = below
  for (let k = 0; k < count; k++) best = bestInSlot(m, s, store, s.listed[k]!, best)
  return best
}

/** As `bestInSlot` for the slots listed, where only driving, capacity and a limit of duration count. */
function bestPlain(m: Model, s: PlanState, store: i32, listed: i32, below: f64): f64 {
  const at = s.at
  const leg = s.leg
  const travel = m.travel
  const back = m.back
  const isSymmetric = back === travel
  const stride = s.stride
  const ways = m.place[store]! * m.placeCount
  const demand = m.demand[store]!
  const service = m.service[store]!
  const drivePrice = m.price[PRICE_DRIVE]!
  const excessPrice = s.sums[EXCESS_PRICE]!
  const overtimePrice = s.sums[OVERTIME_PRICE]!
  const isTight = excessPrice >= IMPOSSIBLE
  let best = below
  for (let k = 0; k < listed; k++) {
    const slot = s.listed[k]!
    const row = s.rowOf[slot]!
    let fixed: f64 = 0
    const excess = s.load[row]! + demand - m.slotCapacity[slot]!
    if (excess > 0) {
      const more = excess - s.excess[row]!
      if (isTight && more > 0) continue
      fixed = excessPrice * more
      if (fixed >= best) continue
    }
    const count = s.count[row]!
    const base = row * stride
    let least = m.unreachable
    let position: i32 = -1
    s.blinkIn -= count + 1
    if (isSymmetric && s.blinkIn > 0) {
      let there = travel[ways + at[base]!]!
      for (let i = base + 1; i <= base + count + 1; i++) {
        const on = travel[ways + at[i]!]!
        const detour = there + on - leg[i]!
        if (detour < least) {
          least = detour
          position = i
        }
        there = on
      }
    } else {
      const blink = base + takeBlink(s, count) + 1
      for (let i = base + 1; i <= base + count + 1; i++) {
        const detour = back[ways + at[i - 1]!]! + travel[ways + at[i]!]! - leg[i]!
        if (detour < least && i !== blink) {
          least = detour
          position = i
        }
      }
    }
    if (position < 0) continue
    let cost = fixed + drivePrice * least
    if (cost >= best) continue
    const late = m.slotOpens[slot]! + s.work[row]! + least + service - m.slotSoftEnd[slot]!
    if (late > 0) {
      cost += overtimePrice * (late - s.overtime[row]!)
      if (cost >= best) continue
    }
    best = cost
    s.foundSlot = slot
    s.foundPosition = position - base - 1
  }
  return best
}

function bestInSlot(m: Model, s: PlanState, store: i32, slot: i32, below: f64): f64 {
  const fixed = fixedCost(m, s, store, slot)
  if (fixed >= below) return below
  const row = s.rowOf[slot]!
  s.blinkIn -= s.count[row]! + 1
  if (m.hasPhones && (s.phones[row]! > 0 || m.place[store]! < 0)) {
    return bestAmongPhones(m, s, store, slot, below, fixed)
  }
  if (!m.isTimed && !m.hasPositions) return bestUntimed(m, s, store, slot, below, fixed)
  return bestTimed(m, s, store, slot, below, fixed)
}

/** Without windows and breaks the shortest detour of a route is its best position. */
function bestUntimed(m: Model, s: PlanState, store: i32, slot: i32, below: f64, fixed: f64): f64 {
  const row = s.rowOf[slot]!
  const count = s.count[row]!
  const base = row * s.stride
  const ways = m.place[store]! * m.placeCount
  const at = s.at
  const leg = s.leg
  const travel = m.travel
  let least = m.unreachable
  let position: i32 = -1
  if (m.back === travel && s.blinkIn > 0) {
    let there = travel[ways + at[base]!]!
    for (let i = 0; i <= count; i++) {
      const on = travel[ways + at[base + i + 1]!]!
      const detour = there + on - leg[base + i + 1]!
      if (detour < least) {
        least = detour
        position = i
      }
      there = on
    }
  } else {
    const blink = takeBlink(s, count)
    const back = m.back
    for (let i = 0; i <= count; i++) {
      const detour = back[ways + at[base + i]!]! + travel[ways + at[base + i + 1]!]! - leg[base + i + 1]!
      if (detour < least && i !== blink) {
        least = detour
        position = i
      }
    }
  }
  if (position < 0) return below
  const cost = fixed + m.price[PRICE_DRIVE]! * least + priceOfTime(m, s, store, slot, least)
  if (cost >= below) return below
  s.foundSlot = slot
  s.foundPosition = position
  return cost
}

/** What a detour costs beside driving in a route without windows and breaks. */
function priceOfTime(m: Model, s: PlanState, store: i32, slot: i32, detour: i32): f64 {
  const row = s.rowOf[slot]!
  const more = detour + m.service[store]!
  const work = s.work[row]!
  let cost: f64 = m.isBalanced ? priceOfBalance(m, s, work, more) : 0
  const overtime = larger(m.slotOpens[slot]! + work + more - m.slotSoftEnd[slot]!, 0) - s.overtime[row]!
  if (overtime !== 0) cost += s.sums[OVERTIME_PRICE]! * overtime
  return cost
}

function priceOfBalance(m: Model, s: PlanState, work: i32, more: i32): f64 {
  const by: f64 = more
  const all = s.sums[SUM_LOAD]!
  return m.price[PRICE_BALANCE]! * by * (2 * toFloat(work) + by - (2 * all + by) / m.slotCount)
}

/** The position of the blink that falls into the positions 0 … `count` just counted, −1 if none does. */
function takeBlink(s: PlanState, count: i32): i32 {
  if (s.blinkIn > 0) return -1
  const position = count + s.blinkIn
  while (s.blinkIn <= 0) drawBlink(s)
  return position
}

function bestTimed(m: Model, s: PlanState, store: i32, slot: i32, below: f64, fixed: f64): f64 {
  const row = s.rowOf[slot]!
  const count = s.count[row]!
  const base = row * s.stride
  const blink = takeBlink(s, count)
  const ways = m.place[store]! * m.placeCount
  const service = m.service[store]!
  const drivePrice = m.price[PRICE_DRIVE]!
  const overtimePrice = s.sums[OVERTIME_PRICE]!
  const overtimeNow = s.overtime[row]!
  const softEnd = m.slotSoftEnd[slot]!
  const work = s.work[row]!
  const opens = m.slotOpens[slot]!
  const breakLatest = m.breakLatest[slot]!
  const breakLength = m.breakLength[slot]!
  const lockAt = m.hasPositions ? m.lockPosition[store * m.dayCount + m.slotDay[slot]!]! : -1
  const hasLocks = m.hasPositions && (lockAt >= 0 || s.positionLocks[row]! > 0)
  const firstWindow = m.windowFrom[store]!
  const lastWindow = m.windowFrom[store + 1]!
  const hasWindows = firstWindow < lastWindow
  // after this no visit starts, and before this none ends
  let latestStart: i32 = -NEVER
  for (let w = firstWindow; w < lastWindow; w++) latestStart = larger(latestStart, m.windowLatest[w]!)
  const earliestEnd = hasWindows ? larger(m.windowOpen[firstWindow]!, opens) + service : 0
  const reach0 = m.hasLateEnds ? s.latest0 : s.onTime0
  const reach1 = m.hasLateEnds ? s.latest1 : s.onTime1
  const isTimed = m.isTimed

  let best = below
  for (let i = 0; i <= count; i++) {
    const from = base + i
    if (isTimed && hasWindows) {
      if (s.leave0[from]! > latestStart && (!m.hasBreaks || s.leave1[from]! > latestStart)) break
      if (earliestEnd > reach0[from + 1]! && (!m.hasBreaks || earliestEnd > reach1[from + 1]!)) continue
    }
    if (i === blink) continue
    const there = m.back[ways + s.at[from]!]!
    const on = m.travel[ways + s.at[from + 1]!]!
    const detour = there + on - s.leg[from + 1]!
    if (detour >= m.unreachable) continue
    let cost = fixed + drivePrice * detour
    if (m.isBalanced) cost += priceOfBalance(m, s, work, detour + service)
    // no route ends before its work is done
    let end = opens + work + detour + service
    if (end > breakLatest) end += breakLength
    const overtimeLeast = end > softEnd ? end - softEnd : 0
    if (cost + overtimePrice * (overtimeLeast - overtimeNow) >= best) continue
    if (isTimed) {
      end = endWith(m, s, store, slot, i, there, on)
      if (end >= NEVER) continue
    }
    const overtime = end > softEnd ? end - softEnd : 0
    cost += overtimePrice * (overtime - overtimeNow)
    if (hasLocks) cost += s.sums[DISPLACED_PRICE]! * displacedBy(m, s, slot, i, lockAt)
    if (cost >= best) continue
    best = cost
    s.foundSlot = slot
    s.foundPosition = i
  }
  return best
}

/** What a visit costs in a slot at whichever position. */
function fixedCost(m: Model, s: PlanState, store: i32, slot: i32): f64 {
  const row = s.rowOf[slot]!
  let cost: f64 = 0
  const excess = s.load[row]! + m.demand[store]! - m.slotCapacity[slot]!
  if (excess > 0) {
    const price = s.sums[EXCESS_PRICE]!
    if (price >= IMPOSSIBLE && excess > s.excess[row]!) return IMPOSSIBLE
    cost += price * (excess - s.excess[row]!)
  }
  if (m.isCompact && m.place[store]! >= 0) {
    const x = s.x[row]! + m.x[store]!
    const y = s.y[row]! + m.y[store]!
    const squares = s.squares[row]! + m.x[store]! * m.x[store]! + m.y[store]! * m.y[store]!
    const inertia: f64 = (s.count[row]! - s.phones[row]! + 1) * squares - x * x - y * y
    const scatter: f64 = inertia > 0 ? squareRoot(inertia) : 0
    cost += m.price[PRICE_COMPACT]! * (scatter - s.scatter[row]!)
  }
  if (
    m.isChangePriced &&
    m.hasPrevious[store]! &&
    m.previousCrew[store * m.dayCount + m.slotDay[slot]!]! !== m.slotCrew[slot]!
  ) {
    cost += m.price[PRICE_CHANGE]!
  }
  return cost
}

function displacedBy(m: Model, s: PlanState, slot: i32, position: i32, lockAt: i32): i32 {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const day = m.slotDay[slot]!
  let change: i32 = lockAt >= 0 ? larger(position - lockAt, lockAt - position) : 0
  if (s.positionLocks[row]! === 0) return change
  for (let i = position; i < s.count[row]!; i++) {
    const locked = m.lockPosition[s.stop[base + i + 1]! * m.dayCount + day]!
    if (locked >= 0) change += i < locked ? -1 : 1
  }
  return change
}

/** Draws after how many more positions the next blink falls. */
function drawBlink(s: PlanState): void {
  s.blinkIn += s.blinkMean === 0 ? NEVER : 1 + toInt(nextRandom(s) * (2 * s.blinkMean))
}

/** Turns blinks on (one in `mean` positions is overlooked) or off (0). */
export function setBlinks(s: PlanState, mean: i32): void {
  s.blinkMean = mean
  s.blinkIn = 0
  drawBlink(s)
}

/** End of the route with the visit put in, at most the soft end if that is all that matters; `NEVER` if impossible. */
function endWith(m: Model, s: PlanState, store: i32, slot: i32, position: i32, there: i32, on: i32): i32 {
  const from = s.rowOf[slot]! * s.stride + position
  const breakFrom = m.breakFrom[slot]!
  const softEnd = m.slotSoftEnd[slot]!

  let ready0 = s.leave0[from]! + there
  if (breakFrom === NEVER) {
    const left = leaveAfter(m, store, ready0)
    if (left >= NEVER) return NEVER
    ready0 = left + on
    if (ready0 <= s.onTime0[from + 1]!) return softEnd
    if (m.slotHardEnd[slot]! === softEnd || ready0 > s.latest0[from + 1]!) return NEVER
    return endFrom(m, s, slot, position + 1, ready0, NEVER)
  }

  const breakLatest = m.breakLatest[slot]!
  const breakLength = m.breakLength[slot]!
  let ready1 = s.leave1[from]! + there
  if (s.leave0[from]! <= breakLatest) {
    const rested = larger(ready0, breakFrom) + breakLength
    if (rested < ready1) ready1 = rested
  }
  const left0 = leaveAfter(m, store, ready0)
  const left1 = leaveAfter(m, store, ready1)
  ready0 = left0 + on
  ready1 = left1 + on
  if (left0 <= breakLatest) {
    const rested = larger(ready0, breakFrom) + breakLength
    if (rested < ready1) ready1 = rested
  }
  if (ready0 <= s.onTime0[from + 1]! || ready1 <= s.onTime1[from + 1]!) return softEnd
  if (m.slotHardEnd[slot]! === softEnd) return NEVER
  if (ready0 > s.latest0[from + 1]! && ready1 > s.latest1[from + 1]!) return NEVER
  return endFrom(m, s, slot, position + 1, ready0, ready1)
}

/** End of the route if the element `i` (from 1) is reached at `early` before or `late` after the break, as `endWith`. */
function endReaching(m: Model, s: PlanState, slot: i32, i: i32, early: i32, late: i32): i32 {
  const here = s.rowOf[slot]! * s.stride + i
  const softEnd = m.slotSoftEnd[slot]!
  if (early <= s.onTime0[here]!) return softEnd
  if (!m.hasBreaks && !m.hasLateEnds) return NEVER
  if (late <= s.onTime1[here]!) return softEnd
  if (m.slotHardEnd[slot]! === softEnd) return NEVER
  if (early > s.latest0[here]! && late > s.latest1[here]!) return NEVER
  return endFrom(m, s, slot, i, early, late)
}

/** End of the route if the element `i` (from 1) is reached at `ready0` before or `ready1` after the break. */
function endFrom(m: Model, s: PlanState, slot: i32, i: i32, early: i32, late: i32): i32 {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  let ready0 = early
  let ready1 = late
  for (let k = base + i; k <= base + count; k++) {
    const left0 = leaveAfter(m, s.stop[k]!, ready0)
    const left1 = leaveAfter(m, s.stop[k]!, ready1)
    ready0 = left0 + s.leg[k + 1]!
    ready1 = left1 + s.leg[k + 1]!
    if (breakFrom < NEVER && left0 <= breakLatest) {
      const rested = larger(ready0, breakFrom) + m.breakLength[slot]!
      if (rested < ready1) ready1 = rested
    }
  }
  if (breakFrom < NEVER && ready0 > breakLatest) ready0 = NEVER
  const end = smaller(ready0, ready1)
  return end <= m.slotHardEnd[slot]! ? end : NEVER
}

/** As `bestTimed`, where visits by phone leave the legs around them to others. */
function bestAmongPhones(m: Model, s: PlanState, store: i32, slot: i32, below: f64, fixed: f64): f64 {
  const row = s.rowOf[slot]!
  const count = s.count[row]!
  const base = row * s.stride
  const blink = takeBlink(s, count)
  const place = m.place[store]!
  const ways = place * m.placeCount
  const service = m.service[store]!
  const overtimePrice = s.sums[OVERTIME_PRICE]!
  const overtimeNow = s.overtime[row]!
  const softEnd = m.slotSoftEnd[slot]!
  const work = s.work[row]!
  const lockAt = m.hasPositions ? m.lockPosition[store * m.dayCount + m.slotDay[slot]!]! : -1
  const hasLocks = m.hasPositions && (lockAt >= 0 || s.positionLocks[row]! > 0)
  const start = m.slotStart[slot]!
  const last = m.slotEnd[slot]!
  const isTimed = m.isTimed
  const lastWindow = m.windowFrom[store + 1]!
  const hasWindows = isTimed && m.windowFrom[store]! < lastWindow
  let latestStart: i32 = -NEVER
  for (let w = m.windowFrom[store]!; w < lastWindow; w++)
    latestStart = larger(latestStart, m.windowLatest[w]!)

  let best = below
  for (let i = 0; i <= count; i++) {
    const from = base + i
    if (hasWindows && s.leave0[from]! > latestStart && (!m.hasBreaks || s.leave1[from]! > latestStart)) break
    if (i === blink) continue
    let detour: i32 = 0
    if (place < 0) detour = count === 0 ? m.travel[start * m.placeCount + last]! : 0
    else if (count === 0) detour = m.back[ways + start]! + m.travel[ways + last]!
    else detour = m.back[ways + s.at[from]!]! + m.travel[ways + s.ahead[from + 1]!]! - s.direct[from]!
    if (detour >= m.unreachable) continue
    let cost = fixed + m.price[PRICE_DRIVE]! * detour
    if (m.isBalanced) cost += priceOfBalance(m, s, work, detour + service)
    let end = m.slotOpens[slot]! + work + detour + service
    if (end > m.breakLatest[slot]!) end += m.breakLength[slot]!
    const overtimeLeast = end > softEnd ? end - softEnd : 0
    if (cost + overtimePrice * (overtimeLeast - overtimeNow) >= best) continue
    if (isTimed) {
      end = endWithPhones(m, s, store, slot, i)
      if (end >= NEVER) continue
    }
    const overtime = end > softEnd ? end - softEnd : 0
    cost += overtimePrice * (overtime - overtimeNow)
    if (hasLocks) cost += s.sums[DISPLACED_PRICE]! * displacedBy(m, s, slot, i, lockAt)
    if (cost >= best) continue
    best = cost
    s.foundSlot = slot
    s.foundPosition = i
  }
  return best
}

function endWithPhones(m: Model, s: PlanState, store: i32, slot: i32, position: i32): i32 {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  let left0 = s.leave0[base + position]!
  let left1 = m.hasBreaks ? s.leave1[base + position]! : NEVER
  let at = s.at[base + position]!
  const isPhone = m.place[store]! < 0
  for (let k = position; k <= count + 1; k++) {
    const stop = k === position ? store : k <= count ? s.stop[base + k]! : -1
    // the visit put in comes after element `position`; the stops from `position + 1` on follow it
    const to = stop < 0 ? m.slotEnd[slot]! : m.place[stop]!
    const drive = to < 0 ? 0 : m.travel[at * m.placeCount + to]!
    if (to >= 0) at = to
    const ready0 = left0 + drive
    let ready1 = left1 + drive
    if (breakFrom < NEVER && left0 <= breakLatest) {
      const rested = larger(ready0, breakFrom) + m.breakLength[slot]!
      if (rested < ready1) ready1 = rested
    }
    // from the first place driven to on, the rest of the route is as it was
    if (k > position && (to >= 0 || isPhone)) return endReaching(m, s, slot, k, ready0, ready1)
    left0 = leaveAfter(m, stop, ready0)
    left1 = leaveAfter(m, stop, ready1)
    if (left0 >= NEVER && left1 >= NEVER) return NEVER
  }
  return NEVER
}
