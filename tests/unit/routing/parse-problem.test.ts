import { expect, test } from 'vitest'
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

test('no way is `null`, or as far as makes no difference', () => {
  const json = base()
  ;(json.travel.seconds as unknown[][])[0]![2] = null
  ;(json.travel.seconds as unknown[][])[2]![0] = 1e12
  const parsed = parseProblem(json)
  if (!parsed.ok || !isTravelTable(parsed.value.travel)) throw new Error('not read')
  const { seconds } = parsed.value.travel
  expect([seconds[2], seconds[8]]).toEqual([UNREACHABLE_S, UNREACHABLE_S])
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
