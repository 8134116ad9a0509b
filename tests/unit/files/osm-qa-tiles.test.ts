import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { LineString, Polygon } from 'geojson'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OsmFeature } from '@/lib/domain/city/osm-feature'
import { signedAreaM2 } from '@/lib/domain/city/polygon'
import { MONTEVIDEO_BBOX, type QaTile, readMontevideo, readQaTiles } from '@/lib/files/osm-qa-tiles'

const EXTENT = 1_048_576
const LINE = 2
const AREA = 3

type Part = { type: 1 | 2 | 3; geometry: number[][][]; tags: Record<string, string | number> }

function tile(x: number, y: number, features: Part[]): QaTile {
  const layers = { osm: { features } } as unknown as Parameters<typeof fromGeojsonVt>[0]
  return { x, y, bytes: fromGeojsonVt(layers, { version: 2, extent: EXTENT }) }
}

function way(id: number, type: 2 | 3, line: number[][], tags: Record<string, string> = {}): Part {
  return { type, geometry: [line], tags: { '@id': id, '@type': 'way', ...tags } }
}

describe('OSM QA tiles', () => {
  test('a way that a tile border had cut is one line again, in its own direction', () => {
    const west = tile(10, 20, [
      way(1, LINE, [
        [EXTENT - 50, 70],
        [EXTENT, 80],
      ]),
    ])
    const east = tile(11, 20, [
      way(1, LINE, [
        [0, 80],
        [60, 90],
      ]),
    ])
    const [feature, ...others] = readQaTiles([east, west])
    expect(others).toEqual([])
    const { type, coordinates } = feature!.geometry as LineString
    expect(type).toBe('LineString')
    expect(coordinates).toHaveLength(3)
    expect(coordinates[0]![0]).toBeLessThan(coordinates[2]![0]!)
  })

  test('the vertex that two tiles share is the same pair of doubles in both', () => {
    const features = readQaTiles([
      tile(1407, 2471, [
        way(1, LINE, [
          [EXTENT - 333, 1],
          [EXTENT, 123_457],
        ]),
      ]),
      tile(1408, 2471, [
        way(2, LINE, [
          [0, 123_457],
          [17, 5],
        ]),
      ]),
    ])
    const [first, second] = features.map(({ geometry }) => (geometry as LineString).coordinates)
    expect(first!.at(-1)).toEqual(second![0])
    expect(first!.at(-1)![0]).toBe(second![0]![0])
  })

  test('parts that do not meet stay parts of one feature', () => {
    const [feature] = readQaTiles([
      tile(10, 20, [
        way(1, LINE, [
          [1, 1],
          [2, 2],
        ]),
      ]),
      tile(11, 20, [
        way(1, LINE, [
          [9, 9],
          [8, 8],
        ]),
      ]),
    ])
    expect(feature!.geometry.type).toBe('MultiLineString')
  })

  test('an area over a border is united, and its exterior runs counter-clockwise', () => {
    const square = (west: number, east: number) => [
      [west, 0],
      [east, 0],
      [east, 100],
      [west, 100],
      [west, 0],
    ]
    const whole = readQaTiles([tile(10, 20, [way(1, AREA, square(100, 300))])])[0]!.geometry as Polygon
    const cut = readQaTiles([
      tile(10, 20, [way(1, AREA, square(EXTENT - 100, EXTENT))]),
      tile(11, 20, [way(1, AREA, square(0, 100))]),
    ])[0]!.geometry as Polygon
    expect(cut.type).toBe('Polygon')
    expect(signedAreaM2(cut.coordinates[0]!)).toBeCloseTo(signedAreaM2(whole.coordinates[0]!), 3)
    expect(signedAreaM2(cut.coordinates[0]!)).toBeGreaterThan(0)
    const lngs = new Set(cut.coordinates[0]!.map(([lng]) => lng))
    expect(lngs.has((EXTENT * 11 * 360) / (EXTENT * 4096) - 180)).toBe(false)
  })

  test('what was edited when, by whom and how to phone is not read', () => {
    const tags = {
      '@user': 'somebody',
      '@changeset': '1',
      phone: '+598',
      'contact:mail': 'x',
      name: 'Sol',
      shop: 'bakery',
    }
    const point: Part = {
      type: 1,
      geometry: [[5, 5]] as unknown as number[][][],
      tags: { '@id': 7, '@type': 'node', ...tags },
    }
    expect(readQaTiles([tile(10, 20, [point])])[0]!.tags).toEqual({ name: 'Sol', shop: 'bakery' })
  })
})

describe('Montevideo', () => {
  let features: OsmFeature[] = []
  beforeAll(() => {
    features = readMontevideo()
  })

  test('has its 205,657 objects with a house number, each feature once', () => {
    expect(features.filter(({ tags }) => tags['addr:housenumber'])).toHaveLength(205_657)
    expect(new Set(features.map(({ id }) => id)).size).toBe(features.length)
  })

  test('no way is left in parts, and nothing lies outside the tiles', () => {
    expect(features.filter(({ geometry }) => geometry.type === 'MultiLineString')).toEqual([])
    const [west, south, east, north] = MONTEVIDEO_BBOX
    const outside = features.filter(({ geometry }) => {
      if (geometry.type !== 'LineString') return false
      return geometry.coordinates.some(
        ([lng, lat]) => lng! < west || lng! > east || lat! < south || lat! > north,
      )
    })
    expect(outside).toEqual([])
  })
})
