import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import type { Plan } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { aManager, aStore, HOUR, lineTravel, problemOf, problems, workingDays } from './a-problem'

const TRAVEL = lineTravel({ 'm:start': 0, 'm:end': 0, a: 600, b: 1500 })

/** a at 600, b at 1500 on a line; a twice, two to four days apart, b once in the afternoon. */
const PROBLEM = problemOf({
  days: workingDays(5),
  managers: [
    aManager({ break: { window: [12 * HOUR, 13 * HOUR], seconds: 1800 }, visitsMax: 2, daysOff: [4] }),
  ],
  stores: [
    aStore({ id: 'a', visits: 2, gapDays: [2, 4], closedDays: [3] }),
    aStore({ id: 'b', windows: [[14 * HOUR, 15 * HOUR]], priority: 3 }),
  ],
  travel: TRAVEL,
})

const stop = (store: string, arrive: number, start: number, driveSeconds: number) => ({
  store,
  arrive,
  start,
  leave: start + 600,
  driveSeconds,
  driveMeters: 10 * driveSeconds,
})

/** By hand: day 0 a at 9:10, then b at 14:00 with the break on arriving; day 2 a alone. */
const PLAN: Plan = {
  routes: [
    {
      manager: 'm',
      day: 0,
      stops: [stop('a', 33_000, 33_000, 600), stop('b', 34_500, 50_400, 900)],
      break: { start: 43_200, end: 45_000 },
      startTime: 32_400,
      endTime: 52_500,
      driveSeconds: 3000,
      driveMeters: 30_000,
      workSeconds: 20_100,
    },
    {
      manager: 'm',
      day: 2,
      stops: [stop('a', 33_000, 33_000, 600)],
      break: null,
      startTime: 32_400,
      endTime: 34_200,
      driveSeconds: 1200,
      driveMeters: 12_000,
      workSeconds: 1800,
    },
  ],
  unplanned: [],
  cost: { total: 4200, drive: 4200, overtime: 0, unplanned: 0, balance: 0, compact: 0, change: 0 },
  seed: 1,
  iterations: 0,
  seconds: 0,
  travelSource: 'matrix',
}

type Change = (plan: Plan & { routes: Plan['routes'][number][] }) => unknown

function codesAfter(change: Change): string[] {
  const plan = JSON.parse(JSON.stringify(PLAN)) as Parameters<Change>[0]
  change(plan)
  return [...new Set(checkPlan(PROBLEM, plan).violations.map(({ code }) => code))]
}

test('a plan made by hand holds', () => {
  expect(checkPlan(PROBLEM, PLAN)).toMatchObject({
    valid: true,
    violations: [],
    recomputed: { cost: PLAN.cost },
  })
})

test.each<[string, string, Change]>([
  [
    'a store of a route nobody knows',
    'unknown-store',
    ({ routes }) => Object.assign(routes[0]!.stops[0]!, { store: 'z' }),
  ],
  ['a manager nobody knows', 'unknown-manager', ({ routes }) => Object.assign(routes[0]!, { manager: 'z' })],
  ['a day that is not there', 'unknown-day', ({ routes }) => Object.assign(routes[0]!, { day: 5 })],
  ['work on a day off', 'day-off', ({ routes }) => Object.assign(routes[1]!, { day: 4 })],
  ['a visit on a closed day', 'closed-day', ({ routes }) => Object.assign(routes[1]!, { day: 3 })],
  ['visits too near to each other', 'gap', ({ routes }) => Object.assign(routes[1]!, { day: 1 })],
  ['two routes of one day', 'route-twice', ({ routes }) => routes.push(routes[1]!)],
  ['a store twice a day', 'store-twice-a-day', ({ routes }) => Object.assign(routes[1]!, { day: 0 })],
  ['an early start', 'shift-start', ({ routes }) => Object.assign(routes[0]!, { startTime: 32_399 })],
  [
    'a shorter drive than there is',
    'drive-seconds',
    ({ routes }) => Object.assign(routes[0]!.stops[1]!, { driveSeconds: 899 }),
  ],
  [
    'a shorter way than there is',
    'drive-meters',
    ({ routes }) => Object.assign(routes[0]!, { driveMeters: 1 }),
  ],
  ['an arrival too soon', 'arrive', ({ routes }) => Object.assign(routes[0]!.stops[1]!, { arrive: 34_499 })],
  [
    'a start before the arrival',
    'start-before-arrival',
    ({ routes }) => Object.assign(routes[0]!.stops[0]!, { start: 32_999 }),
  ],
  ['a visit cut short', 'leave', ({ routes }) => Object.assign(routes[0]!.stops[0]!, { leave: 33_500 })],
  [
    'a visit outside its window',
    'window',
    ({ routes }) => Object.assign(routes[0]!.stops[1]!, { start: 50_399, leave: 50_999 }),
  ],
  ['an end too soon', 'end-time', ({ routes }) => Object.assign(routes[0]!, { endTime: 52_400 })],
  ['no break', 'break-missing', ({ routes }) => Object.assign(routes[0]!, { break: null })],
  [
    'a break outside its window',
    'break-window',
    ({ routes }) => Object.assign(routes[0]!, { break: { start: 43_199, end: 44_999 } }),
  ],
  [
    'a break too short',
    'break-length',
    ({ routes }) => Object.assign(routes[0]!, { break: { start: 43_200, end: 44_000 } }),
  ],
  [
    'a break in a visit',
    'break-in-visit',
    ({ routes }) => Object.assign(routes[0]!.stops[1]!, { start: 44_000, leave: 44_600 }),
  ],
  ['a visit left out in silence', 'unplanned-missing', (plan) => plan.routes.pop()],
  [
    'a visit left out that is there',
    'unplanned-visits',
    (plan) => Object.assign(plan, { unplanned: [{ store: 'a', visits: 1, reason: 'gap' }] }),
  ],
  ['a cost that is not so', 'cost', ({ cost }) => Object.assign(cost, { total: 4100 })],
  ['times that are none', 'malformed', ({ routes }) => Object.assign(routes[0]!, { startTime: Number.NaN })],
])('%s is found', (_, code, change) => {
  expect(codesAfter(change)).toContain(code)
})

