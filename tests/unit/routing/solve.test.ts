import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { splitProblem } from '@/lib/domain/routing/parts'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { aManager, aStore, HOUR, lineTravel, problemOf, problems, workingDays } from './a-problem'

const RUNS = { numRuns: 150 }

function visitsOf(plan: Plan) {
  return plan.routes.flatMap(({ manager, day, stops }) =>
    stops.map(({ store }, position) => ({ store, day, manager, position })),
  )
}

test('the checker accepts every plan, and recomputes the cost that was reported', () => {
  fc.assert(
    fc.property(problems, whole(), (problem, seed) => {
      const check = checkPlan(problem, JSON.parse(JSON.stringify(solve(problem, { iterations: 120, seed }))))
      expect(check.violations).toEqual([])
      expect(check.valid).toBe(true)
    }),
    RUNS,
  )
})

test('the same problem, seed and iterations give the same plan', () => {
  fc.assert(
    fc.property(problems, whole(), (problem, seed) => {
      const first = solve(problem, { iterations: 80, seed })
      expect(solve(problem, { iterations: 80, seed })).toEqual(first)
    }),
    { numRuns: 40 },
  )
})

test('a store is visited once a day at most, and a locked visit is where it was locked or is left out', () => {
  fc.assert(
    fc.property(problems, whole(), (problem, seed) => {
      const plan = solve(problem, { iterations: 80, seed })
      const visits = visitsOf(plan)
      expect(new Set(visits.map(({ store, day }) => `${store}@${day}`)).size).toBe(visits.length)
      for (const store of problem.stores) {
        for (const lock of store.lock ?? []) {
          const visit = visits.find((other) => other.store === store.id && other.day === lock.day)
          if (!visit) expect(plan.unplanned.map((entry) => entry.store)).toContain(store.id)
          else if (lock.position !== undefined) expect(visit.position).toBe(lock.position)
        }
      }
    }),
    RUNS,
  )
})

test('a part planned by itself is planned as within the whole', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const whole = solve(problem, { iterations: 60, seed: 3 })
      for (const part of splitProblem(problem)) {
        const alone = solve(part, { iterations: 60, seed: 3 })
        const managers = new Set(part.managers.map(({ id }) => id))
        expect(alone.routes).toEqual(whole.routes.filter(({ manager }) => managers.has(manager)))
      }
    }),
    { numRuns: 40 },
  )
})

test('no stores give an empty plan that costs nothing', () => {
  const problem = lineProblem({}, [])
  const plan = solve(problem, { iterations: 100, seed: 1 })
  expect(plan.routes).toEqual([])
  expect(plan.cost.total).toBe(0)
  expect(checkPlan(problem, plan).valid).toBe(true)
})

test('one store is visited straight there and back', () => {
  const plan = solve(lineProblem({ a: 700 }, [aStore({ id: 'a' })]), { iterations: 10, seed: 1 })
  expect(plan.routes).toHaveLength(1)
  expect(plan.routes[0]).toMatchObject({ driveSeconds: 1400, driveMeters: 14_000, workSeconds: 2000 })
  expect(plan.cost).toEqual({
    total: 1400,
    drive: 1400,
    overtime: 0,
    unplanned: 0,
    balance: 0,
    compact: 0,
    change: 0,
  })
})

test('stores on a line are visited on the way out and back: twice the farthest', () => {
  const places = { a: 500, b: 100, c: 900, d: 300, e: 700 }
  const stores = Object.keys(places).map((id) => aStore({ id }))
  expect(solve(lineProblem(places, stores), { iterations: 300, seed: 1 }).cost.total).toBe(1800)
})

test('two stores far out the same way share their day, whatever days they might have had', () => {
  const stores = [
    aStore({ id: 'a', patterns: [[0], [1], [2]] }),
    aStore({
      id: 'b',
      patterns: [
        [1, 3],
        [2, 4],
      ],
    }),
    aStore({ id: 'c', patterns: [[0], [3]] }),
  ]
  const plan = solve(lineProblem({ a: 500, b: 500, c: 500 }, stores), { iterations: 300, seed: 1 })
  expect(plan.cost.drive).toBe(2000)
  expect(
    visitsOf(plan)
      .map(({ store, day }) => `${store}${day}`)
      .sort(),
  ).toEqual(['a1', 'b1', 'b3', 'c3'])
})

