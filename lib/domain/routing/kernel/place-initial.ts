/** Starts a plan from visits that stood before: what still keeps every rule is placed as it was, the rest is left out. */
import { chooseDays } from './choose-days.kernel'
import { type Model, NEVER } from './model.kernel'
import { placeRoutes } from './place-routes'
import { IMPOSSIBLE, type PlanState } from './plan-state.kernel'
import { timesOf } from './route-times'

type Lists = readonly (readonly number[])[]

/** `routes` holds store indices, a list a slot. */
export function placeInitial(m: Model, s: PlanState, routes: Lists): void {
  const slotsOf = new Map<number, number[]>()
  for (const [slot, stops] of routes.entries()) {
    for (const store of stops) slotsOf.set(store, [...(slotsOf.get(store) ?? []), slot])
  }
  const isKept = (store: number) => keepsRules(m, s, store, slotsOf.get(store)!)
  const kept = new Set([...slotsOf.keys()].filter(isKept))
  placeRoutes(
    m,
    s,
    routes.map((stops, slot) =>
      inTime(
        m,
        slot,
        stops.filter((store) => kept.has(store)),
      ),
    ),
  )
}

/** Whether the days of a store's visits go together, and can be filled up to an allowed set. */
function keepsRules(m: Model, s: PlanState, store: number, slots: readonly number[]): boolean {
  const crews = new Set(slots.map((slot) => m.slotCrew[slot]!))
  const days = new Set(slots.map((slot) => m.slotDay[slot]!))
  if (crews.size > 1 || days.size < slots.length) return false
  if (m.crew[store]! >= 0 && !crews.has(m.crew[store]!)) return false
  for (let day = 0; day < m.dayCount; day++) {
    const isOpen = m.dayOpen[store * m.dayCount + day] === 1
    if (days.has(day) && !isOpen) return false
    s.kept[day] = days.has(day) ? 1 : 0
    s.dayCost[day] = days.has(day) ? 0 : isOpen ? 1 : IMPOSSIBLE
  }
  return chooseDays(m, s, store) < IMPOSSIBLE
}

/** The stops of a slot that can be made in their order within windows, break, capacity and the last end. */
function inTime(m: Model, slot: number, stops: readonly number[]): number[] {
  const made: number[] = []
  let load = 0
  for (const store of stops) {
    load += m.demand[store]!
    const fits = load <= m.slotCapacity[slot]! && made.length < m.stopsMax
    if (fits && timesOf(m, slot, [...made, store]) < NEVER) made.push(store)
    else load -= m.demand[store]!
  }
  return made
}
