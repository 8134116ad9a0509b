import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitProblem } from '@/lib/domain/routing/parts'
import type { Plan, PlanProblem, Relaxation, Unplanned } from '@/lib/domain/routing/problem'
import { admits, settledState } from '@/lib/domain/routing/settled-state'
import { solve } from '@/lib/domain/routing/solve'
import { toModel } from '@/lib/domain/routing/to-model'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { aManager, aStore, HOUR, lineTravel, problemOf, problems, workingDays } from './a-problem'

test('relaxing what the reason names lets the visit in, and nothing else had to move', () => {
  let explained = 0
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const plan = solve(problem, { iterations: 100, seed })
      for (const { store, needs } of plan.unplanned) {
        expect(letsIn(problem, plan, store)).toBe(false)
        if (!needs) continue
        explained++
        const relaxed = [needs, ...(needs.and ?? [])].reduce(
          (before, change) => relax(before, store, change),
          problem,
        )
        expect(letsIn(relaxed, plan, store)).toBe(true)
      }
    }),
    { numRuns: 250 },
  )
  expect(explained).toBeGreaterThan(20)
})

test('less than the smallest relaxation is not enough', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const plan = solve(problem, { iterations: 100, seed })
      for (const { store, reason, needs } of plan.unplanned) {
        if (reason !== 'shift' || !needs) continue
        const [start, end] = needs.to as [number, number]
        const less = relax(problem, store, { ...needs, to: [start, end - 1] })
        expect(letsIn(less, plan, store)).toBe(false)
      }
    }),
    { numRuns: 150 },
  )
})

test.each<[string, object, object, Partial<Unplanned>]>([
  [
    'a window that closes before anyone can be there',
    { windows: [[9 * HOUR, 9 * HOUR + 700]] },
    {},
    { reason: 'window', needs: { field: 'windows', from: [[32_400, 33_100]], to: [[32_400, 33_600]] } },
  ],
  [
    'a store that is always closed',
    { closedDays: [0, 1] },
    {},
    { reason: 'closed', needs: { field: 'closedDays', from: [0, 1], to: [1] } },
  ],
  [
    'a day that is full',
    { priority: 1 },
    { visitsMax: 1, daysOff: [1] },
    { reason: 'capacity', needs: { field: 'visitsMax', from: 1, to: 2, manager: 'm' } },
  ],
  [
    'a visit worth less than its overtime',
    { serviceSeconds: 4 * HOUR },
    { shift: [9 * HOUR, 12 * HOUR] },
    // 600 s there, four hours, 600 s home end at 48,000; of 3600 the driving leaves 2400, less than 240 s of overtime
    {
      reason: 'shift',
      needs: { field: 'shift', from: [32_400, 43_200], to: [32_400, 47_761], manager: 'm' },
    },
  ],
  [
    'a gap that no day keeps',
    { gapDays: [3, 4], lastVisit: '2026-11-29' },
    {},
    { reason: 'gap', needs: { field: 'gapDays', from: [3, 4], to: [2, 4] } },
  ],
  ['more visits than there are days', { visits: 3 }, {}, { reason: 'gap' }],
  [
    'a store that no way leads to',
    { id: 'island' },
    {},
    { reason: 'unreachable', needs: { field: 'channel', from: 'onsite', to: 'phone' } },
  ],
  [
    'a drive that is dearer than the visit is worth',
    { id: 'far' },
    { shift: [0, 24 * HOUR] },
    { reason: 'channel', needs: { field: 'channel', from: 'onsite', to: 'phone' } },
  ],
  [
    'a locked position that the day is too short for',
    { lock: [{ day: 0, position: 4 }] },
    {},
    { reason: 'locked', needs: { field: 'lock', from: [{ day: 0, position: 4 }], to: [] } },
  ],
])('%s is the reason', (_, store, manager, expected) => {
  const travel = lineTravel({ 'm:start': 0, 'm:end': 0, other: 0, s: 600, far: 4000, island: 0 })
  const seconds = travel.seconds.map((row, i) =>
    row.map((s, j) => (i !== j && (i === 5 || j === 5) ? null : s)),
  )
  const problem = problemOf({
    days: workingDays(2),
    managers: [aManager(manager)],
    stores: [aStore({ id: 'other', priority: 9 }), aStore({ id: 's', ...store })],
    travel: { ...travel, seconds },
  })
  expect(solve(problem, { iterations: 200, seed: 1 }).unplanned).toMatchObject([{ visits: 1, ...expected }])
})

/** Within the store's part of the problem, as it is planned. */
function letsIn(whole: PlanProblem, plan: Plan, store: string): boolean {
  const problem = splitProblem(whole).find(({ stores }) => stores.some(({ id }) => id === store))!
  const { model } = toModel(problem, travelTableOf(problem))
  const index = new Map(problem.stores.map(({ id }, k) => [id, k]))
  const crew = new Map(problem.managers.map(({ id }, k) => [id, k]))
  const routes = Array.from({ length: model.slotCount }, (_, slot) => {
    const route = plan.routes.find(
      ({ manager, day }) => crew.get(manager) === model.slotCrew[slot] && day === model.slotDay[slot],
    )
    return route?.stops.map((stop) => index.get(stop.store)!) ?? []
  })
  return admits(model, settledState(model, routes), index.get(store)!)
}

function relax(problem: PlanProblem, store: string, { field, to, manager }: Relaxation): PlanProblem {
  return {
    ...problem,
    managers: problem.managers.map((fields) => (fields.id === manager ? { ...fields, [field]: to } : fields)),
    stores: problem.stores.map((fields) =>
      manager === undefined && fields.id === store ? { ...fields, [field]: to } : fields,
    ),
  }
}
