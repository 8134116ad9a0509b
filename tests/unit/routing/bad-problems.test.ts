/** Problems that are odd, contradictory or spoilt: each is refused by name, or planned as far as it can be. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { parseProblem } from '@/lib/domain/routing/parse-problem'
import type { Plan } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { spoiltProblems } from './a-bad-problem'
import { aManager, aStore, HOUR, problemOf, workingDays } from './a-problem'

type Json = Record<string, unknown>

/** One manager, five days, two stores a few minutes away. */
function problem(fields: Json = {}): Json {
  return {
    days: workingDays(5),
    managers: [aManager()],
    stores: [near('a'), near('b')],
    travel: { estimate: { speedKmh: 20, detour: 1.3 } },
    ...fields,
  }
}

const near = (id: string, fields: Json = {}) => aStore({ id, position: [0.005, 0.003], ...fields })
const withStore = (fields: Json) => problem({ stores: [near('a', fields), near('b')] })
const withManager = (fields: Json) => problem({ managers: [aManager(fields)] })
const table = (
  entry: (from: string, to: string) => number | null,
  places = ['m:start', 'm:end', 'a', 'b'],
) => {
  const seconds = places.map((from) => places.map((to) => (from === to ? 0 : entry(from, to))))
  return { places, seconds, meters: seconds }
}

function planOf(json: Json): Plan {
  const sound = problemOf(json)
  const plan: Plan = JSON.parse(JSON.stringify(solve(sound, { iterations: 100, seed: 1 })))
  expect(checkPlan(sound, plan).violations).toEqual([])
  return plan
}

/** `a gap 2` for each store left out: its reason and its visits. */
const leftOut = (plan: Plan) =>
  plan.unplanned.map(({ store, reason, visits }) => `${store} ${reason} ${visits}`)

test.each<[string, string[], Json]>([
  ['no store', [], problem({ stores: [] })],
  ['neither stores nor managers', [], problem({ stores: [], managers: [] })],
  ['one store', [], problem({ stores: [near('a')] })],
  ['no visit', [], withStore({ visits: 0 })],
  ['visits that take no time', [], withStore({ serviceSeconds: 0 })],
  [
    'stores at one point',
    [],
    problem({ stores: Array.from({ length: 40 }, (_, k) => aStore({ id: `s${k}` })) }),
  ],
  ['only visits by phone', [], problem({ stores: [near('a', { channel: 'phone' })] })],
  [
    'ids that objects have',
    [],
    problem({ stores: ['__proto__', 'constructor', 'toString'].map((id) => near(id)) }),
  ],
  [
    'ids of odd characters',
    [],
    problem({ stores: ['商店 1', '\u0000', '\ud800', 'a\nb', ' '].map((id) => near(id)) }),
  ],
  [
    'ids that only differ in what separates them',
    [],
    problem({ managers: [aManager({ id: '0:1' })], stores: [near('0'), near('1')] }),
  ],
  [
    'a pattern twice',
    [],
    withStore({
      patterns: [
        [0, 1],
        [1, 0],
      ],
    }),
  ],
  [
    'windows that overlap',
    [],
    withStore({
      windows: [
        [33_000, 40_000],
        [36_000, 50_000],
      ],
    }),
  ],
  [
    'windows out of order',
    [],
    withStore({
      windows: [
        [50_000, 60_000],
        [33_000, 40_000],
      ],
    }),
  ],
  [
    'one window too short',
    [],
    withStore({
      windows: [
        [33_000, 33_001],
        [36_000, 50_000],
      ],
    }),
  ],
  ['a window of a moment', [], withStore({ serviceSeconds: 0, windows: [[40_000, 40_000]] })],
  ['a window before the shift', ['a window 1'], withStore({ windows: [[0, 5000]] })],
  ['a window after the shift', ['a shift 1'], withStore({ windows: [[70_000, 80_000]] })],
  ['only closed days', ['a closed 1'], withStore({ closedDays: [0, 1, 2, 3, 4] })],
  ['gaps longer than the days', ['a gap 1'], withStore({ visits: 2, gapDays: [30, 60] })],
  [
    'a last visit too long ago',
    ['a gap 2'],
    withStore({ visits: 2, gapDays: [1, 3], lastVisit: '2020-01-01' }),
  ],
  ['a lock far down the route', ['a locked 1'], withStore({ lock: [{ day: 0, position: 99_999 }] })],
  ['a lock outside the window', ['a window 1'], withStore({ windows: [[0, 1000]], lock: [{ day: 0 }] })],
  ['no visits allowed', ['a capacity 1', 'b capacity 1'], withManager({ visitsMax: 0 })],
  ['only days off', ['a capacity 1', 'b capacity 1'], withManager({ daysOff: [0, 1, 2, 3, 4] })],
  ['a shift of a second', ['a shift 1', 'b shift 1'], withManager({ shift: [9 * HOUR, 9 * HOUR + 1] })],
  [
    'a break longer than the shift',
    [],
    withManager({ break: { window: [40_000, 50_000], seconds: 90_000 } }),
  ],
  ['a break of no time', [], withManager({ break: { window: [40_000, 50_000], seconds: 0 } })],
  ['a break before the shift', [], withManager({ break: { window: [0, 1000], seconds: 600 } })],
  ['no way at all', ['a unreachable 1', 'b unreachable 1'], problem({ travel: table(() => null) })],
  [
    'no way out',
    ['a unreachable 1', 'b unreachable 1'],
    problem({ travel: table((from) => (from === 'm:start' ? null : 60)) }),
  ],
  [
    'no way home',
    ['a unreachable 1', 'b unreachable 1'],
    problem({ travel: table((_, to) => (to === 'm:end' ? null : 60)) }),
  ],
  [
    'a store without a way',
    ['a unreachable 1'],
    problem({ travel: table((from, to) => (from === 'a' || to === 'a' ? 1e9 : 60)) }),
  ],
  ['a place nobody asks for', [], problem({ travel: table(() => 60, ['m:start', 'm:end', 'a', 'b', 'c']) })],
  ['stores at the ends of the earth', ['a unreachable 1'], withStore({ position: [180, 0] })],
  ['visits worth nothing', ['a capacity 1', 'b capacity 1'], problem({ weights: { unplanned: 0 } })],
  ['a store of no priority', ['a capacity 1'], withStore({ priority: 0, position: [0.01, 0.01] })],
  ['weights of nothing', [], problem({ weights: { drive: 0, overtime: 0 } })],
  [
    'a previous plan of nobody known',
    [],
    problem({
      weights: { change: 9 },
      previous: { routes: [{ manager: '__proto__', day: 0, stops: [{ store: 'q' }] }] },
    }),
  ],
  [
    'nothing but null',
    [],
    withStore({
      manager: null,
      windows: null,
      closedDays: null,
      priority: null,
      channel: null,
      lock: null,
      patterns: null,
      gapDays: null,
      lastVisit: null,
    }),
  ],
])('%s is planned as far as it can be', (_, expected, json) => {
  expect(leftOut(planOf(json))).toEqual(expected)
})

