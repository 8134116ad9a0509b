import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, dayNumber } from '@/lib/domain/calendar/dates'
import { parseProblem } from '@/lib/domain/routing/parse-problem'
import { DEFAULT_WEIGHTS, isTravelTable, UNREACHABLE_S } from '@/lib/domain/routing/problem'
import { aManager, aStore, HOUR, lineTravel, workingDays } from './a-problem'

type Json = Record<string, unknown>

function base(): { days: Json[]; managers: Json[]; stores: Json[]; travel: Json; weights?: unknown } {
  return JSON.parse(
    JSON.stringify({
      days: workingDays(5),
      managers: [aManager({ daysOff: [3] })],
      stores: [
        aStore({ id: 'a', visits: 2, gapDays: [2, 4], manager: 'm', closedDays: [1] }),
        aStore({ id: 'b', patterns: [[0, 2], [4]] }),
      ],
      travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100, b: 200 }),
    }),
  )
}

function errorsAfter(change: (json: ReturnType<typeof base>) => unknown): string[] {
  const json = base()
  change(json)
  const parsed = parseProblem(json)
  return parsed.ok ? [] : parsed.error.errors.map(({ path, code }) => `${path} ${code}`)
}

test('a sound problem is read, with the defaults of the contract', () => {
  const parsed = parseProblem(base())
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  expect(parsed.value.weights).toEqual(DEFAULT_WEIGHTS)
  expect(parsed.value.stores.map(({ id }) => id)).toEqual(['a', 'b'])
})

