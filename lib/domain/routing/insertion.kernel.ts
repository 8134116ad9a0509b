/**
 * The cheapest place for one visit on one day, and the cheapest set of days for one store.
 *
 * A position costs its detour, and what it changes of overtime, excess load, balance, scatter and changes. Positions are
 * looked at in the order of their detours, so that times are needed for one or two of a route only.
 *
 * Units    prices of the model; `IMPOSSIBLE` or more for what cannot be.
 * Source   blinks: Christiaens & Vanden Berghe, Slack Induction by String Removals, Transportation Science 54(2), 2020.
 *          Here the number of positions until the next blink is drawn instead of a chance at each.
 * Cost     O(1) a position (O(stops) where a route would run into overtime or holds visits by phone).
 */
import { type Model, NEVER } from './model'
import { IMPOSSIBLE, leaveAfter, nextRandom, type PlanState, SUM_LOAD } from './plan-state.kernel'
import { UNREACHABLE_S } from './problem'

/** Where a crew has more slots a day, only those near a store are looked at. */
const ALL_SLOTS_MAX = 16
const NEARBY = 40

/** Returns the cost if below `below`, else `below`; slot and position are left in `foundSlot` and `foundPosition`. */
export function bestInsertion(
  m: Model,
  s: PlanState,
  store: number,
  crew: number,
  day: number,
  below: number,
): number {
  const first = m.slotFrom[crew * m.dayCount + day]!
  const last = m.slotFrom[crew * m.dayCount + day + 1]!
  s.foundSlot = -1
  let best = below
  let isEmptySeen = false
  if (last - first > ALL_SLOTS_MAX) {
    best = bestNearby(m, s, store, first, last, day, best)
    if (s.foundSlot >= 0) return best
  }
  for (let slot = first; slot < last; slot++) {
    if (s.count[slot] === 0) {
      if (isEmptySeen && m.alike) continue
      isEmptySeen = true
    }
    if (s.count[slot]! < m.stopsMax) best = bestInSlot(m, s, store, slot, best)
  }
  return best
}

/** As `bestInsertion`, among the slots of the store's neighbours and one empty slot. */
function bestNearby(
  m: Model,
  s: PlanState,
  store: number,
  first: number,
  last: number,
  day: number,
  below: number,
): number {
  const row = store * m.neighbourCount
  const near = Math.min(NEARBY, m.neighbourCount)
  let best = below
  s.lookedAtMark++
  for (let k = 0; k < near; k++) {
    const slot = s.slotOf[m.neighbours[row + k]! * m.dayCount + day]!
    if (slot < first || slot >= last || s.lookedAt[slot] === s.lookedAtMark) continue
    s.lookedAt[slot] = s.lookedAtMark
    if (s.count[slot]! < m.stopsMax) best = bestInSlot(m, s, store, slot, best)
  }
  for (let slot = first; slot < last; slot++) {
    if (s.count[slot] === 0) return bestInSlot(m, s, store, slot, best)
  }
  return best
}

/** Positions in the order of their detours: the first that costs no more than its detour says is the best. */
function bestInSlot(m: Model, s: PlanState, store: number, slot: number, below: number): number {
  const { prices } = m
  const { detour } = s
  const fixed = fixedCost(m, s, store, slot)
  if (fixed >= below) return below
  const count = s.count[slot]!
  measureDetours(m, s, store, slot)

  const service = m.service[store]!
  const load = s.drive[slot]! + s.service[slot]!
  const overtimePrice = s.overtimePrice
  const overtimeNow = s.overtime[slot]!
  const softEnd = m.slotSoftEnd[slot]!
  const isSimple = m.place[store]! >= 0 && s.phones[slot] === 0
  const lockAt = m.hasPositions ? m.lockPosition[store * m.dayCount + m.slotDay[slot]!]! : -1
  const hasLocks = lockAt >= 0 || s.positionLocks[slot]! > 0

  let best = below
  for (;;) {
    let least = UNREACHABLE_S
    let position = -1
    for (let i = 0; i <= count; i++) {
      if (detour[i]! < least) {
        least = detour[i]!
        position = i
      }
    }
    if (position < 0) return best
    detour[position] = UNREACHABLE_S

    let cost = fixed + prices.drive * least
    if (prices.balance > 0) {
      const more = least + service
      cost += prices.balance * more * (2 * load + more - (2 * s.sums[SUM_LOAD]! + more) / m.slotCount)
    }
    // no route ends before its work is done
    let end = m.slotOpens[slot]! + load + least + service
    if (end > m.breakLatest[slot]!) end += m.breakLength[slot]!
    const overtimeLeast = end > softEnd ? end - softEnd : 0
    if (cost + overtimePrice * (overtimeLeast - overtimeNow) >= best) return best
    if (m.isTimed) {
      end = isSimple ? endWith(m, s, store, slot, position) : endWithPhones(m, s, store, slot, position)
      if (end >= NEVER) continue
    }
    const overtime = end > softEnd ? end - softEnd : 0
    cost += overtimePrice * (overtime - overtimeNow)
    if (hasLocks) cost += s.displacedPrice * displacedBy(m, s, slot, position, lockAt)
    if (cost >= best) continue
    best = cost
    s.foundSlot = slot
    s.foundPosition = position
    if (overtime === overtimeLeast && !hasLocks) return best
  }
}

