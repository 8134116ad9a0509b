/**
 * A plan under construction: which stores each slot visits in which order, and what follows from that.
 *
 * Of every element of a route (0 = start, 1 … count = stops, count + 1 = end) it keeps the earliest leaving time and the
 * latest arrival from which all that follows still holds, in two states: before the break (0) and after it (1). A break
 * taken between leaving at t and arriving costs max(t + drive, opening of its window) + its length − t, and is allowed
 * while t is not after its window; so both states move forwards and backwards in O(1) a stop.
 *
 * Units    as in the model. `latest` allows overtime, `onTime` does not.
 * Shape    flat arrays, `stride` entries a slot; sums over all slots in `sums`.
 * Cost     O(stops) to refresh a slot, nothing allocated.
 */
import { type Model, NEVER } from './model'

export const IMPOSSIBLE = 1e15
/** Sums over the whole plan, indices into `sums`. */
export const SUM_DRIVE = 0
export const SUM_OVERTIME = 1
export const SUM_EXCESS = 2
export const SUM_DISPLACED = 3
export const SUM_SCATTER = 4
export const SUM_LOAD = 5
export const SUM_LOAD_SQUARED = 6
export const SUM_DROPPED = 7
export const SUM_CHANGED = 8

export type PlanState = ReturnType<typeof createState>

export function createState(m: Model, seed: number) {
  const stride = m.stopsMax + 2
  const perStop = () => new Int32Array(m.slotCount * stride)
  const perSlot = () => new Int32Array(m.slotCount)
  const state = {
    stride,
    stop: perStop(),
    /** Driving time that leads to an element; 0 to a visit by phone. */
    leg: perStop(),
    /** Where the manager is after an element, and the next place driven to from an element on. */
    at: perStop(),
    ahead: perStop(),
    direct: perStop(),
    leave0: perStop(),
    leave1: perStop(),
    latest0: perStop(),
    latest1: perStop(),
    onTime0: perStop(),
    onTime1: perStop(),

    count: perSlot(),
    drive: perSlot(),
    service: perSlot(),
    load: perSlot(),
    end: perSlot(),
    overtime: perSlot(),
    excess: perSlot(),
    displaced: perSlot(),
    positionLocks: perSlot(),
    phones: perSlot(),
    x: new Float64Array(m.slotCount),
    y: new Float64Array(m.slotCount),
    squares: new Float64Array(m.slotCount),
    scatter: new Float64Array(m.slotCount),
    changed: perSlot(),

    /** Slot of each store and day, −1 if not visited. */
    slotOf: new Int32Array(m.storeCount * m.dayCount).fill(-1),
    planned: new Int32Array(m.storeCount),
    missing: new Int32Array(m.storeCount),
    crewNow: new Int32Array(m.storeCount).fill(-1),

    sums: new Float64Array(9),
    excessPrice: IMPOSSIBLE,
    overtimePrice: m.prices.overtime,
    displacedPrice: 0,
    random: seed | 0 || 0x2545f491,
    blinkIn: NEVER,
    blinkMean: 0,

    detour: new Int32Array(stride),
    lookedAt: perSlot(),
    lookedAtMark: 0,
    // results of the last search for an insertion or a choice of days
    foundSlot: -1,
    foundPosition: -1,
    dayCost: new Float64Array(m.dayCount),
    daySlot: new Int32Array(m.dayCount),
    dayPosition: new Int32Array(m.dayCount),
    kept: new Uint8Array(m.dayCount),
    chosen: new Uint8Array(m.dayCount),
    bestChosen: new Uint8Array(m.dayCount),
    bestSlot: new Int32Array(m.dayCount),
    bestPosition: new Int32Array(m.dayCount),
    chainCost: new Float64Array((m.dayCount + 1) * m.dayCount),
    chainFrom: new Int32Array((m.dayCount + 1) * m.dayCount),

    // undo journal of one iteration
    touched: perSlot(),
    touchedCount: 0,
    isTouched: new Uint8Array(m.slotCount),
    savedStop: perStop(),
    savedCount: perSlot(),
    isDirty: new Uint8Array(m.slotCount),
    changedStores: new Int32Array(m.storeCount),
    changedCount: 0,
    isChanged: new Uint8Array(m.storeCount),
    savedPlanned: new Int32Array(m.storeCount),
    savedMissing: new Int32Array(m.storeCount),
    savedCrew: new Int32Array(m.storeCount),

    // stores with missing visits
    absent: new Int32Array(m.storeCount),
    absentCount: 0,
    absentAt: new Int32Array(m.storeCount).fill(-1),
  }
  let legs = 0
  for (let k = 0; k < m.placeCount; k++) legs = Math.max(legs, m.travel[k]!)
  state.displacedPrice = 100 * (m.prices.drive + 1) * (1 + Math.min(legs, 1_000_000))
  for (let slot = 0; slot < m.slotCount; slot++) refreshSlot(m, state, slot)
  for (let store = 0; store < m.storeCount; store++) countMissing(m, state, store)
  return state
}

