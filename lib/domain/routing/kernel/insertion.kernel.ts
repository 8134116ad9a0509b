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

import { endAmongPhones, endWith } from './insertion-end.kernel'
import { type Model, NEVER, PRICE_CHANGE, PRICE_COMPACT, PRICE_DRIVE } from './model.kernel'
import {
  BALANCE_PRICE,
  DISPLACED_PRICE,
  EXCESS_PRICE,
  IMPOSSIBLE,
  nextRandom,
  OVERTIME_PRICE,
  type PlanState,
  ROUTE_PRICE,
  SUM_LOAD,
} from './plan-state.kernel'
import { either, type f64, type i32, larger, smaller, squareRoot, toFloat, toInt } from './prelude'

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
    const best = bestAmong(m, s, store, 0, count, true, below)
    if (s.foundSlot >= 0) return best
  }
  return bestAmong(m, s, store, first, last, false, below)
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

/** The best of the slots from `first` to before `last`, or of those listed there. */
function bestAmong(
  m: Model,
  s: PlanState,
  store: i32,
  first: i32,
  last: i32,
  isListed: boolean,
  below: f64,
): f64 {
  if (m.isPlain) return bestPlain(m, s, store, first, last, isListed, below)
  let best = below
  let isEmptySeen: i32 = 0
  for (let k = first; k < last; k++) {
    const slot = isListed ? s.listed[k]! : k
    const count = s.count[s.rowOf[slot]!]!
    if (!isToTry(m, count, isEmptySeen)) continue
    if (count === 0) isEmptySeen = 1
    best = bestInSlot(m, s, store, slot, best)
  }
  return best
}

/** A slot of `count` stops has room, and is not empty like another one. */
function isToTry(m: Model, count: i32, isEmptySeen: i32): boolean {
  return count < m.stopsMax && !(count === 0 && isEmptySeen && m.isAlike)
}

/**
 * As `bestAmong` where only driving, capacity and a limit of duration count. Which position is the best cannot be foreseen,
 * so that a jump there would cost more than the sums.
 */
