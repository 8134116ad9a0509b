/**
 * A plan under construction: which stores each slot visits in which order, and what follows from that.
 *
 * Of every element of a route (0 = start, 1 … count = stops, count + 1 = end) it keeps the earliest leaving time and the
 * latest arrival from which all that follows still holds, in two states: before the break (0) and after it (1). A break
 * taken between leaving at t and arriving costs max(t + drive, opening of its window) + its length − t, and is allowed
 * while t is not after its window; so both states move forwards and backwards in O(1) a stop.
 *
 * Each slot's route stands in a row. The first change in an iteration copies the row, and undoing only takes the old row
 * back.
 *
 * Units    as in the model. `latest` allows overtime, `onTime` does not.
 * Shape    flat arrays, `stride` entries a row; sums over all slots in `sums`.
 * Cost     O(stops) to change a slot, nothing allocated.
 */
import { type Model, NEVER, PRICE_BALANCE, PRICE_CHANGE, PRICE_COMPACT, PRICE_DRIVE } from './model.kernel'
import {
  type Bytes,
  type Floats,
  type f64,
  type Ints,
  type i32,
  larger,
  NO_BYTES,
  NO_FLOATS,
  NO_INTS,
  smaller,
  squareRoot,
  unsigned,
} from './prelude'

export const IMPOSSIBLE: f64 = 1e15
const PRICE_INSISTED: f64 = 1e11
/** Sums over the whole plan, indices into `sums`. */
export const SUM_DRIVE: i32 = 0
export const SUM_OVERTIME: i32 = 1
export const SUM_EXCESS: i32 = 2
export const SUM_DISPLACED: i32 = 3
export const SUM_SCATTER: i32 = 4
export const SUM_LOAD: i32 = 5
export const SUM_LOAD_SQUARED: i32 = 6
export const SUM_DROPPED: i32 = 7
export const SUM_CHANGED: i32 = 8
export const SUMS: i32 = 9
/** Prices of the search, which are steered. */
export const EXCESS_PRICE: i32 = 9
export const OVERTIME_PRICE: i32 = 10
export const DISPLACED_PRICE: i32 = 11
/** Cost of the plan as it stands, and of the best one. */
export const COST_NOW: i32 = 12
export const COST_BEST: i32 = 13
export const SUMS_AND_PRICES: i32 = 14

export class PlanState {
  stride: i32 = 0
  random: i32 = 0
  blinkIn: i32 = 0
  blinkMean: i32 = 0
  // results of the last search for an insertion
  foundSlot: i32 = 0
  foundPosition: i32 = 0
  lookedAtMark: i32 = 0
  usedSlots: i32 = 0
  visitCount: i32 = 0
  absentCount: i32 = 0
  bestAbsentCount: i32 = 0
  soundCount: i32 = 0
  freeRowCount: i32 = 0
  touchedCount: i32 = 0
  changedCount: i32 = 0
  staleCount: i32 = 0
  removedCount: i32 = 0
  ruinedCount: i32 = 0
  improvements: i32 = 0
  iterations: i32 = 0
  /** 1 while visits are put in at any price. */
  insists: i32 = 0

  sums: Floats = NO_FLOATS
  savedSums: Floats = NO_FLOATS
  rowOf: Ints = NO_INTS

  // per row and element
  stop: Ints = NO_INTS
  /** Driving time that leads to an element; 0 to a visit by phone. */
  leg: Ints = NO_INTS
  /** Where the manager is after an element. */
  at: Ints = NO_INTS
  /** With visits by phone only: the next place driven to from an element on, and the way there from the one before. */
  ahead: Ints = NO_INTS
  direct: Ints = NO_INTS
  leave0: Ints = NO_INTS
  leave1: Ints = NO_INTS
  latest0: Ints = NO_INTS
  latest1: Ints = NO_INTS
  onTime0: Ints = NO_INTS
  onTime1: Ints = NO_INTS

  // per row
  count: Ints = NO_INTS
  drive: Ints = NO_INTS
  work: Ints = NO_INTS
  load: Ints = NO_INTS
  end: Ints = NO_INTS
  overtime: Ints = NO_INTS
  excess: Ints = NO_INTS
  displaced: Ints = NO_INTS
  positionLocks: Ints = NO_INTS
  phones: Ints = NO_INTS
  changed: Ints = NO_INTS
  x: Floats = NO_FLOATS
  y: Floats = NO_FLOATS
  squares: Floats = NO_FLOATS
  scatter: Floats = NO_FLOATS

