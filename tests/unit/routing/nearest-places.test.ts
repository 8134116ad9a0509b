import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyPair } from '@/lib/domain/routing/every-pair'
import { nearestPlaces } from '@/lib/domain/routing/nearest-places'

test('each store has the stores nearest there and back, as sorting them all gives, phone visits last', () => {
  const cases = fc.integer({ min: 2, max: 40 }).chain((n) =>
    fc.record({
      ways: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n * n, maxLength: n * n }),
      isPhone: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
      count: fc.integer({ min: 1, max: n - 1 }),
    }),
  )
  fc.assert(
    fc.property(cases, ({ ways, isPhone, count }) => {
      const n = isPhone.length
      const travel = Int32Array.from(ways)
      const back = travel.map((_, cell) => travel[(cell % n) * n + Math.floor(cell / n)]!)
      const place = Int32Array.from(isPhone, (phone, k) => (phone ? -1 : k))
      const both = (i: number, j: number) =>
        isPhone[i] || isPhone[j] ? Number.POSITIVE_INFINITY : travel[i * n + j]! + travel[j * n + i]!
      const rows = nearestPlaces(travel, back, n, place, count)
      for (let i = 0; i < n; i++) {
        const others = isPhone.map((_, j) => j).filter((j) => j !== i)
        const sorted = others.toSorted((a, b) =>
          both(i, a) === both(i, b) ? a - b : both(i, a) - both(i, b),
        )
        expect([...rows.subarray(i * count, (i + 1) * count)]).toEqual(sorted.slice(0, count))
      }
    }),
  )
})

test('every pair of a square is gone through once, and no further than where the test fails', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (size) => {
      const seen = new Set<number>()
      expect(everyPair(size, (i, j) => j < i && seen.size < seen.add(i * size + j).size)).toBe(true)
      expect(seen.size).toBe((size * (size - 1)) / 2)
    }),
    { numRuns: 30 },
  )
  let calls = 0
  expect(everyPair(100, () => ++calls < 7)).toBe(false)
  expect(calls).toBe(7)
})
