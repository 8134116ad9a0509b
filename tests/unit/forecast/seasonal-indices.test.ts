import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seasonalIndices, withoutSeason, withSeason } from '@/lib/domain/forecast/seasonal-indices'
import { splitSeason } from '@/lib/domain/forecast/stl.kernel'

const SEASON = [0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1.1, 1.2, 1]
const repeated = (length: number) => Float64Array.from({ length }, (_, k) => 40 * SEASON[k % 12]!)
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0)

test('a year that repeats itself gives its months over their mean', () => {
  seasonalIndices(repeated(48)).forEach((index, k) => {
    expect(index).toBeCloseTo(SEASON[k]!, 9)
  })
})

test('of two years nobody knows how sure the indices are: three quarters of them are kept', () => {
  seasonalIndices(repeated(24)).forEach((index, k) => {
    expect(index - 1).toBeCloseTo(0.75 * (SEASON[k]! - 1), 9)
  })
})

test('a month that is high in one year and as low in the next is chance, and no season', () => {
  const swinging = Float64Array.from(
    { length: 61 },
    (_, k) => 40 + (Math.floor(k / 12) % 2 ? 8 : -8) * ((k % 2) * 2 - 1),
  )
  expect([...seasonalIndices(swinging)]).toEqual(SEASON.map(() => expect.closeTo(1, 9)))
})

test('under two years, or without sales, all indices are one', () => {
  expect([...seasonalIndices(repeated(23))]).toEqual(SEASON.map(() => 1))
  expect([...seasonalIndices(new Float64Array(36))]).toEqual(SEASON.map(() => 1))
})

test('indices are above zero, their mean is one, and a season taken out can be put back', () => {
  const months = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 24, maxLength: 72 })
  fc.assert(
    fc.property(months, (all) => {
      const values = Float64Array.from(all)
      const indices = seasonalIndices(values)
      expect(sum(indices)).toBeCloseTo(12, 6)
      for (const index of indices) expect(index).toBeGreaterThan(0)
      withSeason(withoutSeason(values, indices), indices, 0).forEach((value, k) => {
        expect(value).toBeCloseTo(values[k]!, 6)
      })
    }),
  )
})

test('STL: season and the rest are the values again', () => {
  const months = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 24, maxLength: 72 })
  fc.assert(
    fc.property(months, (all) => {
      const values = Float64Array.from(all)
      const [season, adjusted] = [new Float64Array(values.length), new Float64Array(values.length)]
      splitSeason(values, season, adjusted)
      values.forEach((value, k) => {
        expect(season[k]! + adjusted[k]!).toBeCloseTo(value, 9)
      })
    }),
  )
})

test('STL: a year that repeats itself on a straight line leaves the line', () => {
  const wave = (k: number) => 5 * Math.cos((2 * Math.PI * k) / 12)
  const values = Float64Array.from({ length: 60 }, (_, k) => 30 + 0.5 * k + wave(k))
  const [season, adjusted] = [new Float64Array(60), new Float64Array(60)]
  splitSeason(values, season, adjusted)
  expect(season[30]).toBeCloseTo(wave(30), 1)
  expect(adjusted[30]).toBeCloseTo(45, 1)
})
