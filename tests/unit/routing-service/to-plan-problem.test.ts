import { expect, test } from 'vitest'
import { workingDays } from '@/lib/domain/calendar/working-days'
import { DEFAULT_WEIGHTS } from '@/lib/domain/routing/problem'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { toPlanProblem } from '@/lib/domain/routing/service/to-plan-problem'
import { visitDemand } from '@/lib/domain/routing/service/visit-demand'

const days = workingDays('2026-11-23', 20, { weekend: [6, 7], holidays: [], extraWorkdays: [] })
const retailer = {
  id: 'r1',
  tier: 30,
  serviceClass: 'A' as const,
  lastVisit: '2026-11-20',
  windows: [],
  closedWeekdays: [1],
  contact: 'allowed' as const,
  signal: 0,
  inFocus: false,
  lockedDays: [3],
}
const manager = {
  id: 'm1',
  start: [-56.16, -34.9] as const,
  end: [-56.16, -34.9] as const,
  shift: [30_600, 63_000] as const,
  datesOff: ['2026-11-27', '2026-12-25'],
}
const parts = {
  days,
  manager,
  demands: visitDemand([retailer], DEFAULT_SERVICE_RULES, days),
  places: new Map([['r1', { position: [-56.17, -34.91] as const, locks: [{ day: 3 }] }]]),
  travel: { estimate: { speedKmh: 20, detour: 1.3 } },
  weights: DEFAULT_WEIGHTS,
}

test('what a retailer is owed becomes a store, and dates off become days of the horizon', () => {
  const problem = toPlanProblem(parts)
  expect(problem.days).toHaveLength(20)
  expect(problem.managers).toEqual([
    { id: 'm1', start: manager.start, end: manager.end, shift: manager.shift, daysOff: [4] },
  ])
  expect(problem.stores).toEqual([
    {
      id: 'r1',
      position: [-56.17, -34.91],
      manager: 'm1',
      lastVisit: '2026-11-20',
      visits: 4,
      gapDays: [5, 9],
      serviceSeconds: 1200,
      closedDays: [0, 5, 10, 15],
      priority: expect.any(Number),
      channel: 'onsite',
      lock: [{ day: 3 }],
    },
  ])
  expect(problem).not.toHaveProperty('previous')
})

test('a retailer without a place is a bug, not a visit less', () => {
  expect(() => toPlanProblem({ ...parts, places: new Map() })).toThrow('r1')
})