/** xorshift32 (Marsaglia 2003): a number in [0, 1). */
export function nextRandom(s: PlanState): number {
  let x = s.random
  x ^= x << 13
  x ^= x >>> 17
  x ^= x << 5
  s.random = x
  return (x >>> 0) * 2.3283064365386963e-10
}

export function totalCost(m: Model, s: PlanState): number {
  const { sums } = s
  const { prices } = m
  const load = sums[SUM_LOAD]!
  let cost = prices.drive * sums[SUM_DRIVE]! + sums[SUM_DROPPED]!
  if (sums[SUM_OVERTIME]! > 0) cost += s.overtimePrice * sums[SUM_OVERTIME]!
  if (sums[SUM_EXCESS]! > 0) cost += s.excessPrice * sums[SUM_EXCESS]!
  if (sums[SUM_DISPLACED]! > 0) cost += s.displacedPrice * sums[SUM_DISPLACED]!
  if (prices.compact > 0) cost += prices.compact * sums[SUM_SCATTER]!
  if (prices.change > 0) cost += prices.change * sums[SUM_CHANGED]!
  if (prices.balance > 0) cost += prices.balance * (sums[SUM_LOAD_SQUARED]! - (load * load) / m.slotCount)
  return cost
}

/** Whether the plan may be given out: no route above its capacity or limit. */
export function isSound(m: Model, s: PlanState): boolean {
  return s.sums[SUM_EXCESS] === 0 && (!m.prices.overtimeIsLimit || s.sums[SUM_OVERTIME] === 0)
}

/** Earliest end of a visit that is ready to start at `ready`, or `NEVER`. */
export function leaveAfter(m: Model, store: number, ready: number): number {
  if (ready >= NEVER) return NEVER
  const last = m.windowFrom[store + 1]!
  let w = m.windowFrom[store]!
  if (w === last) return ready + m.service[store]!
  for (; w < last; w++) {
    if (ready <= m.windowLatest[w]!) {
      const open = m.windowOpen[w]!
      return Math.max(ready, open) + m.service[store]!
    }
  }
  return NEVER
}

/** Latest arrival from which a visit can be left by `leave`, or −`NEVER`. */
export function latestArrival(m: Model, store: number, leave: number): number {
  const last = m.windowFrom[store + 1]!
  let w = m.windowFrom[store]!
  const start = leave - m.service[store]!
  if (w === last) return start
  let latest = -NEVER
  for (; w < last && m.windowOpen[w]! <= start; w++) {
    const arrival = Math.min(start, m.windowLatest[w]!)
    if (arrival > latest) latest = arrival
  }
  return latest
}

