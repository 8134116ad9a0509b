/** Planning problems for tests: a builder with good defaults, and small random ones that are sound by construction. */
import fc from 'fast-check'
import { dateOf, dayNumber } from '@/lib/domain/calendar/dates'
import { parseProblem } from '@/lib/domain/routing/parse-problem'
import type { PlanManager, PlanProblem, PlanStore } from '@/lib/domain/routing/problem'

export const HOUR = 3600
const MONDAY = dayNumber('2026-11-30')

/** Working days from Monday 2026-11-30 on. */
export function workingDays(count: number): { date: string }[] {
  return Array.from({ length: count }, (_, k) => ({ date: dateOf(MONDAY + 7 * Math.floor(k / 5) + (k % 5)) }))
}

export function aManager(fields: Partial<PlanManager> = {}): PlanManager {
  return { id: 'm', start: [0, 0], end: [0, 0], shift: [9 * HOUR, 17 * HOUR], ...fields }
}

export function aStore(fields: Partial<PlanStore> & { id: string }): PlanStore {
  const rhythm = fields.patterns ? {} : { visits: 1 }
  return { position: [0, 0], serviceSeconds: 600, ...rhythm, ...fields }
}

/** Places on a line: travel takes as many seconds as the difference of their coordinates, and ten metres a second. */
export function lineTravel(places: Readonly<Record<string, number>>) {
  const names = Object.keys(places)
  const seconds = names.map((from) => names.map((to) => Math.abs(places[from]! - places[to]!)))
  return { places: names, seconds, meters: seconds.map((row) => row.map((value) => 10 * value)) }
}

/** The problem of a JSON text; fails the test if it is not sound. */
export function problemOf(json: unknown): PlanProblem {
  const parsed = parseProblem(JSON.parse(JSON.stringify(json)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error.errors))
  return parsed.value
}

const whole = (min: number, max: number) => fc.integer({ min, max })
const chance = (probability: number) => fc.integer({ min: 1, max: 100 }).map((k) => k <= 100 * probability)
const subset = (values: readonly number[], most = values.length) =>
  fc.subarray([...values], { maxLength: most })

type StoreSeed = {
  x: number
  y: number
  service: number
  visits: number
  least: number
  spread: number
  since: number | undefined
  windows: readonly (readonly [number, number])[] | undefined
  closed: number[]
  priority: number
  isPhone: boolean
  isFree: boolean
  manager: number
  byPatterns: number[][] | undefined
  lockDay: number | undefined
  lockPosition: number | undefined
}

const windows = fc.oneof(
  fc.constant([[10 * HOUR, 12 * HOUR]] as const),
  fc.constant([
    [9 * HOUR, 10 * HOUR],
    [15 * HOUR, 18 * HOUR],
  ] as const),
  whole(9, 16).map((hour) => [[hour * HOUR, (hour + 1) * HOUR]] as const),
)

function storeSeed(days: number): fc.Arbitrary<StoreSeed> {
  const all = Array.from({ length: days }, (_, day) => day)
  const maybe = <T>(of: fc.Arbitrary<T>, probability: number) =>
    chance(probability).chain((is) => (is ? of : fc.constant(undefined)))
  return fc.record({
    x: whole(-100, 100),
    y: whole(-100, 100),
    service: whole(0, 5).map((k) => 900 * k),
    visits: whole(0, 3),
    least: whole(1, 4),
    spread: whole(0, 6),
    since: maybe(whole(1, 12), 0.3),
    windows: maybe(windows, 0.4),
    closed: chance(0.3).chain((is) => (is ? subset(all, Math.min(2, days)) : fc.constant([]))),
    priority: whole(1, 9),
    isPhone: chance(0.15),
    isFree: chance(0.3),
    manager: whole(0, 1),
    byPatterns: maybe(fc.array(fc.subarray(all, { minLength: 1 }), { minLength: 1, maxLength: 3 }), 0.3),
    lockDay: maybe(whole(0, days - 1), 0.2),
    lockPosition: maybe(whole(0, 3), 0.3),
  })
}

