/** Fills an empty plan with routes that stand already. */

import { keepChanges } from './journal.kernel'
import type { Model } from './model.kernel'
import { countMissing, type PlanState } from './plan-state.kernel'
import { refreshSlot } from './rows.kernel'

/** Store indices, a list a slot. */
export type Routes = readonly (readonly number[] | Int32Array)[]

export function placeRoutes(m: Model, s: PlanState, routes: Routes): void {
  for (const [slot, route] of routes.entries()) {
    if (route.length === 0) continue
    const row = s.rowOf[slot]!
    s.usedSlots++
    s.visitCount += route.length
    s.count[row] = route.length
    for (const [k, store] of route.entries()) {
      s.stop[row * s.stride + 1 + k] = store
      s.slotOf[store * m.dayCount + m.slotDay[slot]!] = slot
      s.planned[store]!++
      s.crewNow[store] = m.slotCrew[slot]!
    }
    refreshSlot(m, s, slot)
    s.isStale[slot] = 1
    s.stale[s.staleCount++] = slot
  }
  for (let store = 0; store < m.storeCount; store++) countMissing(m, s, store)
  keepChanges(s)
}
