import { area, booleanClockwise, distance, featureCollection } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Position } from '@/lib/domain/geo/position'
import { discsAround, type RingRadiiM, ringsAround } from '@/lib/domain/trade-area/rings'

const PLAZA: Position = [-56.1913, -34.9059]
const RADII: RingRadiiM = { core: 300, secondary: 500, fringe: 1000 }

const center = fc.tuple(
  fc.double({ min: -170, max: 170, noNaN: true }),
  fc.double({ min: -75, max: 75, noNaN: true }),
)
const radii = fc
  .uniqueArray(fc.integer({ min: 50, max: 10_000 }), { minLength: 3, maxLength: 3 })
  .map((r) => r.sort((a, b) => a - b))
  .map(([core, secondary, fringe]) => ({ core, secondary, fringe }) as RingRadiiM)

describe('rings', () => {
  test('every vertex of a band lies on its inner or outer radius', () => {
    fc.assert(
      fc.property(center, radii, (at, radiiM) => {
        for (const { geometry, properties } of ringsAround(at, radiiM)) {
          geometry.coordinates.forEach((boundary, k) => {
            const radiusM = k === 0 ? properties.toM : properties.fromM
            for (const vertex of boundary) {
              expect(distance([...at], vertex, { units: 'meters' })).toBeCloseTo(radiusM, 3)
            }
          })
        }
      }),
      { numRuns: 30 },
    )
  })

  test('bands do not overlap and leave nothing out: their areas sum to the widest disc', () => {
    fc.assert(
      fc.property(center, radii, (at, radiiM) => {
        const bands = ringsAround(at, radiiM).reduce((sum, band) => sum + area(band), 0)
        expect(bands / area(discsAround(at, radiiM)[2]!)).toBeCloseTo(1, 9)
      }),
      { numRuns: 50 },
    )
  })

  test('exteriors run counter-clockwise, holes clockwise', () => {
    fc.assert(
      fc.property(center, radii, (at, radiiM) => {
        for (const { geometry } of ringsAround(at, radiiM)) {
          expect(geometry.coordinates.map((boundary) => booleanClockwise(boundary))).toEqual(
            geometry.coordinates.map((_, k) => k > 0),
          )
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a disc of 64 sides has 99.84 % of the area of its circle', () => {
    expect(area(discsAround(PLAZA, RADII)[0]!) / (Math.PI * 300 ** 2)).toBeCloseTo(0.9984, 3)
  })

  test('radii that do not increase are refused', () => {
    expect(() => ringsAround(PLAZA, { core: 500, secondary: 500, fringe: 1000 })).toThrow('increase outwards')
    expect(() => discsAround(PLAZA, { core: 0, secondary: 500, fringe: 1000 })).toThrow('increase outwards')
  })

  test('rings of a convenience store at Plaza Independencia', async () => {
    const rings = JSON.stringify(featureCollection(ringsAround(PLAZA, RADII)), rounded, 1)
    await expect(`${rings}\n`).toMatchFileSnapshot('../../fixtures/rings/plaza-independencia.geojson')
  })
})

/** Six decimals, about 0.1 m: the last digits of a sine may differ between machines. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value
}