  /** Slot of each store and day, −1 if not visited. */
  slotOf: Ints = NO_INTS
  planned: Ints = NO_INTS
  missing: Ints = NO_INTS
  crewNow: Ints = NO_INTS

  // one search for an insertion or a choice of days
  lookedAt: Ints = NO_INTS
  listed: Ints = NO_INTS
  /** The first slot of a crew and day that may be empty. */
  emptyFrom: Ints = NO_INTS
  dayCost: Floats = NO_FLOATS
  daySlot: Ints = NO_INTS
  dayPosition: Ints = NO_INTS
  kept: Bytes = NO_BYTES
  chosen: Bytes = NO_BYTES
  bestChosen: Bytes = NO_BYTES
  bestDaySlot: Ints = NO_INTS
  bestDayPosition: Ints = NO_INTS
  chainCost: Floats = NO_FLOATS
  chainFrom: Ints = NO_INTS

  // undo journal of one iteration
  freeRows: Ints = NO_INTS
  touched: Ints = NO_INTS
  isTouched: Bytes = NO_BYTES
  isDirty: Bytes = NO_BYTES
  oldRow: Ints = NO_INTS
  changedStores: Ints = NO_INTS
  isChanged: Bytes = NO_BYTES
  savedSlotOf: Ints = NO_INTS
  savedPlanned: Ints = NO_INTS
  savedCrew: Ints = NO_INTS

  /** Stores with missing visits. */
  absent: Ints = NO_INTS
  absentAt: Ints = NO_INTS

  // ruin and recreate
  removed: Ints = NO_INTS
  isRemoved: Bytes = NO_BYTES
  key: Floats = NO_FLOATS
  ruined: Ints = NO_INTS
  isRuined: Bytes = NO_BYTES
  /** Way from the first slot's start. */
  far: Ints = NO_INTS

  // the best plan, and the slots in which it may differ from the plan as it stands
  bestStop: Ints = NO_INTS
  bestCount: Ints = NO_INTS
  stale: Ints = NO_INTS
  isStale: Bytes = NO_BYTES
}

/** xorshift32 (Marsaglia 2003): a number in [0, 1). */
export function nextRandom(s: PlanState): f64 {
  let x = s.random
  x ^= x << 13
  x ^= x >>> 17
  x ^= x << 5
  s.random = x
  return unsigned(x) * 2.3283064365386963e-10
}

/** What leaving a visit out costs while the search chooses its days. */
export function priceOfMissing(m: Model, s: PlanState, store: i32): f64 {
  return s.insists ? PRICE_INSISTED : m.dropPrice[store]!
}

export function totalCost(m: Model, s: PlanState): f64 {
  const sums = s.sums
  const price = m.price
  let cost = price[PRICE_DRIVE]! * sums[SUM_DRIVE]! + sums[SUM_DROPPED]!
  if (sums[SUM_OVERTIME]! > 0) cost += sums[OVERTIME_PRICE]! * sums[SUM_OVERTIME]!
  if (sums[SUM_EXCESS]! > 0) cost += sums[EXCESS_PRICE]! * sums[SUM_EXCESS]!
  if (sums[SUM_DISPLACED]! > 0) cost += sums[DISPLACED_PRICE]! * sums[SUM_DISPLACED]!
  if (m.isCompact) cost += price[PRICE_COMPACT]! * sums[SUM_SCATTER]!
  if (m.isChangePriced) cost += price[PRICE_CHANGE]! * sums[SUM_CHANGED]!
  if (m.isBalanced) {
    const load = sums[SUM_LOAD]!
    cost += price[PRICE_BALANCE]! * (sums[SUM_LOAD_SQUARED]! - (load * load) / m.slotCount)
  }
  return cost
}

/** Whether the plan may be given out: no route above its capacity or limit. */
export function isSound(m: Model, s: PlanState): boolean {
  return s.sums[SUM_EXCESS]! === 0 && (!m.overtimeIsLimit || s.sums[SUM_OVERTIME]! === 0)
}

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

/** Makes a slot's row anew from the stores in it. */
export function refreshSlot(m: Model, s: PlanState, slot: i32): void {
  layLegs(m, s, slot)
  if (m.isTimed) refreshTimes(m, s, slot)
  refreshSums(m, s, slot)
}