test('more visits a day than allowed are found', () => {
  const tighter = { ...PROBLEM, managers: [{ ...PROBLEM.managers[0]!, visitsMax: 1 }] }
  expect(checkPlan(tighter, PLAN).violations.map(({ code }) => code)).toEqual(['visits-max'])
})

test('a locked visit elsewhere is found, by day and by position', () => {
  const locked = (lock: object) => ({
    ...PROBLEM,
    stores: [{ ...PROBLEM.stores[0]!, lock: [lock] }, PROBLEM.stores[1]!],
  })
  const codes = (lock: object) =>
    checkPlan(locked(lock) as typeof PROBLEM, PLAN).violations.map(({ code }) => code)
  expect(codes({ day: 1 })).toEqual(['lock-missing'])
  expect(codes({ day: 0, position: 1 })).toEqual(['lock-position'])
  expect(codes({ day: 0, position: 0 })).toEqual([])
})

test.each([null, 7, 'plan', [], {}, { routes: 3 }, { routes: [null], unplanned: [null], cost: null }])(
  'what is no plan at all is not valid: %j',
  (plan) => {
    expect(checkPlan(PROBLEM, plan).valid).toBe(false)
  },
)

test('what a plan says is repeated in a few words', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
  const routes = [
    { ...PLAN.routes[0]!, manager: deep },
    { ...PLAN.routes[0]!, endTime: deep, stops: [{ ...PLAN.routes[0]!.stops[0]!, store: 'x'.repeat(1e6) }] },
  ]
  const check = checkPlan(PROBLEM, { ...PLAN, routes, unplanned: [{ store: 'a', visits: deep, reason: {} }] })
  expect(check.valid).toBe(false)
  expect(JSON.stringify(check).length).toBeLessThan(3000)
})

test('a store that a route visits over and over is told once a visit, and at once', () => {
  const patterns = Array.from({ length: 10_000 }, () => [0])
  const problem = problemOf({ ...PROBLEM, travel: TRAVEL, stores: [aStore({ id: 'a', patterns })] })
  const stops = Array.from({ length: 20_000 }, () => stop('a', 33_000, 33_000, 600))
  const { violations } = checkPlan(problem, { ...PLAN, routes: [{ ...PLAN.routes[0]!, stops }] })
  expect(violations.filter(({ code }) => code === 'store-twice-a-day').length).toBeGreaterThan(100)
})

test('even days cost nothing for their balance, whatever its weight', () => {
  const problem = problemOf({
    days: workingDays(3),
    managers: [aManager()],
    stores: [aStore({ id: 'a', patterns: [[0, 1, 2]], serviceSeconds: 28_001 })],
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 333 }),
    weights: { balance: 1e9 },
  })
  const plan = solve(problem, { iterations: 10, seed: 1 })
  expect(checkPlan(problem, plan)).toMatchObject({ valid: true, recomputed: { cost: { balance: 0 } } })
})

test('a plan with any one of its times, sums or costs changed does not hold', () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: 0 }), fc.integer({ min: 1, max: 5000 }), (problem, pick, by) => {
      const plan = JSON.parse(JSON.stringify(solve(problem, { iterations: 40, seed: 1 }))) as Plan
      const numbers = numbersOf(plan.routes)
      fc.pre(numbers.length > 0)
      const { holder, name } = numbers[pick % numbers.length]!
      holder[name]! += by
      expect(checkPlan(problem, plan).valid).toBe(false)
    }),
    { numRuns: 150 },
  )
})

/** Every number of the routes but the start of a day and of a break, which may have leeway. */
function numbersOf(routes: Plan['routes']): { holder: Record<string, number>; name: string }[] {
  const sums = ['endTime', 'driveSeconds', 'driveMeters', 'workSeconds']
  const times = ['arrive', 'start', 'leave', 'driveSeconds', 'driveMeters']
  const holders = routes.flatMap((route) => [
    { names: sums, holder: route as unknown as Record<string, number> },
    ...route.stops.map((visit) => ({ names: times, holder: visit as unknown as Record<string, number> })),
  ])
  return holders.flatMap(({ names, holder }) => names.map((name) => ({ holder, name })))
}