/** The longer way of each position; `UNREACHABLE_S` where there is none, and now and then where a blink falls. */
function measureDetours(m: Model, s: PlanState, store: number, slot: number): void {
  const { at, ahead, direct, detour } = s
  const { travel, back } = m
  const base = slot * s.stride
  const count = s.count[slot]!
  const place = m.place[store]!
  if (place < 0) {
    const home = count === 0 ? travel[at[base]! * m.placeCount + m.slotEnd[slot]!]! : 0
    for (let i = 0; i <= count; i++) detour[i] = home
  } else {
    const row = place * m.placeCount
    for (let i = 0; i <= count; i++) {
      detour[i] = back[row + at[base + i]!]! + travel[row + ahead[base + i + 1]!]! - direct[base + i]!
    }
    if (count === 0) detour[0] = back[row + at[base]!]! + travel[row + m.slotEnd[slot]!]!
  }
  s.blinkIn -= count + 1
  while (s.blinkIn <= 0) {
    detour[count + s.blinkIn] = UNREACHABLE_S
    drawBlink(s)
  }
}

/** What a visit costs in a slot at whichever position. */
function fixedCost(m: Model, s: PlanState, store: number, slot: number): number {
  const { prices } = m
  let cost = 0
  const excess = s.load[slot]! + m.demand[store]! - m.slotCapacity[slot]!
  if (excess > 0) {
    if (s.excessPrice >= IMPOSSIBLE && excess > s.excess[slot]!) return IMPOSSIBLE
    cost += s.excessPrice * (excess - s.excess[slot]!)
  }
  if (prices.compact > 0 && m.place[store]! >= 0) {
    const x = s.x[slot]! + m.x[store]!
    const y = s.y[slot]! + m.y[store]!
    const squares = s.squares[slot]! + m.x[store]! * m.x[store]! + m.y[store]! * m.y[store]!
    const inertia = (s.count[slot]! - s.phones[slot]! + 1) * squares - x * x - y * y
    cost += prices.compact * ((inertia > 0 ? Math.sqrt(inertia) : 0) - s.scatter[slot]!)
  }
  if (
    prices.change > 0 &&
    m.hasPrevious[store] &&
    m.previousCrew[store * m.dayCount + m.slotDay[slot]!] !== m.slotCrew[slot]
  ) {
    cost += prices.change
  }
  return cost
}

function displacedBy(m: Model, s: PlanState, slot: number, position: number, lockAt: number): number {
  const base = slot * s.stride
  const day = m.slotDay[slot]!
  let change = lockAt >= 0 ? Math.abs(position - lockAt) : 0
  if (s.positionLocks[slot] === 0) return change
  for (let i = position; i < s.count[slot]!; i++) {
    const locked = m.lockPosition[s.stop[base + i + 1]! * m.dayCount + day]!
    if (locked >= 0) change += i < locked ? -1 : 1
  }
  return change
}

/** Draws after how many more positions the next blink falls. */
function drawBlink(s: PlanState): void {
  s.blinkIn += s.blinkMean === 0 ? NEVER : 1 + Math.floor(-Math.log(1 - nextRandom(s)) * s.blinkMean)
}

/** Turns blinks on (one in `mean` positions is overlooked) or off (0). */
export function setBlinks(s: PlanState, mean: number): void {
  s.blinkMean = mean
  s.blinkIn = 0
  drawBlink(s)
}

