import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, test } from 'vitest'
import type { BasemapFeature } from '@/lib/domain/city/basemap'
import { cutBasemap } from '@/lib/tiles/cut-basemap'

const street: BasemapFeature = {
  layer: 'road',
  kind: 'primary',
  name: 'Avenida 18 de Julio',
  minZoom: 9,
  geometry: {
    type: 'LineString',
    coordinates: [
      [-56.2, -34.9065],
      [-56.16, -34.89],
    ],
  },
}
const lane: BasemapFeature = { ...street, kind: 'minor', name: 'Pasaje', minZoom: 13 }
const land: BasemapFeature = {
  layer: 'land',
  kind: 'land',
  minZoom: 8,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [-56.3, -34.95],
        [-56.1, -34.95],
        [-56.1, -34.8],
        [-56.3, -34.8],
        [-56.3, -34.95],
      ],
    ],
  },
}
const BOX = [-56.3, -34.95, -56.1, -34.8] as const

function read(data: Uint8Array) {
  return new VectorTile(new PbfReader(gunzipSync(data))).layers
}

test('a feature is in the tiles from its own zoom on, with its kind and name', () => {
  const kinds = (z: number) =>
    [...cutBasemap([land, street, lane], BOX, { minZoom: z, maxZoom: z })].flatMap(({ data }) => {
      const road = read(data).road
      return Array.from({ length: road?.length ?? 0 }, (_, k) => road!.feature(k).properties)
    })
  expect(kinds(8)).toEqual([])
  expect(kinds(9)).toContainEqual({ kind: 'primary', name: 'Avenida 18 de Julio' })
  expect(kinds(12).some(({ kind }) => kind === 'minor')).toBe(false)
  expect(kinds(13).some(({ kind }) => kind === 'minor')).toBe(true)
})

test('tiles come from the lowest zoom up, each once, none of them empty, layers in drawing order', () => {
  const tiles = [...cutBasemap([land, street], BOX, { minZoom: 8, maxZoom: 12 })]
  const names = tiles.map(({ z, x, y }) => `${z}/${x}/${y}`)
  expect(new Set(names).size).toBe(names.length)
  expect(tiles.map(({ z }) => z)).toEqual(tiles.map(({ z }) => z).toSorted((a, b) => a - b))
  for (const { data } of tiles) expect(Object.keys(read(data))[0]).toBe('land')
})

test('where nothing lies there is no tile', () => {
  expect([...cutBasemap([street], [10, 10, 11, 11], { minZoom: 8, maxZoom: 10 })]).toEqual([])
})