test.each<[string, string[], (json: ReturnType<typeof base>) => unknown]>([
  ['no days', ['days empty'], (json) => Object.assign(json, { days: [] })],
  [
    'days out of order',
    ['days[1].date order'],
    ({ days }) => Object.assign(days[1]!, { date: '2026-11-30' }),
  ],
  [
    'a date that is none',
    ['days[0].date date'],
    ({ days }) => Object.assign(days[0]!, { date: '2026-02-30' }),
  ],
  [
    'a shift that ends first',
    ['managers[0].shift order'],
    ({ managers }) => Object.assign(managers[0]!, { shift: [61_200, 32_400] }),
  ],
  [
    'a time that is not a number',
    ['managers[0].shift[0] number'],
    ({ managers }) => Object.assign(managers[0]!, { shift: [Number.NaN, 10] }),
  ],
  [
    'half a second',
    ['stores[0].serviceSeconds not-whole'],
    ({ stores }) => Object.assign(stores[0]!, { serviceSeconds: 0.5 }),
  ],
  [
    'less than no time',
    ['stores[0].serviceSeconds range'],
    ({ stores }) => Object.assign(stores[0]!, { serviceSeconds: -1 }),
  ],
  ['one id twice', ['stores[1].id duplicate'], ({ stores }) => Object.assign(stores[1]!, { id: 'a' })],
  [
    'a manager nobody knows',
    ['stores[0].manager unknown-manager'],
    ({ stores }) => Object.assign(stores[0]!, { manager: 'z' }),
  ],
  [
    'a position off the earth',
    ['stores[0].position position'],
    ({ stores }) => Object.assign(stores[0]!, { position: [0, 91] }),
  ],
  [
    'no pattern',
    ['stores[1].patterns pattern-empty'],
    ({ stores }) => Object.assign(stores[1]!, { patterns: [] }),
  ],
  [
    'a pattern with no day',
    ['stores[1].patterns[0] pattern-empty'],
    ({ stores }) => Object.assign(stores[1]!, { patterns: [[]] }),
  ],
  [
    'a pattern with a day that is not there',
    ['stores[1].patterns[0][0] no-such-day'],
    ({ stores }) => Object.assign(stores[1]!, { patterns: [[5]] }),
  ],
  [
    'patterns and visits at once',
    ['stores[1] rhythm'],
    ({ stores }) => Object.assign(stores[1]!, { visits: 2 }),
  ],
  [
    'gaps the wrong way round',
    ['stores[0].gapDays order'],
    ({ stores }) => Object.assign(stores[0]!, { gapDays: [4, 2] }),
  ],
  [
    'a window shorter than the visit',
    ['stores[0].windows[0] window-shorter-than-service'],
    ({ stores }) => Object.assign(stores[0]!, { windows: [[100, 200]] }),
  ],
  [
    'a lock on a closed day',
    ['stores[0].lock[0] lock-on-closed-day', 'stores[0].lock lock-against-rhythm'],
    ({ stores }) => Object.assign(stores[0]!, { lock: [{ day: 1 }] }),
  ],
  [
    'a lock on a day off',
    ['stores[0].lock[0] lock-on-day-off'],
    ({ stores }) => Object.assign(stores[0]!, { lock: [{ day: 3 }] }),
  ],
  [
    'locks against the gaps',
    ['stores[0].lock lock-against-rhythm'],
    ({ stores }) => Object.assign(stores[0]!, { gapDays: [2, 2], lock: [{ day: 0 }, { day: 4 }] }),
  ],
  [
    'a lock against the patterns',
    ['stores[1].lock lock-against-rhythm'],
    ({ stores }) => Object.assign(stores[1]!, { lock: [{ day: 1 }] }),
  ],
  [
    'a lock of another manager',
    ['stores[0].lock[0].manager unknown-manager'],
    ({ stores }) => Object.assign(stores[0]!, { lock: [{ day: 0, manager: 'n' }] }),
  ],
  [
    'two locks of one position',
    ['stores[1].lock[0].position lock-position-taken'],
    ({ stores }) => stores.map((store) => Object.assign(store, { lock: [{ day: 0, position: 0 }] })),
  ],
  [
    'a channel nobody knows',
    ['stores[0].channel channel'],
    ({ stores }) => Object.assign(stores[0]!, { channel: 'fax' }),
  ],
  [
    'a place that is missing',
    ['stores[2].id place-missing'],
    ({ stores }) => stores.push({ ...stores[0]!, id: 'c' }),
  ],
  [
    'a matrix that is not square',
    ['travel.seconds[1] not-square'],
    ({ travel }) => (travel.seconds as number[][])[1]!.pop(),
  ],
  [
    'a matrix with a hole',
    ['travel.meters[0][1] number'],
    ({ travel }) => {
      ;(travel.meters as unknown[][])[0]![1] = 'x'
    },
  ],
  [
    'a weight nobody knows',
    ['weights.speed unknown-weight'],
    (json) => Object.assign(json, { weights: { speed: 1 } }),
  ],
  [
    'a weight that every object has',
    ['weights.toString unknown-weight'],
    (json) => Object.assign(json, { weights: { toString: 1 } }),
  ],
  [
    'a store named like the place of a manager',
    ['stores[1].id duplicate'],
    ({ stores }) => Object.assign(stores[1]!, { id: 'm:start' }),
  ],
  [
    'an id too long',
    ['stores[0].id id'],
    ({ stores }) => Object.assign(stores[0]!, { id: 'x'.repeat(1001) }),
  ],
  [
    'a lock on a day on which everybody is off',
    ['stores[1].lock[0] lock-on-day-off'],
    ({ stores }) => Object.assign(stores[1]!, { patterns: [[3]], lock: [{ day: 3 }] }),
  ],
  [
    'a last visit after the last day',
    ['stores[0].lastVisit order'],
    ({ stores }) => Object.assign(stores[0]!, { lastVisit: '2026-12-05' }),
  ],
  [
    'more windows than a day has use for',
    ['stores[0].windows too-many'],
    ({ stores }) => Object.assign(stores[0]!, { windows: Array.from({ length: 101 }, () => [0, HOUR]) }),
  ],
  [
    'more patterns than can be tried',
    ['stores[1].patterns too-many'],
    ({ stores }) => Object.assign(stores[1]!, { patterns: Array.from({ length: 10_001 }, () => [0]) }),
  ],
  [
    'a way of which only the seconds are known',
    ['travel.meters[0][2] range'],
    ({ travel }) => {
      ;(travel.meters as unknown[][])[0]![2] = null
    },
  ],
  [
    'half a metre',
    ['travel.meters[0][2] not-whole'],
    ({ travel }) => {
      ;(travel.meters as unknown[][])[0]![2] = 0.5
    },
  ],
  ['no travel', ['travel missing'], (json) => Object.assign(json, { travel: undefined })],
  [
    'no speed',
    ['travel.estimate.speedKmh range'],
    (json) => Object.assign(json, { travel: { estimate: { speedKmh: 0, detour: 1.3 } } }),
  ],
])('%s is named by its path', (_, expected, change) => {
  expect(errorsAfter(change)).toEqual(expected)
})