/** End of the route with the visit put in, at most the soft end if that is all that matters; `NEVER` if impossible. */
function endWith(m: Model, s: PlanState, store: number, slot: number, position: number): number {
  const from = slot * s.stride + position
  const row = m.place[store]! * m.placeCount
  const there = m.back[row + s.at[from]!]!
  const on = m.travel[row + s.ahead[from + 1]!]!
  const breakFrom = m.breakFrom[slot]!
  const softEnd = m.slotSoftEnd[slot]!

  let ready0 = s.leave0[from]! + there
  if (breakFrom === NEVER) {
    const left = leaveAfter(m, store, ready0)
    if (left >= NEVER) return NEVER
    ready0 = left + on
    if (ready0 <= s.onTime0[from + 1]!) return softEnd
    if (m.slotHardEnd[slot] === softEnd || ready0 > s.latest0[from + 1]!) return NEVER
    return endFrom(m, s, slot, position + 1, ready0, NEVER)
  }

  const breakLatest = m.breakLatest[slot]!
  const breakLength = m.breakLength[slot]!
  let ready1 = s.leave1[from]! + there
  if (s.leave0[from]! <= breakLatest) {
    const rested = Math.max(ready0, breakFrom) + breakLength
    if (rested < ready1) ready1 = rested
  }
  const left0 = leaveAfter(m, store, ready0)
  const left1 = leaveAfter(m, store, ready1)
  ready0 = left0 + on
  ready1 = left1 + on
  if (left0 <= breakLatest) {
    const rested = Math.max(ready0, breakFrom) + breakLength
    if (rested < ready1) ready1 = rested
  }
  if (ready0 <= s.onTime0[from + 1]! || ready1 <= s.onTime1[from + 1]!) return softEnd
  if (m.slotHardEnd[slot] === softEnd) return NEVER
  if (ready0 > s.latest0[from + 1]! && ready1 > s.latest1[from + 1]!) return NEVER
  return endFrom(m, s, slot, position + 1, ready0, ready1)
}

/** End of the route if the element `i` (from 1) is reached at `ready0` before or `ready1` after the break. */
function endFrom(m: Model, s: PlanState, slot: number, i: number, ready0: number, ready1: number): number {
  const base = slot * s.stride
  const count = s.count[slot]!
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  for (let k = base + i; k <= base + count; k++) {
    const left0 = leaveAfter(m, s.stop[k]!, ready0)
    const left1 = leaveAfter(m, s.stop[k]!, ready1)
    ready0 = left0 + s.leg[k + 1]!
    ready1 = left1 + s.leg[k + 1]!
    if (breakFrom < NEVER && left0 <= breakLatest) {
      const rested = Math.max(ready0, breakFrom) + m.breakLength[slot]!
      if (rested < ready1) ready1 = rested
    }
  }
  if (breakFrom < NEVER && ready0 > breakLatest) ready0 = NEVER
  const end = Math.min(ready0, ready1)
  return end <= m.slotHardEnd[slot]! ? end : NEVER
}

/** As `endWith`, where a visit by phone leaves the legs around it to others: the route is gone through stop by stop. */
function endWithPhones(m: Model, s: PlanState, store: number, slot: number, position: number): number {
  const base = slot * s.stride
  const count = s.count[slot]!
  const breakFrom = m.breakFrom[slot]!
  const breakLatest = m.breakLatest[slot]!
  let left0 = s.leave0[base + position]!
  let left1 = s.leave1[base + position]!
  let at = s.at[base + position]!
  for (let k = position; k <= count + 1; k++) {
    const stop = k === position ? store : k <= count ? s.stop[base + k]! : -1
    // the visit put in comes after element `position`; the stops from `position + 1` on follow it
    const to = stop < 0 ? m.slotEnd[slot]! : m.place[stop]!
    const drive = to < 0 ? 0 : m.travel[at * m.placeCount + to]!
    if (to >= 0) at = to
    let ready0 = left0 + drive
    let ready1 = left1 + drive
    if (breakFrom < NEVER && left0 <= breakLatest) {
      const rested = Math.max(ready0, breakFrom) + m.breakLength[slot]!
      if (rested < ready1) ready1 = rested
    }
    if (stop < 0) {
      if (breakFrom < NEVER && ready0 > breakLatest) ready0 = NEVER
      const end = Math.min(ready0, ready1)
      return end <= m.slotHardEnd[slot]! ? end : NEVER
    }
    left0 = leaveAfter(m, stop, ready0)
    left1 = leaveAfter(m, stop, ready1)
    if (left0 >= NEVER && left1 >= NEVER) return NEVER
  }
  return NEVER
}

