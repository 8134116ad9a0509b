import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minimizeInBox } from '@/lib/domain/forecast/pattern-search'
import { FIT_SIZE, smooth } from '@/lib/domain/forecast/smoothing.kernel'
import { extend, fitLevel, fitTrend, varianceGrowth } from '@/lib/domain/forecast/trend-smoothing'

const amount = fc.double({ min: 0, max: 1000, noNaN: true })
const months = (minLength: number) =>
  fc.array(amount, { minLength, maxLength: 48 }).map((all) => Float64Array.from(all))
const part = fc.double({ min: 0.01, max: 0.99, noNaN: true })

test('by hand: 10, 14 with α = 0.5 start best from a level of 11.6, and end at 12.4', () => {
  // errors 10 − L and 14 − (L + 10) ÷ 2: squares least where (10 − L) + (9 − L ÷ 2) ÷ 2 = 0
  const fit = new Float64Array(FIT_SIZE)
  const squares = smooth(Float64Array.of(10, 14), 0.5, 0, 0, fit)
  const start = 14.5 / 1.25
  expect(squares).toBeCloseTo((10 - start) ** 2 + (9 - start / 2) ** 2)
  expect(fit[1]).toBeCloseTo(7 + (start + 10) / 4)
})

test('no other start has smaller errors', () => {
  fc.assert(
    fc.property(months(3), part, part, part, amount, amount, (values, alpha, beta, phi, level, trend) => {
      const fit = new Float64Array(FIT_SIZE)
      const least = smooth(values, alpha, beta, phi, fit)
      const other = squaresFrom(values, alpha, beta, phi, level, trend)
      expect(least).toBeLessThanOrEqual(other * (1 + 1e-9) + 1e-6)
    }),
  )
})

test('a straight line is followed without an error, and goes on', () => {
  const fit = new Float64Array(FIT_SIZE)
  const line = Float64Array.from({ length: 24 }, (_, k) => 50 + 3 * k)
  expect(smooth(line, 0.4, 0.2, 1, fit)).toBeCloseTo(0, 6)
  expect(fit[1]).toBeCloseTo(50 + 3 * 23, 6)
  expect(fit[2]).toBeCloseTo(3, 6)
})

test('what never changes is forecast to stay, and is certain', () => {
  const fit = fitTrend(new Float64Array(30).fill(7))
  expect(fit.variance).toBeCloseTo(0, 9)
  for (const value of extend(fit, 6)) expect(value).toBeCloseTo(7, 6)
})

test('a forecast scales with its series, and grows less certain with every month', () => {
  fc.assert(
    fc.property(months(12), fc.integer({ min: 1, max: 64 }), (values, times) => {
      const fit = fitLevel(values)
      const scaled = fitLevel(values.map((value) => value * times))
      expect(scaled.level).toBeCloseTo(fit.level * times, 3)
      const growth = varianceGrowth(fitTrend(values), 12)
      expect(growth[0]).toBe(1)
      for (let h = 1; h < 12; h++) expect(growth[h]).toBeGreaterThanOrEqual(growth[h - 1]!)
    }),
  )
})

test('two steps ahead, simple smoothing carries α of the first error on', () => {
  expect(varianceGrowth({ ...fitLevel(Float64Array.of(1, 2)), alpha: 0.5 }, 3)).toEqual(
    Float64Array.of(1, 1.25, 1.5),
  )
})

test('the search finds the lowest place of a bowl and never leaves the box', () => {
  const inBox = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(inBox, inBox, inBox, inBox, (x, y, startX, startY) => {
      const at = Float64Array.of(startX, startY)
      minimizeInBox(
        (place) => {
          for (const value of place) expect(value >= 0 && value <= 1).toBe(true)
          return (place[0]! - x) ** 2 + 2 * (place[1]! - y) ** 2
        },
        at,
        { low: [0, 0], high: [1, 1] },
      )
      expect(Math.abs(at[0]! - x)).toBeLessThan(0.02)
      expect(Math.abs(at[1]! - y)).toBeLessThan(0.02)
    }),
  )
})

function squaresFrom(
  values: Float64Array,
  alpha: number,
  beta: number,
  phi: number,
  level: number,
  trend: number,
) {
  let squares = 0
  for (const value of values) {
    const forecast = level + phi * trend
    const error = value - forecast
    level = forecast + alpha * error
    trend = phi * trend + alpha * beta * error
    squares += error * error
  }
  return squares
}