test('visits by phone take time and no driving', () => {
  const stores = [aStore({ id: 'a' }), aStore({ id: 'p', channel: 'phone', position: [1, 1] })]
  const problem = lineProblem({ a: 500 }, stores)
  const plan = solve(problem, { iterations: 100, seed: 1 })
  expect(plan.cost.drive).toBe(1000)
  expect(visitsOf(plan)).toHaveLength(2)
  expect(checkPlan(problem, plan).valid).toBe(true)
})

test('a previous plan is kept where change has its price', () => {
  const places = Object.fromEntries(Array.from({ length: 12 }, (_, k) => [`s${k}`, 100 + 10 * k]))
  const stores = Object.keys(places).map((id) => aStore({ id }))
  const before = solve(lineProblem(places, stores), { iterations: 100, seed: 5 })
  const changed = lineProblem(places, stores, { weights: { change: 3600 }, previous: before })
  const after = solve(changed, { iterations: 300, seed: 9 })
  const days = (plan: Plan) =>
    visitsOf(plan)
      .map(({ store, day }) => `${store}@${day}`)
      .sort()
  expect(days(after)).toEqual(days(before))
  expect(after.cost.change).toBe(0)
})

test('balance evens out what driving alone would put on one day', () => {
  const places = Object.fromEntries(Array.from({ length: 10 }, (_, k) => [`s${k}`, 60 + k]))
  const stores = Object.keys(places).map((id) => aStore({ id, serviceSeconds: 1800 }))
  const sizes = (weights: object) =>
    solve(lineProblem(places, stores, { weights }), { iterations: 400, seed: 1 })
      .routes.map(({ stops }) => stops.length)
      .sort()
  expect(sizes({ balance: 5 })).toEqual([2, 2, 2, 2, 2])
  expect(sizes({}).length).toBeLessThan(5)
})

test('a store without a manager gets one, the same for all its visits', () => {
  const json = {
    days: workingDays(5),
    managers: [aManager({ id: 'm' }), aManager({ id: 'n' })],
    stores: [
      aStore({ id: 'near m', visits: 2, gapDays: [2, 4] }),
      aStore({ id: 'near n', visits: 3, gapDays: [1, 4] }),
    ],
    travel: lineTravel({
      'm:start': 0,
      'm:end': 0,
      'n:start': 5000,
      'n:end': 5000,
      'near m': 100,
      'near n': 4900,
    }),
  }
  const visits = visitsOf(solve(problemOf(json), { iterations: 200, seed: 1 }))
  expect(visits.filter(({ store }) => store === 'near m').map(({ manager }) => manager)).toEqual(['m', 'm'])
  expect(visits.filter(({ store }) => store === 'near n').map(({ manager }) => manager)).toEqual([
    'n',
    'n',
    'n',
  ])
})

test('a stop ends the search with a whole plan', () => {
  const problem = lineProblem({ a: 500, b: 800 }, [aStore({ id: 'a' }), aStore({ id: 'b' })])
  const plan = solve(problem, { iterations: 1_000_000_000, seed: 1, shouldStop: () => true })
  expect(plan.iterations).toBe(0)
  expect(checkPlan(problem, plan).valid).toBe(true)
})

function whole() {
  return fc.integer({ min: 0, max: 1000 })
}

/** One manager at 0 on a line, five days, 9 to 17. */
function lineProblem(
  places: Readonly<Record<string, number>>,
  stores: readonly unknown[],
  fields: object = {},
): PlanProblem {
  return problemOf({
    days: workingDays(5),
    managers: [aManager({ shift: [9 * HOUR, 17 * HOUR] })],
    stores,
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, ...places }),
    ...fields,
  })
}
