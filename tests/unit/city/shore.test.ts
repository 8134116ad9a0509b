import { describe, expect, test } from 'vitest'
import { toAddresses } from '@/lib/domain/city/addresses'
import type { OsmFeature } from '@/lib/domain/city/osm-feature'
import { isInPolygon, polygonAreaM2 } from '@/lib/domain/city/polygon'
import { deriveShore, type Shore } from '@/lib/domain/city/shore'
import type { Position } from '@/lib/domain/geo/position'
import { HARBOR_TOWN, HARBOR_TOWN_BBOX } from './harbor-town'

const COAST = new Set(['way/1', 'way/2', 'way/3'])
const TAGGED: readonly OsmFeature[] = HARBOR_TOWN.map((feature) =>
  COAST.has(feature.id) ? { ...feature, tags: { natural: 'coastline' } } : feature,
)
const OPEN_SEA: Position = [0.015, 0.002]
const HARBOR: Position = [0.0205, 0.01]
const ISLET: Position = [0.0055, 0.0025]
const TOWN: Position = [0.0071, 0.0091]

describe.each([
  ['lines that lost their tags', HARBOR_TOWN],
  ['tagged coastlines', TAGGED],
])('the shore from %s', (_, features) => {
  const shore = deriveShore(features, HARBOR_TOWN_BBOX)

  test('the sea and the harbor behind its bound are one water', () => {
    expect(shore.water).toHaveLength(1)
    expect([OPEN_SEA, HARBOR].map((place) => isWater(shore, place))).toEqual([true, true])
  })

  test('the town and the islet are land', () => {
    expect([TOWN, ISLET].map((place) => isWater(shore, place))).toEqual([false, false])
    expect([TOWN, ISLET].map((place) => isLand(shore, place))).toEqual([true, true])
    expect(isLand(shore, OPEN_SEA)).toBe(false)
  })

  test('every address is on land', () => {
    const addresses = toAddresses(features)
    expect(addresses.length).toBeGreaterThan(100)
    expect(addresses.filter(({ position }) => !isLand(shore, position))).toEqual([])
  })

  test('land and water fill the box and no more', () => {
    const [west, south, east, north] = HARBOR_TOWN_BBOX
    const box = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const whole = polygonAreaM2({ type: 'Polygon', coordinates: [box] })
    const sum = [...shore.land, ...shore.water].reduce((total, polygon) => total + polygonAreaM2(polygon), 0)
    expect(sum / whole).toBeCloseTo(1, 5)
  })
})

describe('the shore', () => {
  test('an inland city, with bounds but no mark of the sea, is all land', () => {
    const inland = HARBOR_TOWN.filter(({ tags }) => !tags.man_made && !tags.route && !tags.place)
    const shore = deriveShore(inland, HARBOR_TOWN_BBOX)
    expect(shore.water).toEqual([])
    expect(isLand(shore, OPEN_SEA)).toBe(true)
  })

  test('a coastline that the extract cut just short of its box is drawn on to it', () => {
    const short = TAGGED.map((feature): OsmFeature => {
      if (feature.id !== 'way/3') return feature
      return {
        ...feature,
        geometry: {
          type: 'LineString',
          coordinates: [
            [0.024, 0.008],
            [0.0295, 0.009],
          ],
        },
      }
    })
    expect(isWater(deriveShore(short, HARBOR_TOWN_BBOX), OPEN_SEA)).toBe(true)
  })

  test('of a piece that lies between tagged coastlines the direction decides', () => {
    const reversed = TAGGED.map((feature): OsmFeature => {
      if (!COAST.has(feature.id) || feature.geometry.type !== 'LineString') return feature
      return {
        ...feature,
        geometry: { type: 'LineString', coordinates: feature.geometry.coordinates.toReversed() },
      }
    })
    const shore = deriveShore(reversed, HARBOR_TOWN_BBOX)
    expect([OPEN_SEA, TOWN].map((place) => isWater(shore, place))).toEqual([false, true])
  })
})

function isWater({ water }: Shore, place: Position): boolean {
  return water.some((polygon) => isInPolygon(place, polygon))
}

function isLand({ land }: Shore, place: Position): boolean {
  return land.some((polygon) => isInPolygon(place, polygon))
}