test.each<[string, Json]>([
  ['more visits than days', withStore({ visits: 9, gapDays: [1, 2] })],
  ['more visits than anyone can make', withStore({ visits: 10_000 })],
  ['a visit of two days', withStore({ serviceSeconds: 172_800 })],
  [
    'weights beyond measure',
    problem({ weights: { drive: 1e9, overtime: 1e9, unplanned: 1e9, balance: 1e9, compact: 1e9 } }),
  ],
  ['weights below measure', problem({ weights: { drive: 1e-300, unplanned: 1e-300 } })],
  ['ways of two days', problem({ travel: table(() => 172_800), weights: { unplanned: 1e9, overtime: 0 } })],
  [
    'free stores that are locked to one position',
    problem({
      managers: [aManager(), aManager({ id: 'n' })],
      stores: ['a', 'b', 'c'].map((id) => near(id, { lock: [{ day: 0, position: 0 }] })),
    }),
  ],
])('%s end in a plan that holds', (_, json) => {
  planOf(json)
})

test('a sound problem that is spoilt in one place is refused with a path, a code and a message, or has a plan that holds', () => {
  let refused = 0
  fc.assert(
    fc.property(spoiltProblems, (json) => {
      const parsed = parseProblem(json)
      if (parsed.ok) {
        const plan = JSON.parse(JSON.stringify(solve(parsed.value, { iterations: 30, seed: 1 })))
        expect(checkPlan(parsed.value, plan).violations).toEqual([])
        return
      }
      refused++
      expect(parsed.error.errors).not.toEqual([])
      for (const { path, code, message } of parsed.error.errors) {
        expect(path).toMatch(/^[a-z]/)
        expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
        expect(message.length).toBeGreaterThan(5)
      }
    }),
    { numRuns: 150 },
  )
  expect(refused).toBeGreaterThan(30)
})
