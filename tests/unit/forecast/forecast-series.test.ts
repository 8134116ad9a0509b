import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecastSeries } from '@/lib/domain/forecast/forecast-series'
import { pastErrors } from '@/lib/domain/forecast/past-errors'
import { seasonalNaive } from '@/lib/domain/forecast/seasonal-naive'
import { theta } from '@/lib/domain/forecast/theta'

const need = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 })
const horizon = fc.integer({ min: 1, max: 15 })
const SEASON = [0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1.1, 1.2, 1]

test('length and gaps decide the way', () => {
  const steady = (length: number) => Float64Array.from({ length }, (_, k) => 20 + (k % 3))
  expect(forecastSeries(steady(11), 3).approach).toBe('mean')
  expect(forecastSeries(steady(12), 3).approach).toBe('ses-category')
  expect(forecastSeries(steady(23), 3).approach).toBe('ses-category')
  expect(forecastSeries(steady(24), 3).approach).toBe('combined')
  const everySecond = Float64Array.from({ length: 36 }, (_, k) => (k % 2 === 0 ? 4 : 0))
  expect(forecastSeries(everySecond, 3).approach).toBe('intermittent')
})

test('eight months: the mean of the last six', () => {
  const { mean, methods, sd } = forecastSeries([90, 90, 4, 6, 4, 6, 4, 6], 2)
  expect([...mean]).toEqual([5, 5])
  expect(methods.map(({ method, weight }) => [method, weight])).toEqual([['recent-mean', 1]])
  expect(sd).toBeGreaterThan(0)
})

test('demand in every third month: the mean of the last twelve, and its error in the past', () => {
  const rare = Float64Array.from({ length: 36 }, (_, k) => (k % 3 === 0 ? 6 : 0))
  const { mean, methods, low80 } = forecastSeries(rare, 2)
  expect([...mean]).toEqual([2, 2])
  expect([...low80]).toEqual([0, 0])
  expect(methods[0]!.mae).toBeCloseTo((4 + 2 + 2) / 3) // |6 − 2|, |0 − 2|, |0 − 2|
})

test('a year that repeats itself goes on repeating itself, whatever the method', () => {
  const values = Float64Array.from({ length: 48 }, (_, k) => 100 * SEASON[k % 12]!)
  const { methods, mean } = forecastSeries(values, 12)
  for (const months of [mean, ...methods.map((one) => one.mean)]) {
    months.forEach((value, h) => {
      expect(value).toBeCloseTo(100 * SEASON[h]!, 1)
    })
  }
})

test('a young zone has the season of its category, month by month', () => {
  const seen = SEASON.map((index) => 50 * index)
  const { mean } = forecastSeries([Number.NaN, Number.NaN, ...seen.slice(2), ...seen], 3, {
    categoryIndices: SEASON,
  })
  mean.forEach((value, h) => {
    expect(value).toBeCloseTo(50 * SEASON[h]!, 1)
  })
})

test('whatever the need: weights sum to one, forecasts stay in bounds and inside their intervals', () => {
  fc.assert(
    fc.property(need, horizon, (values, ahead) => {
      const { mean, low80, high80, low95, high95, methods, sd } = forecastSeries(values, ahead)
      expect(methods.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
      expect(sd).toBeGreaterThanOrEqual(0)
      const largest = Math.max(...values)
      for (const months of [mean, ...methods.map((one) => one.mean)]) {
        expect(months.length).toBe(ahead)
        for (const value of months) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(3 * largest + 1e-9)
        }
      }
      mean.forEach((value, h) => {
        const ends = [0, low95[h]!, low80[h]!, value, high80[h]!, high95[h]!]
        expect(ends).toEqual(ends.toSorted((a, b) => a - b))
      })
    }),
  )
})

test('the combination is the weighted mean of its methods', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 24, maxLength: 48 }), (values) => {
      const { mean, methods, approach } = forecastSeries(values, 4)
      expect(approach).toBe('combined')
      expect(methods.every(({ mae }) => (mae === null) === values.length < 30)).toBe(true)
      mean.forEach((value, h) => {
        expect(value).toBeCloseTo(
          methods.reduce((sum, one) => sum + one.weight * one.mean[h]!, 0),
          9,
        )
      })
    }),
  )
})

test('a festival multiplied into a series comes out of it and back into its forecast', () => {
  const factors = fc.array(fc.double({ min: 0.7, max: 1.4, noNaN: true }), { minLength: 75, maxLength: 75 })
  fc.assert(
    fc.property(need, horizon, factors, (values, ahead, all) => {
      const festivalFactors = all.slice(0, values.length + ahead)
      const lifted = values.map((value, k) => value * festivalFactors[k]!)
      const plain = forecastSeries(values, ahead)
      forecastSeries(lifted, ahead, { festivalFactors }).mean.forEach((value, h) => {
        const expected = plain.mean[h]! * festivalFactors[values.length + h]!
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(0.02 * Math.max(1, ...values)) // rounding may end a search elsewhere
      })
    }),
  )
})

test('months before the first may be missing, others not', () => {
  fc.assert(
    fc.property(need, fc.integer({ min: 0, max: 20 }), (values, before) => {
      const late = [...Array.from({ length: before }, () => Number.NaN), ...values]
      expect(forecastSeries(late, 3)).toEqual(forecastSeries(values, 3))
    }),
  )
  expect(() => forecastSeries([1, Number.NaN, 2], 1)).toThrow('not a number')
  expect(() => forecastSeries([1, -1], 1)).toThrow('negative')
  expect(() => forecastSeries([Number.NaN], 1)).toThrow('no value')
  expect(() => forecastSeries([1], 1, { festivalFactors: [1] })).toThrow('festival factor')
})

test('theta on a straight line goes on by half the slope, from where smoothing is', () => {
  const line = Float64Array.from({ length: 24 }, (_, k) => 10 + 2 * k)
  const [first, second] = theta(line, 2)
  expect(second! - first!).toBeCloseTo(1)
  expect(first).toBeGreaterThan(56)
})

test('seasonal naive: the month a year ago and the mean change of a year', () => {
  const values = Float64Array.from({ length: 24 }, (_, k) => (k < 12 ? k : k - 6))
  expect([...seasonalNaive(values, 13)].slice(0, 2)).toEqual([6 + 6, 7 + 6])
  expect(seasonalNaive(values, 13)[12]).toBe(6 + 12)
})

test('past errors are those of what was known then', () => {
  const values = Float64Array.from({ length: 20 }, (_, k) => k)
  const last = (known: Float64Array, ahead: number) => [new Float64Array(ahead).fill(known.at(-1)!)]
  // 14 known, then 1 … 6 off; 8 known, then 1 … 12 off
  expect(pastErrors(values, 8, last)).toEqual([(21 + 78) / 18])
  expect(pastErrors(values, 9, last)).toEqual([21 / 6])
  expect(pastErrors(values, 15, last)).toBeUndefined()
})
