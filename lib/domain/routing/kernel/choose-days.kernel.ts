/**
 * The cheapest allowed set of days for a store, given the cost of a visit on each day (`dayCost`) and the days it keeps
 * (`kept`); left in `chosen`.
 */
import type { Model } from './model.kernel'
import { IMPOSSIBLE, type PlanState, priceOfMissing } from './plan-state.kernel'
import { type f64, type i32, smaller } from './prelude'

/** Returns the cost of the chosen days with the price of what stays missing, or `IMPOSSIBLE`. */
export function chooseDays(m: Model, s: PlanState, store: i32): f64 {
  return m.byPattern[store]! ? choosePattern(m, s, store) : chooseChain(m, s, store)
}

/** Whether the days that are marked in `kept` are open and part of an allowed set. */
export function goTogether(m: Model, s: PlanState, store: i32): boolean {
  for (let day = 0; day < m.dayCount; day++) {
    const isOpen = m.dayOpen[store * m.dayCount + day]! === 1
    if (s.kept[day]! && !isOpen) return false
    s.dayCost[day] = s.kept[day]! ? 0 : isOpen ? 1 : IMPOSSIBLE
  }
  return chooseDays(m, s, store) < IMPOSSIBLE
}

function choosePattern(m: Model, s: PlanState, store: i32): f64 {
  const dayCost = s.dayCost
  const kept = s.kept
  const days = m.dayCount
  const price = priceOfMissing(m, s, store)
  let keptCount: i32 = 0
  for (let day = 0; day < days; day++) keptCount += kept[day]!
  let best = IMPOSSIBLE
  let bestPattern: i32 = -1
  for (let p = m.patternFrom[store]!; p < m.patternFrom[store + 1]!; p++) {
    let cost: f64 = 0
    let held: i32 = 0
    for (let k = m.patternDayFrom[p]!; k < m.patternDayFrom[p + 1]!; k++) {
      const day = m.patternDay[k]!
      if (kept[day]!) held++
      else cost += isTaken(m, s, store, day, price) ? dayCost[day]! : price
    }
    if (held === keptCount && cost < best) {
      best = cost
      bestPattern = p
    }
  }
  for (let day = 0; day < days; day++) s.chosen[day] = 0
  if (bestPattern < 0) return IMPOSSIBLE
  for (let k = m.patternDayFrom[bestPattern]!; k < m.patternDayFrom[bestPattern + 1]!; k++) {
    const day = m.patternDay[k]!
    s.chosen[day] = kept[day]! || isTaken(m, s, store, day, price) ? 1 : 0
  }
  return best
}

function isTaken(m: Model, s: PlanState, store: i32, day: i32, price: f64): boolean {
  const cost = s.dayCost[day]!
  return cost < price || (cost < IMPOSSIBLE && m.locked[store * m.dayCount + day]! === 1)
}

/** Dynamic programme over (visits so far, day of the last): gaps in bounds, and no kept or locked day skipped. */
function chooseChain(m: Model, s: PlanState, store: i32): f64 {
  const dayCost = s.dayCost
  const kept = s.kept
  const chainCost = s.chainCost
  const chainFrom = s.chainFrom
  const days = m.dayCount
  const price = priceOfMissing(m, s, store)
  const least = m.gapLeast[store]!
  const most = m.gapMost[store]!
  const owed = m.visits[store]!
  let lost: i32 = 0
  let firstMust = days
  let lastMust: i32 = -1
  for (let day = 0; day < days; day++) {
    s.chosen[day] = 0
    const isLocked = m.locked[store * days + day]! === 1
    if (isLocked && !kept[day]! && dayCost[day]! >= IMPOSSIBLE) lost++
    else if (kept[day]! || isLocked) {
      if (firstMust === days) firstMust = day
      lastMust = day
    }
  }
  const visitsMax = smaller(days, owed - lost)

  let best: f64 = lastMust < 0 ? price * owed : IMPOSSIBLE
  let bestEnd: i32 = -1
  let bestVisits: i32 = 0
  for (let k = 1; k <= visitsMax; k++) {
    const left = price * (owed - k)
    let isReached = false
    for (let day = 0; day < days; day++) {
      const here = k * days + day
      chainCost[here] = IMPOSSIBLE
      const cost: f64 = kept[day]! ? 0 : dayCost[day]!
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
  let day = bestEnd
  for (let k = bestVisits; k > 0; k--) {
    s.chosen[day] = 1
    day = chainFrom[k * days + day]!
  }
  return best
}

function isMust(m: Model, s: PlanState, store: i32, day: i32): boolean {
  return s.kept[day]! === 1 || (m.locked[store * m.dayCount + day]! === 1 && s.dayCost[day]! < IMPOSSIBLE)
}