export function refreshSlot(m: Model, s: PlanState, slot: number): void {
  const { sums, stop, leg, at, ahead, direct } = s
  const base = slot * s.stride
  const count = s.count[slot]!
  const day = m.slotDay[slot]!
  const days = m.dayCount
  const size = m.placeCount

  sums[SUM_DRIVE]! -= s.drive[slot]!
  sums[SUM_OVERTIME]! -= s.overtime[slot]!
  sums[SUM_EXCESS]! -= s.excess[slot]!
  sums[SUM_DISPLACED]! -= s.displaced[slot]!
  sums[SUM_SCATTER]! -= s.scatter[slot]!
  sums[SUM_CHANGED]! -= s.changed[slot]!
  const loadBefore = s.drive[slot]! + s.service[slot]!
  sums[SUM_LOAD]! -= loadBefore
  sums[SUM_LOAD_SQUARED]! -= loadBefore * loadBefore

  let drive = 0
  let service = 0
  let load = 0
  let phones = 0
  let place = m.slotStart[slot]!
  at[base] = place
  for (let i = 1; i <= count; i++) {
    const store = stop[base + i]!
    s.slotOf[store * days + day] = slot
    const to = m.place[store]!
    if (to < 0) {
      leg[base + i] = 0
      phones++
    } else {
      const t = m.travel[place * size + to]!
      leg[base + i] = t
      drive += t
      place = to
    }
    at[base + i] = place
    service += m.service[store]!
    load += m.demand[store]!
  }
  const end = base + count + 1
  const last = m.slotEnd[slot]!
  leg[end] = count === 0 ? 0 : m.travel[place * size + last]!
  drive += leg[end]!
  at[end] = last
  ahead[end] = last
  for (let i = end - 1; i > base; i--) {
    const to = m.place[stop[i]!]!
    ahead[i] = to < 0 ? ahead[i + 1]! : to
  }
  if (phones === 0) for (let i = base; i < end; i++) direct[i] = leg[i + 1]!
  else for (let i = base; i < end; i++) direct[i] = m.travel[at[i]! * size + ahead[i + 1]!]!

  s.drive[slot] = drive
  s.service[slot] = service
  s.load[slot] = load
  s.phones[slot] = phones
  const excess = load - m.slotCapacity[slot]!
  s.excess[slot] = Math.max(excess, 0)
  if (m.isTimed) refreshTimes(m, s, slot)
  else s.end[slot] = m.slotOpens[slot]! + drive + service
  const overtime = count === 0 ? 0 : s.end[slot]! - m.slotSoftEnd[slot]!
  s.overtime[slot] = Math.max(overtime, 0)
  if (m.hasPositions) refreshDisplaced(m, s, slot)
  if (m.prices.compact > 0) refreshScatter(m, s, slot)
  if (m.prices.change > 0) refreshChanged(m, s, slot)

  sums[SUM_DRIVE]! += drive
  sums[SUM_OVERTIME]! += s.overtime[slot]!
  sums[SUM_EXCESS]! += s.excess[slot]!
  sums[SUM_DISPLACED]! += s.displaced[slot]!
  sums[SUM_SCATTER]! += s.scatter[slot]!
  sums[SUM_CHANGED]! += s.changed[slot]!
  sums[SUM_LOAD]! += drive + service
  sums[SUM_LOAD_SQUARED]! += (drive + service) * (drive + service)
}

function refreshTimes(m: Model, s: PlanState, slot: number): void {
  const { stop, leg, leave0, leave1, latest0, latest1, onTime0, onTime1 } = s
  const base = slot * s.stride
  const count = s.count[slot]!
  const end = base + count + 1
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  const breakLength = m.breakLength[slot]!
  const hasBreak = breakFrom < NEVER

  leave0[base] = m.slotOpens[slot]!
  leave1[base] = NEVER
  for (let i = base + 1; i <= end; i++) {
    const before = leave0[i - 1]!
    let ready0 = before + leg[i]!
    let ready1 = leave1[i - 1]! + leg[i]!
    if (hasBreak && before <= breakLatest) {
      const rested = Math.max(ready0, breakFrom) + breakLength
      if (rested < ready1) ready1 = rested
    }
    if (i < end) {
      leave0[i] = leaveAfter(m, stop[i]!, ready0)
      leave1[i] = hasBreak ? leaveAfter(m, stop[i]!, ready1) : NEVER
    } else {
      if (hasBreak && ready0 > breakLatest) ready0 = NEVER
      leave0[i] = ready0
      s.end[slot] = Math.min(ready0, ready1)
    }
  }

  const hardEnd = m.slotHardEnd[slot]!
  const softEnd = m.slotSoftEnd[slot]!
  latest0[end] = hasBreak && breakLatest < hardEnd ? breakLatest : hardEnd
  latest1[end] = hardEnd
  onTime0[end] = hasBreak && breakLatest < softEnd ? breakLatest : softEnd
  onTime1[end] = softEnd
  for (let i = end - 1; i > base; i--) {
    const store = stop[i]!
    const next = leg[i + 1]!
    let to0 = onTime0[i + 1]! - next
    let to1 = onTime1[i + 1]! - next
    if (hasBreak) {
      const rested = lastLeaveBeforeBreak(breakFrom, breakLatest, breakLength, next, onTime1[i + 1]!)
      if (rested > to0) to0 = rested
      onTime1[i] = latestArrival(m, store, to1)
    }
    onTime0[i] = latestArrival(m, store, to0)
    if (hardEnd === softEnd) continue
    to0 = latest0[i + 1]! - next
    to1 = latest1[i + 1]! - next
    if (hasBreak) {
      const rested = lastLeaveBeforeBreak(breakFrom, breakLatest, breakLength, next, latest1[i + 1]!)
      if (rested > to0) to0 = rested
      latest1[i] = latestArrival(m, store, to1)
    }
    latest0[i] = latestArrival(m, store, to0)
  }
}