/**
 * The cheapest allowed set of days for a store, given the cost of a visit on each day (`dayCost`) and the days it keeps
 * (`kept`); left in `chosen`. Returns its cost with the price of what stays missing, or `IMPOSSIBLE`.
 */
export function chooseDays(m: Model, s: PlanState, store: number): number {
  return m.byPattern[store] ? choosePattern(m, s, store) : chooseChain(m, s, store)
}

function choosePattern(m: Model, s: PlanState, store: number): number {
  const { dayCost, kept, chosen } = s
  const days = m.dayCount
  const price = m.dropPrice[store]!
  let keptCount = 0
  for (let day = 0; day < days; day++) keptCount += kept[day]!
  let best = IMPOSSIBLE
  let bestPattern = -1
  for (let p = m.patternFrom[store]!; p < m.patternFrom[store + 1]!; p++) {
    let cost = 0
    let held = 0
    for (let k = m.patternDayFrom[p]!; k < m.patternDayFrom[p + 1]!; k++) {
      const day = m.patternDay[k]!
      if (kept[day]) held++
      else cost += isTaken(m, s, store, day, price) ? dayCost[day]! : price
    }
    if (held === keptCount && cost < best) {
      best = cost
      bestPattern = p
    }
  }
  for (let day = 0; day < days; day++) chosen[day] = 0
  if (bestPattern < 0) return IMPOSSIBLE
  for (let k = m.patternDayFrom[bestPattern]!; k < m.patternDayFrom[bestPattern + 1]!; k++) {
    const day = m.patternDay[k]!
    chosen[day] = kept[day] || isTaken(m, s, store, day, price) ? 1 : 0
  }
  return best
}

function isTaken(m: Model, s: PlanState, store: number, day: number, price: number): boolean {
  const cost = s.dayCost[day]!
  return cost < price || (cost < IMPOSSIBLE && m.locked[store * m.dayCount + day] === 1)
}

/** Dynamic programme over (visits so far, day of the last): gaps in bounds, and no kept or locked day skipped. */
function chooseChain(m: Model, s: PlanState, store: number): number {
  const { dayCost, kept, chosen, chainCost, chainFrom } = s
  const days = m.dayCount
  const price = m.dropPrice[store]!
  const least = m.gapLeast[store]!
  const most = m.gapMost[store]!
  const owed = m.visits[store]!
  let lost = 0
  let firstMust = days
  let lastMust = -1
  for (let day = 0; day < days; day++) {
    chosen[day] = 0
    const isLocked = m.locked[store * days + day] === 1
    if (isLocked && !kept[day] && dayCost[day]! >= IMPOSSIBLE) lost++
    else if (kept[day] || isLocked) {
      if (firstMust === days) firstMust = day
      lastMust = day
    }
  }
  const visitsMax = Math.min(days, owed - lost)

  let best = lastMust < 0 ? owed * price : IMPOSSIBLE
  let bestEnd = -1
  let bestVisits = 0
  for (let k = 1; k <= visitsMax; k++) {
    const left = (owed - k) * price
    let isReached = false
    for (let day = 0; day < days; day++) {
      const here = k * days + day
      chainCost[here] = IMPOSSIBLE
      const cost = kept[day] ? 0 : dayCost[day]!
      if (cost >= IMPOSSIBLE) continue
      let before = IMPOSSIBLE
      const date = m.dates[day]!
      if (k === 1) {
        if (day <= firstMust && date >= m.firstLeast[store]! && date <= m.firstMost[store]!) before = 0
      } else {
        for (let from = day - 1; from >= 0; from--) {
          const gap = date - m.dates[from]!
          if (gap > most) break
          if (gap >= least && chainCost[here - day - days + from]! < before) {
            before = chainCost[here - day - days + from]!
            chainFrom[here] = from
          }
          if (isMust(m, s, store, from)) break
        }
      }
      if (before >= IMPOSSIBLE) continue
      isReached = true
      chainCost[here] = before + cost
      if (day >= lastMust && before + cost + left < best) {
        best = before + cost + left
        bestEnd = day
        bestVisits = k
      }
    }
    if (!isReached) break
  }
  for (let k = bestVisits, day = bestEnd; k > 0; k--) {
    chosen[day] = 1
    day = chainFrom[k * days + day]!
  }
  return best
}

function isMust(m: Model, s: PlanState, store: number, day: number): boolean {
  return s.kept[day] === 1 || (m.locked[store * m.dayCount + day] === 1 && s.dayCost[day]! < IMPOSSIBLE)
}