/** Places, legs, driving, work and load of a row from its stops. */
function layLegs(m: Model, s: PlanState, slot: i32): void {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const count = s.count[row]!
  const size = m.placeCount
  let drive: i32 = 0
  let service: i32 = 0
  let load: i32 = 0
  let phones: i32 = 0
  let place = m.slotStart[slot]!
  s.at[base] = place
  for (let i = 1; i <= count; i++) {
    const store = s.stop[base + i]!
    const to = m.place[store]!
    if (to < 0) {
      s.leg[base + i] = 0
      phones++
    } else {
      const way = m.travel[place * size + to]!
      s.leg[base + i] = way
      drive += way
      place = to
    }
    s.at[base + i] = place
    service += m.service[store]!
    load += m.demand[store]!
  }
  const end = base + count + 1
  const last = m.slotEnd[slot]!
  const home = count === 0 ? 0 : m.travel[place * size + last]!
  s.leg[end] = home
  drive += home
  s.at[end] = last
  s.phones[row] = phones
  changeWork(m, s, row, drive - s.drive[row]!, drive + service - s.work[row]!)
  s.load[row] = load
  if (m.hasPhones) layAhead(m, s, row)
}

function layAhead(m: Model, s: PlanState, row: i32): void {
  const base = row * s.stride
  const end = base + s.count[row]! + 1
  s.ahead[end] = s.at[end]!
  for (let i = end - 1; i > base; i--) {
    const to = m.place[s.stop[i]!]!
    s.ahead[i] = to < 0 ? s.ahead[i + 1]! : to
  }
  for (let i = base; i < end; i++) s.direct[i] = m.travel[s.at[i]! * m.placeCount + s.ahead[i + 1]!]!
}

function changeWork(m: Model, s: PlanState, row: i32, drive: i32, work: i32): void {
  const sums = s.sums
  s.drive[row] = s.drive[row]! + drive
  sums[SUM_DRIVE] = sums[SUM_DRIVE]! + drive
  const before: f64 = s.work[row]!
  const after: f64 = before + work
  s.work[row] = s.work[row]! + work
  if (!m.isBalanced) return
  sums[SUM_LOAD] = sums[SUM_LOAD]! + work
  sums[SUM_LOAD_SQUARED] = sums[SUM_LOAD_SQUARED]! + (after * after - before * before)
}

/** What follows from a row's stops and times: overtime, excess, and what else has a price. */
function refreshSums(m: Model, s: PlanState, slot: i32): void {
  const sums = s.sums
  const row = s.rowOf[slot]!
  const count = s.count[row]!
  const excess = larger(s.load[row]! - m.slotCapacity[slot]!, 0)
  if (excess !== s.excess[row]!) {
    sums[SUM_EXCESS] = sums[SUM_EXCESS]! + (excess - s.excess[row]!)
    s.excess[row] = excess
  }
  if (!m.isTimed) s.end[row] = m.slotOpens[slot]! + s.work[row]!
  const overtime = count === 0 ? 0 : larger(s.end[row]! - m.slotSoftEnd[slot]!, 0)
  if (overtime !== s.overtime[row]!) {
    sums[SUM_OVERTIME] = sums[SUM_OVERTIME]! + (overtime - s.overtime[row]!)
    s.overtime[row] = overtime
  }
  if (m.hasPositions) refreshDisplaced(m, s, slot)
  if (m.isCompact) refreshScatter(m, s, row)
  if (m.isChangePriced) refreshChanged(m, s, slot)
}

function refreshTimes(m: Model, s: PlanState, slot: i32): void {
  const end = s.count[s.rowOf[slot]!]! + 1
  timesForward(m, s, slot, 1, end + 1)
  timesBackward(m, s, slot, end - 1, 0)
}