/** Latest leaving time that lets the break be taken on the way to what must be reached by `reach`. */
function lastLeaveBeforeBreak(
  from: number,
  latest: number,
  length: number,
  drive: number,
  reach: number,
): number {
  if (from + length > reach) return -NEVER
  const leave = reach - length - drive
  return Math.min(leave, latest)
}

/** Σ |position − locked position| over the stops of a slot. */
function refreshDisplaced(m: Model, s: PlanState, slot: number): void {
  const base = slot * s.stride
  const day = m.slotDay[slot]!
  let displaced = 0
  let locks = 0
  for (let i = 1; i <= s.count[slot]!; i++) {
    const position = m.lockPosition[s.stop[base + i]! * m.dayCount + day]!
    if (position < 0) continue
    locks++
    displaced += Math.abs(i - 1 - position)
  }
  s.displaced[slot] = displaced
  s.positionLocks[slot] = locks
}

function refreshScatter(m: Model, s: PlanState, slot: number): void {
  const base = slot * s.stride
  let x = 0
  let y = 0
  let squares = 0
  for (let i = 1; i <= s.count[slot]!; i++) {
    const store = s.stop[base + i]!
    if (m.place[store]! < 0) continue
    x += m.x[store]!
    y += m.y[store]!
    squares += m.x[store]! * m.x[store]! + m.y[store]! * m.y[store]!
  }
  s.x[slot] = x
  s.y[slot] = y
  s.squares[slot] = squares
  const inertia = (s.count[slot]! - s.phones[slot]!) * squares - x * x - y * y
  s.scatter[slot] = inertia > 0 ? Math.sqrt(inertia) : 0
}

function refreshChanged(m: Model, s: PlanState, slot: number): void {
  const base = slot * s.stride
  const day = m.slotDay[slot]!
  let changed = 0
  for (let i = 1; i <= s.count[slot]!; i++) {
    const store = s.stop[base + i]!
    if (m.hasPrevious[store] && m.previousCrew[store * m.dayCount + day] !== m.slotCrew[slot]) changed++
  }
  s.changed[slot] = changed
}

/** Owed less planned; of patterns, what the shortest one that holds the visits made still lacks. */
export function countMissing(m: Model, s: PlanState, store: number): void {
  let missing = m.visits[store]! - s.planned[store]!
  if (m.byPattern[store]) {
    missing = m.patternFrom[store] === m.patternFrom[store + 1] ? 0 : m.dayCount
    for (let p = m.patternFrom[store]!; p < m.patternFrom[store + 1]!; p++) {
      const from = m.patternDayFrom[p]!
      const to = m.patternDayFrom[p + 1]!
      let held = 0
      for (let k = from; k < to; k++) {
        if (s.slotOf[store * m.dayCount + m.patternDay[k]!]! >= 0) held++
      }
      if (held === s.planned[store] && to - from - held < missing) missing = to - from - held
    }
  }
  s.sums[SUM_DROPPED]! += m.dropPrice[store]! * (missing - s.missing[store]!)
  s.missing[store] = missing
  if (missing > 0 && s.absentAt[store]! < 0) {
    s.absentAt[store] = s.absentCount
    s.absent[s.absentCount++] = store
  } else if (missing === 0 && s.absentAt[store]! >= 0) {
    const last = s.absent[--s.absentCount]!
    s.absent[s.absentAt[store]!] = last
    s.absentAt[last] = s.absentAt[store]!
    s.absentAt[store] = -1
  }
}

