import { area, booleanValid, feature, featureCollection, intersect } from '@turf/turf'
import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import type { CityArea } from '@/lib/domain/city/areas'
import { isInPolygon, polygonAreaM2 } from '@/lib/domain/city/polygon'
import type { Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { areaName } from '@/lib/domain/trade-area/area-name'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'
import { deriveTradeAreas } from '@/lib/domain/trade-area/derive'
import { mixCounter } from '@/lib/domain/trade-area/zone-mix'

/** A box of degrees, about 91 × 111 m for each thousandth. */
const box = (west: number, south: number, east: number, north: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const areaOf = (id: string, kind: CityArea['kind'], geometry: Polygon, name?: string): CityArea => ({
  id,
  kind,
  ...(name && { name }),
  areaM2: polygonAreaM2(geometry),
  geometry,
})

/** Streets every 100 m over 4 × 4 km, a shop at every seventh corner, three suburbs and a hamlet. */
function aCity() {
  const random = seededRandom(1)
  const corners = Array.from(
    { length: 1600 },
    (_, k): Position => [
      -56.2 + (k % 40) * 0.001 + random.next() * 0.0004,
      -34.9 + Math.floor(k / 40) * 0.001 + random.next() * 0.0004,
    ],
  )
  return {
    retailers: corners.filter((_, k) => k % 7 === 0),
    homes: corners,
    places: [
      { name: 'Norte', kind: 'suburb' as const, position: [-56.18, -34.87] as const },
      { name: 'Sur', kind: 'suburb' as const, position: [-56.18, -34.89] as const },
      { name: 'Este', kind: 'suburb' as const, position: [-56.165, -34.88] as const },
      { name: 'Caserío', kind: 'neighbourhood' as const, position: [-56.1, -34.88] as const },
      { name: 'Sur', kind: 'neighbourhood' as const, position: [-56.181, -34.891] as const },
    ],
    areas: [
      areaOf('way/1', 'university', box(-56.19, -34.885, -56.187, -34.882), 'Facultad'),
      areaOf('way/2', 'industrial', box(-56.175, -34.895, -56.171, -34.892)),
      areaOf('way/3', 'industrial', box(-56.1705, -34.895, -56.168, -34.892)),
      areaOf('way/4', 'industrial', box(-56.3, -34.895, -56.29, -34.892), 'Lejana'),
      areaOf('way/5', 'residential', box(-56.19, -34.895, -56.18, -34.89)),
    ],
    language: 'es' as const,
  }
}

describe('trade areas of a city nobody has drawn', () => {
  test('suburbs with shops, the campus, and the two works as one', () => {
    const { tradeAreas } = deriveTradeAreas(aCity())
    expect(
      tradeAreas.map(({ code, name, nameSource, ownKind }) => [code, name, nameSource, ownKind]),
    ).toEqual([
      ['Z-001', 'Norte', 'own', null],
      ['Z-002', 'Sur', 'own', null],
      ['Z-003', 'Este', 'own', null],
      ['Z-004', 'Facultad', 'own', 'university'],
      ['Z-005', 'Zona industrial Sur', 'made', 'industrial'],
    ])
    for (const { geometry } of tradeAreas) expect(booleanValid(geometry)).toBe(true)
  })

  test('areas of places cover the built-up ground and do not overlap', () => {
    const { tradeAreas, builtUp } = deriveTradeAreas(aCity())
    const places = tradeAreas.filter(({ origin }) => origin === 'place')
    const covered = places.reduce((sum, { geometry }) => sum + area(geometry), 0)
    expect(covered / area(builtUp)).toBeCloseTo(1, 4)
    for (const [k, a] of places.entries()) {
      for (const b of places.slice(k + 1)) {
        const shared = intersect(featureCollection([feature(a.geometry), feature(b.geometry)]))
        expect(shared ? area(shared) : 0).toBeLessThan(1)
      }
    }
  })

  test('areas end at the shore', () => {
    const land = box(-56.3, -34.889, -56, -34.8)
    const { tradeAreas } = deriveTradeAreas({ ...aCity(), land: [land] })
    for (const { geometry, ownKind } of tradeAreas) {
      if (ownKind === 'industrial') continue // wholly in what the map calls water: the map is wrong
      expect(isInPolygon([-56.18, -34.8895], geometry)).toBe(false)
      const dry = intersect(featureCollection([feature(geometry), feature(land)]))!
      expect(area(dry) / area(geometry)).toBeCloseTo(1, 6)
    }
  })

  test('without named places the quarters are numbered, and hold every retailer', () => {
    const city = { ...aCity(), places: [], areas: [] }
    const { tradeAreas } = deriveTradeAreas(city)
    expect(tradeAreas.map(({ name, nameSource }) => [name, nameSource])).toEqual(
      tradeAreas.map((_, k) => [`Barrio ${k + 1}`, 'made']),
    )
    expect(tradeAreas).toHaveLength(9) // 229 retailers, about 25 each
    const assigned = assignRetailers(
      city.retailers,
      tradeAreas.map(({ geometry }) => geometry),
    )
    expect(assigned).not.toContain(null)
  })

  test('the same city gives the same areas', () => {
    expect(deriveTradeAreas(aCity())).toEqual(deriveTradeAreas(aCity()))
  })
})

describe('a retailer’s trade area', () => {
  const boxes = fc.array(
    fc
      .tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .map(([x, y, w, h]) => box(x / 100, y / 100, (x + w) / 100, (y + h) / 100)),
    { maxLength: 12 },
  )
  const position = fc.tuple(
    fc.double({ min: 0, max: 0.32, noNaN: true }),
    fc.double({ min: 0, max: 0.32, noNaN: true }),
  )

  test('it is the smallest that holds it', () => {
    fc.assert(
      fc.property(boxes, fc.array(position, { maxLength: 20 }), (areas, positions) => {
        assignRetailers(positions, areas).forEach((assigned, k) => {
          const holding = areas.filter((geometry) => isInPolygon(positions[k]!, geometry))
          const smallest = Math.min(...holding.map(polygonAreaM2))
          if (assigned === null) expect(holding).toHaveLength(0)
          else expect(polygonAreaM2(areas[assigned]!)).toBe(smallest)
        })
      }),
    )
  })
})

describe('what lies inside an area', () => {
  test('facilities and homes are counted by their sign, land in square metres, once', () => {
    const count = mixCounter({
      facilities: [
        { kind: 'shop', position: [0.005, 0.005] },
        { kind: 'marketplace', position: [0.006, 0.005] },
        { kind: 'bus-stop', position: [0.005, 0.005] },
        { kind: 'shop', position: [0.02, 0.005] },
      ],
      areas: [
        { kind: 'school', geometry: box(0, 0, 0.005, 0.01) },
        { kind: 'university', geometry: box(0, 0, 0.005, 0.01) },
      ],
      homes: [
        [0.001, 0.001],
        [0.009, 0.009],
        [0.011, 0.009],
      ],
    })
    const mix = count(box(0, 0, 0.01, 0.01), 'school')
    expect(mix.ownKind).toBe('school')
    expect(mix.quantities).toMatchObject({ shops: 2, homes: 2, eateries: 0, 'industrial-land': 0 })
    expect(mix.areaM2 / 1e6).toBeCloseTo(1.236, 2)
    expect(mix.quantities['campus-land'] / mix.areaM2).toBeCloseTo(0.5, 1)
  })
})

test('made names say the kind and the place, in the language of the city', () => {
  const name = { nameKey: 'retail' as const, params: { near: 'Pocitos' } }
  expect(areaName(name, 'es')).toBe('Zona comercial Pocitos')
  expect(areaName(name, 'en')).toBe('Shopping area Pocitos')
  expect(areaName({ ...name, params: { near: '越秀' } }, 'zh')).toBe('越秀商业区')
  expect(areaName({ nameKey: 'industrial', params: { near: null } }, 'es')).toBe('Zona industrial')
})