test.each([undefined, null, 3, 'x', [], {}])('what is no problem at all is refused: %j', (json) => {
  expect(parseProblem(json).ok).toBe(false)
})

test('no way is `null`, or longer than two days', () => {
  const json = base()
  const seconds = json.travel.seconds as unknown[][]
  seconds[0]![2] = null
  seconds[2]![0] = 172_801
  seconds[2]![1] = 172_800
  const parsed = parseProblem(json)
  if (!parsed.ok || !isTravelTable(parsed.value.travel)) throw new Error('not read')
  const table = parsed.value.travel.seconds
  expect([table[2], table[8], table[9]]).toEqual([UNREACHABLE_S, UNREACHABLE_S, 172_800])
})

test('what is there by name only, or without end, is told in a few words', () => {
  const json = JSON.parse(
    JSON.stringify(base())
      .replace('"manager":"m"', `"manager":${'['.repeat(50_000)}${']'.repeat(50_000)}`)
      .replace('"weights"', '"_"')
      .replace(/}$/, ',"weights":{"__proto__":1}}'),
  )
  json.stores.push({ ...json.stores[1], id: 'x'.repeat(1000) }, { ...json.stores[1], id: 'x'.repeat(1000) })
  const parsed = parseProblem(json)
  const errors = parsed.ok ? [] : parsed.error.errors
  expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'stores[0].manager unknown-manager',
    'stores[3].id duplicate',
    'weights.__proto__ unknown-weight',
    'stores[1].id place-missing',
  ])
  for (const { message } of errors) expect(message.length).toBeLessThan(120)
})

test('a thousand faults are told in a hundred', () => {
  const stores = Array.from({ length: 1000 }, () => ({ id: 3 }))
  const parsed = parseProblem({ ...base(), stores })
  expect(parsed.ok || parsed.error.errors.length).toBe(100)
})

test('locks that the gaps allow, with a visit between them, are sound', () => {
  const stores = [aStore({ id: 'a', visits: 3, gapDays: [2, 2], lock: [{ day: 0 }, { day: 4 }] })]
  expect(parseProblem({ ...base(), stores, managers: [aManager({ shift: [0, HOUR] })] }).ok).toBe(true)
})

test('locks are refused as against the gaps if no choice of open days holds them all', () => {
  const day = fc.integer({ min: 0, max: 5 })
  const case_ = fc.record({
    dates: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
    closedDays: fc.uniqueArray(day, { maxLength: 2 }),
    locked: fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
    visits: fc.integer({ min: 1, max: 5 }),
    least: fc.integer({ min: 1, max: 3 }),
    spread: fc.integer({ min: 0, max: 2 }),
    since: fc.option(fc.integer({ min: -3, max: 0 }), { nil: undefined }),
  })
  let refused = 0
  fc.assert(
    fc.property(case_, ({ dates: unsorted, closedDays, locked, visits, least, spread, since }) => {
      const dates = unsorted.toSorted((a, b) => a - b)
      const date = (offset: number) => dateOf(dayNumber('2026-11-30') + offset)
      const gapDays = [least, least + spread]
      const store = {
        ...aStore({ id: 'a', visits }),
        gapDays,
        closedDays,
        lock: locked.map((k) => ({ day: k })),
        ...(since !== undefined && { lastVisit: date(since) }),
      }
      const isHeld = subsets(6).some((days) => {
        const from = since === undefined ? [] : [since]
        const visited = [...from, ...days.map((k) => dates[k]!)]
        return (
          days.length <= visits &&
          locked.every((k) => days.includes(k)) &&
          !days.some((k) => closedDays.includes(k)) &&
          visited.slice(1).every((at, k) => at - visited[k]! >= least && at - visited[k]! <= least + spread)
        )
      })
      const json = { ...base(), days: dates.map((offset) => ({ date: date(offset) })), stores: [store] }
      const parsed = parseProblem({ ...json, managers: [aManager()] })
      const codes = parsed.ok ? [] : parsed.error.errors.map(({ code }) => code)
      if (!isHeld) refused++
      expect(codes.includes('lock-against-rhythm')).toBe(!isHeld)
    }),
    { numRuns: 500 },
  )
  expect(refused).toBeGreaterThan(50)
})

/** All sets of 0 … n − 1, each ascending. */
function subsets(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, bits) =>
    Array.from({ length: n }, (__, k) => k).filter((k) => (bits >> k) & 1),
  )
}