/** Notes a slot in the journal before its first change in this iteration. */
export function touchSlot(s: PlanState, slot: number): void {
  if (s.isTouched[slot]) return
  s.isTouched[slot] = 1
  s.touched[s.touchedCount++] = slot
  const base = slot * s.stride
  const count = s.count[slot]!
  s.savedCount[slot] = count
  for (let i = base + 1; i <= base + count; i++) s.savedStop[i] = s.stop[i]!
}

export function touchStore(s: PlanState, store: number): void {
  if (s.isChanged[store]) return
  s.isChanged[store] = 1
  s.changedStores[s.changedCount++] = store
  s.savedPlanned[store] = s.planned[store]!
  s.savedCrew[store] = s.crewNow[store]!
}

/** Takes a visit out; the slot must be refreshed (`isDirty`) and the store's missing visits counted afterwards. */
export function takeOut(m: Model, s: PlanState, store: number, day: number): void {
  const slot = s.slotOf[store * m.dayCount + day]!
  touchSlot(s, slot)
  touchStore(s, store)
  const base = slot * s.stride
  const count = s.count[slot]!
  let i = base + 1
  while (s.stop[i] !== store) i++
  for (; i < base + count; i++) s.stop[i] = s.stop[i + 1]!
  s.count[slot] = count - 1
  s.slotOf[store * m.dayCount + day] = -1
  s.isDirty[slot] = 1
  if (--s.planned[store]! === 0) s.crewNow[store] = -1
}

/** Puts a visit in before the stop now at `position` (from 0), and refreshes the slot. */
export function putIn(m: Model, s: PlanState, store: number, slot: number, position: number): void {
  touchSlot(s, slot)
  touchStore(s, store)
  const base = slot * s.stride
  for (let i = base + s.count[slot]!; i > base + position; i--) s.stop[i + 1] = s.stop[i]!
  s.stop[base + position + 1] = store
  s.count[slot]!++
  s.planned[store]!++
  s.crewNow[store] = m.slotCrew[slot]!
  refreshSlot(m, s, slot)
}

/** Forgets the journal: the changes stand. */
export function keepChanges(s: PlanState): void {
  for (let k = 0; k < s.touchedCount; k++) s.isTouched[s.touched[k]!] = 0
  for (let k = 0; k < s.changedCount; k++) s.isChanged[s.changedStores[k]!] = 0
  s.touchedCount = 0
  s.changedCount = 0
}

/** Brings back the plan as it was when the journal was last empty. */
export function undoChanges(m: Model, s: PlanState): void {
  for (let k = 0; k < s.touchedCount; k++) {
    const slot = s.touched[k]!
    const base = slot * s.stride
    const day = m.slotDay[slot]!
    for (let i = base + 1; i <= base + s.count[slot]!; i++) s.slotOf[s.stop[i]! * m.dayCount + day] = -1
  }
  for (let k = 0; k < s.touchedCount; k++) {
    const slot = s.touched[k]!
    const base = slot * s.stride
    s.count[slot] = s.savedCount[slot]!
    for (let i = base + 1; i <= base + s.count[slot]!; i++) s.stop[i] = s.savedStop[i]!
    refreshSlot(m, s, slot)
  }
  for (let k = 0; k < s.changedCount; k++) {
    const store = s.changedStores[k]!
    s.planned[store] = s.savedPlanned[store]!
    s.crewNow[store] = s.savedCrew[store]!
    countMissing(m, s, store)
  }
  keepChanges(s)
}
