import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { polygonAreaM2 } from '@/lib/domain/city/polygon'
import { knownMix, type RecordedArea } from '@/lib/domain/trade-area/known-mix'
import { INDICATORS, type Indicator } from '@/lib/domain/trade-area/typing-rule'

/** A square of Montevideo, in hundredths of a degree from its corner. */
function square(west: number, south: number, size: number): Polygon {
  const [x, y, d] = [-56.2 + west / 100, -34.9 + south / 100, size / 100]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + d, y],
        [x + d, y + d],
        [x, y + d],
        [x, y],
      ],
    ],
  }
}

function recorded(geometry: Polygon, perKm2: number, cityPerKm2 = 10): RecordedArea {
  return { geometry, indicators: INDICATORS.map((indicator) => ({ indicator, perKm2, cityPerKm2 })) }
}

const CITY = { homes: 1_000, retailers: 100, areaM2: 100e6 }
const perKm2 = (mix: { areaM2: number; quantities: Record<Indicator, number> }, indicator: Indicator) =>
  (mix.quantities[indicator] / mix.areaM2) * 1e6

test('inside one recorded area, what was recorded there holds: half the outline, half the schools', () => {
  const { mix, estimated } = knownMix(square(0, 0, 1), { homes: 7, retailers: 3 }, CITY, [
    recorded(square(0, 0, 2), 40),
  ])
  expect(perKm2(mix, 'schools')).toBeCloseTo(40, 6)
  expect(mix.quantities.homes).toBe(7)
  expect(estimated).toContain('schools')
  expect(estimated).not.toContain('homes')
})

test('of two areas at one place the smaller counts, as for shops', () => {
  const areas = [recorded(square(0, 0, 4), 5), recorded(square(0, 0, 1), 50)]
  expect(perKm2(knownMix(square(0, 0, 1), { homes: 0, retailers: 0 }, CITY, areas).mix, 'works')).toBeCloseTo(
    50,
    6,
  )
})

test('an estimate lies between the least and the densest record, the city’s own included', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 20 }), (a, b, size) => {
      const outline = square(0, 0, size / 10)
      const areas = [recorded(square(-1, -1, 1.5), a), recorded(square(0.5, 0, 1), b)]
      const found = perKm2(knownMix(outline, { homes: 0, retailers: 0 }, CITY, areas).mix, 'hotels')
      expect(found).toBeGreaterThanOrEqual(Math.min(a, b, 10) - 1e-6)
      expect(found).toBeLessThanOrEqual(Math.max(a, b, 10) + 1e-6)
    }),
    { numRuns: 60 },
  )
})

test('with no record anywhere, only addresses and shops speak, against the ground of all areas', () => {
  const outline = square(0, 0, 1)
  const { mix, city, estimated } = knownMix(outline, { homes: 50, retailers: 4 }, CITY, [
    { geometry: square(0, 0, 2), indicators: null },
  ])
  expect(estimated).toEqual([])
  expect(perKm2(city, 'homes')).toBeCloseTo(10, 6)
  expect(mix.quantities).toMatchObject({ homes: 50, shops: 4, schools: 0 })
  expect(mix.areaM2).toBe(polygonAreaM2(outline))
})
