import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bias, mase, rmsse, smape, wape } from '@/lib/domain/forecast/errors'

const units = fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 1, maxLength: 24 })

test('forecast 12, 8 and 0 for 10, 10 and 0', () => {
  const [forecast, actual] = [
    [12, 8, 0],
    [10, 10, 0],
  ]
  expect(wape(forecast, actual)).toBeCloseTo(4 / 20)
  expect(bias(forecast, actual)).toBe(0) // too high once, too low once
  expect(smape(forecast, actual)).toBeCloseTo((4 / 22 + 4 / 18 + 0) / 3)
})

test('a past that rises by 1 a month: off by 6 is half of what a year changes, and six times what a month does', () => {
  const past = Array.from({ length: 24 }, (_, k) => k)
  expect(mase([30, 31], [24, 25], past)).toBeCloseTo(6 / 12)
  expect(rmsse([30, 31], [24, 25], past)).toBeCloseTo(6 / 1)
})

test('nothing sold or a past without change leaves nothing to divide by', () => {
  expect(wape([0], [0])).toBeNaN()
  expect(wape([1], [0])).toBe(Number.POSITIVE_INFINITY)
  expect(mase([1], [2], new Float64Array(24).fill(5))).toBe(Number.POSITIVE_INFINITY)
})

test('the right forecast has no error; sMAPE is at most 2 and the same both ways; bias is never above WAPE', () => {
  fc.assert(
    fc.property(units, (pairs) => {
      const forecast = pairs.map(([one]) => one)
      const actual = pairs.map(([, other]) => other)
      expect(smape(actual, actual)).toBe(0)
      expect(smape(forecast, actual)).toBeCloseTo(smape(actual, forecast), 12)
      expect(smape(forecast, actual)).toBeLessThanOrEqual(2)
      if (actual.some((value) => value > 0)) {
        expect(wape(actual, actual)).toBe(0)
        expect(Math.abs(bias(forecast, actual))).toBeLessThanOrEqual(wape(forecast, actual) + 1e-12)
      }
    }),
  )
})