/** Small problems with every feature of the contract; sometimes too much work for the time there is. */
export const problems: fc.Arbitrary<PlanProblem> = fc
  .record({
    days: whole(1, 8),
    managerCount: whole(1, 2),
    hours: whole(1, 9),
    breakSeconds: fc.constantFrom(0, 1800, 3600),
    visitsMax: fc.constantFrom(undefined, 2, 4),
    dayOff: chance(0.3),
    weights: fc.record({
      balance: fc.constantFrom(0, 2),
      compact: fc.constantFrom(0, 1),
      change: fc.constantFrom(0, 500),
      unplanned: fc.constantFrom(600, 3600),
    }),
    isTable: chance(0.3),
  })
  .chain((frame) =>
    fc.array(storeSeed(frame.days), { maxLength: 9 }).map((seeds) => {
      const managers = Array.from({ length: frame.managerCount }, (_, k) => ({
        ...aManager({ id: `m${k}`, shift: [9 * HOUR, (9 + frame.hours) * HOUR] }),
        end: [0.01 * k, 0.005],
        ...(frame.breakSeconds > 0 && {
          break: { window: [11 * HOUR, 12 * HOUR], seconds: frame.breakSeconds },
        }),
        ...(frame.visitsMax !== undefined && { visitsMax: frame.visitsMax }),
        ...(frame.dayOff && frame.days > 1 && { daysOff: [1] }),
      }))
      const stores = seeds.map((seed, k) => toStore(seed, `s${k}`, managers.length))
      const names = [
        ...managers.flatMap(({ id }) => [`${id}:start`, `${id}:end`]),
        ...stores.map(({ id }) => id),
      ]
      const seconds = names.map((_, i) =>
        names.map((__, j) => (i === j ? 0 : 300 + ((i * 7 + j * 13) % 11) * 120)),
      )
      return withoutFaults({
        days: workingDays(frame.days),
        managers,
        stores,
        travel: frame.isTable
          ? { places: names, seconds, meters: seconds }
          : { estimate: { speedKmh: 20, detour: 1.3 } },
        weights: frame.weights,
      })
    }),
  )

function toStore(seed: StoreSeed, id: string, managers: number): PlanStore {
  const since = seed.since === undefined ? {} : { lastVisit: dateOf(MONDAY - seed.since) }
  return {
    id,
    position: [seed.x / 1000, seed.y / 1000],
    serviceSeconds: seed.service,
    closedDays: seed.closed,
    priority: seed.priority,
    ...(seed.byPatterns
      ? { patterns: seed.byPatterns }
      : { visits: seed.visits, gapDays: [seed.least, seed.least + seed.spread] as const, ...since }),
    ...(seed.windows && { windows: seed.windows }),
    ...(seed.isPhone && { channel: 'phone' as const }),
    ...(!seed.isFree && { manager: `m${seed.manager % managers}` }),
    ...(seed.lockDay !== undefined && {
      lock: [{ day: seed.lockDay, ...(seed.lockPosition !== undefined && { position: seed.lockPosition }) }],
    }),
  }
}

/** Takes away the locks and windows that contradict the rest; what is left must be sound. */
function withoutFaults(json: { stores: PlanStore[]; [field: string]: unknown }): PlanProblem {
  let stores = json.stores
  for (let round = 0; round < 20; round++) {
    const parsed = parseProblem(JSON.parse(JSON.stringify({ ...json, stores })))
    if (parsed.ok) return parsed.value
    stores = stores.map((store, k) => {
      const faults = parsed.error.errors.filter(({ path }) => path.startsWith(`stores[${k}].`))
      if (faults.length === 0) return store
      const { lock: _lock, windows: _windows, ...rest } = store
      return faults.some(({ path }) => path.includes('windows')) && store.lock
        ? { ...rest, lock: store.lock }
        : rest
    })
  }
  throw new Error('no sound problem was left')
}
