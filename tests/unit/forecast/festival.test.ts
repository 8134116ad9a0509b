import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import { estimateFestivalEffect, festivalFactors, festivalRegressor } from '@/lib/domain/forecast/festival'

const monthsFrom = (first: IsoMonth, count: number) =>
  Array.from({ length: count }, (_, k) => addMonths(first, k))
const YEARS = monthsFrom('2018-01', 15 * 12)
const PAST = monthsFrom('2023-11', 36)

test('2026: the festival is on 17 February, so four of the 20 days before are in January; 2025: all of them', () => {
  const [january26, february26, january25, february25] = festivalRegressor([
    '2026-01',
    '2026-02',
    '2025-01',
    '2025-02',
  ])
  expect(january25! - january26!).toBeCloseTo(1 - 4 / 20)
  expect(february26! - february25!).toBeCloseTo(16 / 20)
})

test('what January has more February has less, other months have nothing, and over the years it comes to nothing', () => {
  const regressor = festivalRegressor(YEARS)
  const sums = [0, 0]
  YEARS.forEach((month, k) => {
    if (month.endsWith('-01')) expect(regressor[k]! + regressor[k + 1]!).toBeCloseTo(0, 12)
    if (Number(month.slice(5)) > 2) expect(regressor[k]).toBe(0)
    else sums[k % 12]! += regressor[k]!
  })
  for (const sum of sums) expect(sum).toBeCloseTo(0, 9)
})

test('an effect in even growth and any fixed season is found, whatever the zones', () => {
  const zone = fc.record({
    level: fc.double({ min: 1, max: 500, noNaN: true }),
    opened: fc.integer({ min: 0, max: 11 }),
  })
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 6 }),
      fc.double({ min: -0.2, max: 0.6, noNaN: true }),
      fc.double({ min: 0.8, max: 1.3, noNaN: true }),
      fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 12, maxLength: 12 }),
      (zones, effect, growth, season) => {
        const lift = festivalFactors(festivalRegressor(PAST), effect)
        const series = zones.map(({ level, opened }) =>
          PAST.map((_, k) =>
            k < opened ? Number.NaN : level * growth ** (k / 12) * season[k % 12]! * lift[k]!,
          ),
        )
        expect(estimateFestivalEffect(series, PAST)).toBeCloseTo(effect, 6)
      },
    ),
  )
})

test('where the other months jump about from year to year, half of the effect is believed', () => {
  const lift = festivalFactors(festivalRegressor(PAST), 0.4)
  const series = PAST.map((month, k) => {
    const jump = (k + Math.floor(k / 12)) % 2 === 0 ? 0.2 : -0.2
    return Number(month.slice(5)) > 2 ? 100 * Math.exp(jump) : 100 * lift[k]!
  })
  expect(estimateFestivalEffect([series], PAST)).toBeCloseTo(0.19, 2)
})

test('less than two years, or nothing sold, tell nothing', () => {
  expect(estimateFestivalEffect([PAST.slice(0, 20).map(() => 5)], PAST.slice(0, 20))).toBe(0)
  expect(estimateFestivalEffect([PAST.map(() => 0)], PAST)).toBe(0)
  expect(estimateFestivalEffect([], PAST)).toBe(0)
})

test('no effect leaves the months alone; factors of opposite effects undo each other', () => {
  const regressor = festivalRegressor(PAST)
  expect([...festivalFactors(regressor, 0)]).toEqual(PAST.map(() => 1))
  const [up, down] = [festivalFactors(regressor, 0.3), festivalFactors(regressor, -0.3)]
  up.forEach((factor, k) => {
    expect(factor * down[k]!).toBeCloseTo(1, 12)
  })
})