function bestPlain(
  m: Model,
  s: PlanState,
  store: i32,
  first: i32,
  last: i32,
  isListed: boolean,
  below: f64,
): f64 {
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
  const routePrice = s.sums[ROUTE_PRICE]!
  const isTight = excessPrice >= IMPOSSIBLE
  let best = below
  let isEmptySeen: i32 = 0
  for (let k = first; k < last; k++) {
    const slot = isListed ? s.listed[k]! : k
    const row = s.rowOf[slot]!
    const count = s.count[row]!
    if (!isToTry(m, count, isEmptySeen)) continue
    if (count === 0) isEmptySeen = 1
    let fixed: f64 = 0
    const excess = s.load[row]! + demand - m.slotCapacity[slot]!
    if (excess > 0) {
      const more = excess - s.excess[row]!
      if (isTight && more > 0) continue
      fixed = excessPrice * more
      if (fixed >= best) continue
    }
    if (count === 0) fixed += routePrice
    const base = row * stride
    let least = m.unreachable
    let position: i32 = -1
    s.blinkIn -= count + 1
    if (isSymmetric && s.blinkIn > 0) {
      let there = travel[ways + at[base]!]!
      for (let i = base + 1; i <= base + count + 1; i++) {
        const on = travel[ways + at[i]!]!
        const detour = there + on - leg[i]!
        const isLess = detour < least
        position = either(isLess, i, position)
        least = either(isLess, detour, least)
        there = on
      }
    } else {
      const blink = base + takeBlink(s, count) + 1
      for (let i = base + 1; i <= base + count + 1; i++) {
        const detour = back[ways + at[i - 1]!]! + travel[ways + at[i]!]! - leg[i]!
        const isLess = detour < least && i !== blink
        position = either(isLess, i, position)
        least = either(isLess, detour, least)
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
  const count = s.count[row]!
  const base = row * s.stride
  s.blinkIn -= count + 1
  const blink = takeBlink(s, count)
  const place = m.place[store]!
  const ways = place * m.placeCount
  const isAmongPhones = m.hasPhones && (s.phones[row]! > 0 || place < 0)
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
  const isTimed = m.isTimed
  const firstWindow = m.windowFrom[store]!
  const lastWindow = m.windowFrom[store + 1]!
  const hasWindows = isTimed && firstWindow < lastWindow
  // after this no visit starts, and before this none ends
  let latestStart: i32 = -NEVER
  for (let w = firstWindow; w < lastWindow; w++) latestStart = larger(latestStart, m.windowLatest[w]!)
  const earliestEnd = hasWindows ? larger(m.windowOpen[firstWindow]!, opens) + service : 0
  const reach0 = m.hasLateEnds ? s.latest0 : s.onTime0
  const reach1 = m.hasLateEnds ? s.latest1 : s.onTime1

  let best = below
  for (let i = 0; i <= count; i++) {
    const from = base + i
    if (hasWindows) {
      if (s.leave0[from]! > latestStart && (!m.hasBreaks || s.leave1[from]! > latestStart)) break
      if (earliestEnd > reach0[from + 1]! && (!m.hasBreaks || earliestEnd > reach1[from + 1]!)) continue
    }
    if (i === blink) continue
    let there: i32 = 0
    let on: i32 = 0
    let detour: i32 = 0
    if (isAmongPhones) detour = detourAmongPhones(m, s, store, slot, i)
    else {
      there = m.back[ways + s.at[from]!]!
      on = m.travel[ways + s.at[from + 1]!]!
      detour = there + on - s.leg[from + 1]!
    }
    if (detour >= m.unreachable) continue
    let cost = fixed + drivePrice * detour
    if (m.isBalanced) cost += priceOfBalance(m, s, work, detour + service)
    // no route ends before its work is done
    let end = opens + work + detour + service
    if (end > breakLatest) end += breakLength
    const overtimeLeast = end > softEnd ? end - softEnd : 0
    if (cost + overtimePrice * (overtimeLeast - overtimeNow) >= best) continue
    if (isTimed) {
      end = isAmongPhones ? endAmongPhones(m, s, store, slot, i) : endWith(m, s, store, slot, i, there, on)
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

/** The longer way if the visit comes after element `i`, where a visit by phone leaves the legs around it to others. */
function detourAmongPhones(m: Model, s: PlanState, store: i32, slot: i32, i: i32): i32 {
  const row = s.rowOf[slot]!
  const from = row * s.stride + i
  const place = m.place[store]!
  const ways = place * m.placeCount
  const start = m.slotStart[slot]!
  const last = m.slotEnd[slot]!
  if (s.count[row]! === 0) {
    return place < 0 ? m.travel[start * m.placeCount + last]! : m.back[ways + start]! + m.travel[ways + last]!
  }
  return place < 0 ? 0 : m.back[ways + s.at[from]!]! + m.travel[ways + s.ahead[from + 1]!]! - s.direct[from]!
}

function priceOfBalance(m: Model, s: PlanState, work: i32, more: i32): f64 {
  const by: f64 = more
  const all = s.sums[SUM_LOAD]!
  return s.sums[BALANCE_PRICE]! * by * (2 * toFloat(work) + by - (2 * all + by) / m.slotCount)
}

/** The position of the blink that falls into the positions 0 … `count` just counted, −1 if none does. */
function takeBlink(s: PlanState, count: i32): i32 {
  if (s.blinkIn > 0) return -1
  const position = count + s.blinkIn
  while (s.blinkIn <= 0) drawBlink(s)
  return position
}

/** What a visit costs in a slot at whichever position. */
function fixedCost(m: Model, s: PlanState, store: i32, slot: i32): f64 {
  const row = s.rowOf[slot]!
  let cost: f64 = s.count[row]! === 0 ? s.sums[ROUTE_PRICE]! : 0
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
