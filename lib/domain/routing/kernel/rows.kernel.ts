/** The row of a slot made anew, and what follows from its stops: driving, work, overtime, excess, and what else has a price. */
import type { Model } from './model.kernel'
import {
  type PlanState,
  SUM_CHANGED,
  SUM_DISPLACED,
  SUM_DRIVE,
  SUM_EXCESS,
  SUM_LOAD,
  SUM_LOAD_SQUARED,
  SUM_OVERTIME,
  SUM_SCATTER,
} from './plan-state.kernel'
import { type f64, type i32, larger, squareRoot } from './prelude'
import { refreshTimes } from './route-times.kernel'

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

export function changeWork(m: Model, s: PlanState, row: i32, drive: i32, work: i32): void {
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
export function refreshSums(m: Model, s: PlanState, slot: i32): void {
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
