/** Starts a plan from visits that stood before: what still keeps every rule is placed as it was, the rest is left out. */
import { goTogether } from './choose-days.kernel'
import { keepChanges } from './journal.kernel'
import { type Model, NEVER } from './model.kernel'
import { placeRoutes, type Routes } from './place-routes'
import { countMissing, type PlanState } from './plan-state.kernel'
import { settleSlot, takeOut } from './visits.kernel'

export function placeInitial(m: Model, s: PlanState, routes: Routes): void {
  placeRoutes(m, s, withinRules(m, s, routes))
  leaveUnmade(m, s)
}

/** The routes without the stores whose days do not go together, and without the stops above the most that a route holds. */
export function withinRules(m: Model, s: PlanState, routes: Routes): number[][] {
  const slotsOf = new Map<number, number[]>()
  for (const [slot, stops] of routes.entries()) {
    for (const store of stops) slotsOf.set(store, [...(slotsOf.get(store) ?? []), slot])
  }
  const isKept = (store: number) => keepsRules(m, s, store, slotsOf.get(store)!)
  const kept = new Set([...slotsOf.keys()].filter(isKept))
  return routes.map((stops) => [...stops].filter((store) => kept.has(store)).slice(0, m.stopsMax))
}

/** Takes out what cannot be made: too late, too much, or without a way to it. */
export function leaveUnmade(m: Model, s: PlanState): void {
  for (let slot = 0; slot < m.slotCount; slot++) {
    for (let store = firstUnmade(m, s, slot); store !== undefined; store = firstUnmade(m, s, slot)) {
      takeOut(m, s, store, m.slotDay[slot]!)
      settleSlot(m, s, slot)
      countMissing(m, s, store)
    }
  }
  keepChanges(s)
}

/** Whether the days of a store's visits go together, and can be filled up to an allowed set. */
function keepsRules(m: Model, s: PlanState, store: number, slots: readonly number[]): boolean {
  const crews = new Set(slots.map((slot) => m.slotCrew[slot]!))
  const days = new Set(slots.map((slot) => m.slotDay[slot]!))
  if (crews.size > 1 || days.size < slots.length) return false
  if (m.crew[store]! >= 0 && !crews.has(m.crew[store]!)) return false
  for (let day = 0; day < m.dayCount; day++) s.kept[day] = days.has(day) ? 1 : 0
  return goTogether(m, s, store)
}

/** The first stop of a slot without a way to it or too late for its window; the last, if the route is too full or too long. */
function firstUnmade(m: Model, s: PlanState, slot: number): number | undefined {
  const row = s.rowOf[slot]!
  const count = s.count[row]!
  const base = row * s.stride
  for (let i = base + 1; i <= base + count; i++) {
    const isLate = m.isTimed && s.leave0[i]! >= NEVER && !(m.hasBreaks && s.leave1[i]! < NEVER)
    if (isLate || s.leg[i]! >= m.unreachable) return s.stop[i]
  }
  const isWhole =
    s.excess[row] === 0 && s.leg[base + count + 1]! < m.unreachable && s.end[row]! <= m.slotHardEnd[slot]!
  return isWhole || count === 0 ? undefined : s.stop[base + count]
}
