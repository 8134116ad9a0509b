import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_REVIEW_PARAMETERS } from '@/lib/domain/review/review-parameters'
import { shareShift } from '@/lib/domain/review/share-shift'

const city = Array.from({ length: 25 }, (_, k) => 10_000 + 400 * (k % 12))
const tenth = city.map((units) => units / 10)

test('a trade area that moves with its city has not moved', () => {
  const shift = shareShift(tenth, city, DEFAULT_REVIEW_PARAMETERS)!
  expect(shift.change).toBeCloseTo(0, 10)
  expect(shift.isNews).toBe(false)
})

test('a fifth more than its usual tenth of the city is 20 % more, measured against what would be usual', () => {
  const zone = [...tenth.slice(0, -1), 1.2 * tenth.at(-1)!]
  const shift = shareShift(zone, city, DEFAULT_REVIEW_PARAMETERS)!
  expect(shift.change).toBeCloseTo(0.2, 10)
  expect(shift.usualUnits).toBeCloseTo(tenth.at(-1)!, 8)
  // 1,000 units scatter by about 4.5 %, and nothing else has moved
  expect(shift.score).toBeCloseTo(Math.log(1.2) / Math.sqrt(1 / zone.at(-1)! + 1 / tenth.at(-1)!), 6)
  expect(shift.isNews).toBe(true)
})

test('the same fifth is no news of a place whose part swings by as much every month', () => {
  const zone = tenth.map((units, k) => units * (k % 2 === 0 ? 1.2 : 1))
  expect(shareShift(zone, city, DEFAULT_REVIEW_PARAMETERS)!.isNews).toBe(false)
})

test('few units are no news, whatever they do', () => {
  const zone = [...city.slice(0, -1).map((units) => units / 1000), 40]
  expect(shareShift(zone, city, DEFAULT_REVIEW_PARAMETERS)!.isNews).toBe(false)
})

test('two months are no measure of what is usual', () => {
  expect(shareShift([10, 12, 30], [100, 100, 100], DEFAULT_REVIEW_PARAMETERS)).toBeNull()
})

test('what moves the whole city moves no trade area', () => {
  const factor = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 25, maxLength: 25 })
  const units = fc.array(fc.integer({ min: 50, max: 500 }), { minLength: 25, maxLength: 25 })
  fc.assert(
    fc.property(units, factor, (zone, factors) => {
      const scaled = (values: readonly number[]) => values.map((value, k) => value * factors[k]!)
      const before = shareShift(zone, city, { ...DEFAULT_REVIEW_PARAMETERS, noiseOfOneUnit: 0 })!
      const after = shareShift(scaled(zone), scaled(city), {
        ...DEFAULT_REVIEW_PARAMETERS,
        noiseOfOneUnit: 0,
      })!
      expect(after.change).toBeCloseTo(before.change, 6)
    }),
  )
})

test('a stricter threshold never makes news of what was none', () => {
  const series = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 25, maxLength: 25 })
  fc.assert(
    fc.property(series, fc.double({ min: 1, max: 4, noNaN: true }), (zone, stricter) => {
      const loose = shareShift(zone, city, DEFAULT_REVIEW_PARAMETERS)
      const strict = shareShift(zone, city, {
        ...DEFAULT_REVIEW_PARAMETERS,
        demandChangeMin: stricter * DEFAULT_REVIEW_PARAMETERS.demandChangeMin,
        clearOfNoise: stricter * DEFAULT_REVIEW_PARAMETERS.clearOfNoise,
      })
      expect(strict === null).toBe(loose === null)
      if (strict?.isNews) expect(loose!.isNews).toBe(true)
    }),
  )
})
