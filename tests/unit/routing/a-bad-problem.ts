/** Planning problems as JSON, and such with one place spoilt. */
import fc from 'fast-check'
import { isTravelTable, type PlanProblem } from '@/lib/domain/routing/problem'
import { problems } from './a-problem'

/** As an outside program writes it. */
export function jsonOf(problem: PlanProblem): Record<string, unknown> {
  const { travel } = problem
  if (!isTravelTable(travel)) return structuredClone(problem)
  const size = travel.places.length
  const rows = (numbers: Int32Array) =>
    Array.from({ length: size }, (_, k) => [...numbers.subarray(k * size, (k + 1) * size)])
  const { places, seconds, meters } = travel
  return structuredClone({ ...problem, travel: { places, seconds: rows(seconds), meters: rows(meters) } })
}

const NOTHING = Symbol('nothing')
const ODD_VALUES = [
  NOTHING,
  null,
  true,
  '',
  'x',
  '__proto__',
  's1',
  'm0:start',
  '2026-02-30',
  '2026-12-01',
  'phone',
  -1,
  0,
  0.5,
  3,
  90_000,
  1e9,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  [],
  {},
  [0],
  [3, 1],
  [0, 0],
  [[0]],
  [0, 90_000],
  [{ day: 0 }],
]

/** A sound problem with the value at one place replaced, taken away or repeated. */
export const spoiltProblems: fc.Arbitrary<unknown> = fc
  .tuple(problems, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 9 }))
  .map(([problem, place, value, kind]) => {
    const json = jsonOf(problem)
    const places = placesIn(json)
    const { holder, key } = places[place % places.length]!
    const odd = ODD_VALUES[value % ODD_VALUES.length]
    if (kind === 0 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]))
    else if (odd === NOTHING && Array.isArray(holder)) holder.splice(Number(key), 1)
    else if (odd === NOTHING) delete (holder as Record<string, unknown>)[key]
    else (holder as Record<string, unknown>)[key] = structuredClone(odd)
    return json
  })

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)])
}
