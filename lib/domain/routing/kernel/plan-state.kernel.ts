/**
 * A plan under construction: which stores each slot visits in which order, and what follows from that.
 *
 * Each slot's route stands in a row (rows.kernel.ts), of elements 0 = start, 1 … count = stops, count + 1 = end, each with
 * its times (route-times.kernel.ts). A change can be undone (journal.kernel.ts).
 *
 * Units    as in the model.
 * Shape    flat arrays, `stride` entries a row; sums over all slots in `sums`.
 */
import {
  type Model,
  PRICE_BALANCE,
  PRICE_CHANGE,
  PRICE_COMPACT,
  PRICE_DRIVE,
  PRICE_OVERTIME,
} from './model.kernel'
import {
  type Bytes,
  type Floats,
  type f64,
  type Ints,
  type i32,
  NO_BYTES,
  NO_FLOATS,
  NO_INTS,
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
export const BALANCE_PRICE: i32 = 12
export const ROUTE_PRICE: i32 = 13
/** Cost of the plan as it stands, and of the best one. */
export const COST_NOW: i32 = 14
export const COST_BEST: i32 = 15
/** Share of the ruins that free the stores of an area, on whichever days and routes. */
export const AREA_SHARE: i32 = 16
export const SUMS_AND_PRICES: i32 = 17

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
  savedMissing: Ints = NO_INTS

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

/** What the search sees: the plan at the prices of the search. */
export function totalCost(m: Model, s: PlanState): f64 {
  const sums = s.sums
  const price = m.price
  let cost = price[PRICE_DRIVE]! * sums[SUM_DRIVE]! + sums[SUM_DROPPED]! + sums[ROUTE_PRICE]! * s.usedSlots
  if (sums[SUM_OVERTIME]! > 0) cost += sums[OVERTIME_PRICE]! * sums[SUM_OVERTIME]!
  if (sums[SUM_EXCESS]! > 0) cost += sums[EXCESS_PRICE]! * sums[SUM_EXCESS]!
  if (sums[SUM_DISPLACED]! > 0) cost += sums[DISPLACED_PRICE]! * sums[SUM_DISPLACED]!
  if (m.isCompact) cost += price[PRICE_COMPACT]! * sums[SUM_SCATTER]!
  if (m.isChangePriced) cost += price[PRICE_CHANGE]! * sums[SUM_CHANGED]!
  if (m.isBalanced) cost += sums[BALANCE_PRICE]! * unevenness(m, s)
  return cost
}

/** What a sound plan costs at the prices of the model. */
export function soundCost(m: Model, s: PlanState): f64 {
  const overtime = s.sums[SUM_OVERTIME]!
  let cost = totalCost(m, s) - s.sums[ROUTE_PRICE]! * s.usedSlots
  if (overtime > 0) cost += (m.price[PRICE_OVERTIME]! - s.sums[OVERTIME_PRICE]!) * overtime
  if (m.isBalanced) cost += (m.price[PRICE_BALANCE]! - s.sums[BALANCE_PRICE]!) * unevenness(m, s)
  return cost
}

/** Σ (load − mean load)² over the slots. */
function unevenness(m: Model, s: PlanState): f64 {
  const load = s.sums[SUM_LOAD]!
  return s.sums[SUM_LOAD_SQUARED]! - (load * load) / m.slotCount
}

/** Whether the plan may be given out: no route above its capacity or limit. */
export function isSound(m: Model, s: PlanState): boolean {
  return s.sums[SUM_EXCESS]! === 0 && (!m.overtimeIsLimit || s.sums[SUM_OVERTIME]! === 0)
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
  setMissing(m, s, store, missing)
}

export function setMissing(m: Model, s: PlanState, store: i32, missing: i32): void {
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