/** Leaving times from element `from` on; they stand where they were from the first on, after `must`, that has not changed. */
function timesForward(m: Model, s: PlanState, slot: i32, from: i32, must: i32): void {
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
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  const breakLength = m.breakLength[slot]!
  const hasBreak = breakFrom < NEVER
  const leave1 = s.leave1
  leave1[base] = NEVER
  for (let i = base + from; i <= end; i++) {
    const before = leave0[i - 1]!
    let ready0 = before + leg[i]!
    let ready1 = leave1[i - 1]! + leg[i]!
    if (hasBreak && before <= breakLatest) {
      const rested = larger(ready0, breakFrom) + breakLength
      if (rested < ready1) ready1 = rested
    }
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
function timesBackward(m: Model, s: PlanState, slot: i32, from: i32, must: i32): void {
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

/** Σ |position − locked position| over the stops of a slot. */
function refreshDisplaced(m: Model, s: PlanState, slot: i32): void {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const day = m.slotDay[slot]!
  let displaced: i32 = 0
  let locks: i32 = 0
  for (let i = 1; i <= s.count[row]!; i++) {
    const position = m.lockPosition[s.stop[base + i]! * m.dayCount + day]!
    if (position < 0) continue
    locks++
    displaced += larger(i - 1 - position, position - i + 1)
  }
  s.sums[SUM_DISPLACED] = s.sums[SUM_DISPLACED]! + (displaced - s.displaced[row]!)
  s.displaced[row] = displaced
  s.positionLocks[row] = locks
}

function refreshScatter(m: Model, s: PlanState, row: i32): void {
  const base = row * s.stride
  let x: f64 = 0
  let y: f64 = 0
  let squares: f64 = 0
  for (let i = 1; i <= s.count[row]!; i++) {
    const store = s.stop[base + i]!
    if (m.place[store]! < 0) continue
    x += m.x[store]!
    y += m.y[store]!
    squares += m.x[store]! * m.x[store]! + m.y[store]! * m.y[store]!
  }
  s.x[row] = x
  s.y[row] = y
  s.squares[row] = squares
  const inertia: f64 = (s.count[row]! - s.phones[row]!) * squares - x * x - y * y
  const scatter: f64 = inertia > 0 ? squareRoot(inertia) : 0
  s.sums[SUM_SCATTER] = s.sums[SUM_SCATTER]! + (scatter - s.scatter[row]!)
  s.scatter[row] = scatter
}

function refreshChanged(m: Model, s: PlanState, slot: i32): void {
  const row = s.rowOf[slot]!
  const base = row * s.stride
  const day = m.slotDay[slot]!
  let changed: i32 = 0
  for (let i = 1; i <= s.count[row]!; i++) {
    const store = s.stop[base + i]!
    if (m.hasPrevious[store]! && m.previousCrew[store * m.dayCount + day]! !== m.slotCrew[slot]!) changed++
  }
  s.sums[SUM_CHANGED] = s.sums[SUM_CHANGED]! + (changed - s.changed[row]!)
  s.changed[row] = changed
}

/** Owed less planned; of patterns, what the shortest one that holds the visits made still lacks. */
export function countMissing(m: Model, s: PlanState, store: i32): void {
  let missing = m.visits[store]! - s.planned[store]!
  if (m.byPattern[store]!) {
    const first = m.patternFrom[store]!
    const last = m.patternFrom[store + 1]!
    missing = first === last ? 0 : m.dayCount
    for (let p = first; p < last; p++) {
      const from = m.patternDayFrom[p]!
      const to = m.patternDayFrom[p + 1]!
      let held: i32 = 0
      for (let k = from; k < to; k++) {
        if (s.slotOf[store * m.dayCount + m.patternDay[k]!]! >= 0) held++
      }
      if (held === s.planned[store]! && to - from - held < missing) missing = to - from - held
    }
  }
  if (missing === s.missing[store]!) return
  s.sums[SUM_DROPPED] = s.sums[SUM_DROPPED]! + m.dropPrice[store]! * (missing - s.missing[store]!)
  s.missing[store] = missing
  if (missing > 0 && s.absentAt[store]! < 0) {
    s.absentAt[store] = s.absentCount
    s.absent[s.absentCount] = store
    s.absentCount++
  } else if (missing === 0 && s.absentAt[store]! >= 0) {
    s.absentCount--
    const last = s.absent[s.absentCount]!
    s.absent[s.absentAt[store]!] = last
    s.absentAt[last] = s.absentAt[store]!
    s.absentAt[store] = -1
  }
}

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
  const days = m.dayCount
  for (let cell = store * days; cell < (store + 1) * days; cell++) s.savedSlotOf[cell] = s.slotOf[cell]!
}

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
    countMissing(m, s, store)
  }
  s.touchedCount = 0
  s.changedCount = 0
  for (let k = 0; k < SUMS; k++) s.sums[k] = s.savedSums[k]!
}

/** Notes the plan as it stands as the best. */
export function noteBest(m: Model, s: PlanState): void {
  s.sums[COST_BEST] = totalCost(m, s)
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
