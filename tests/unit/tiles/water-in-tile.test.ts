import { expect, test } from 'vitest'
import type { BasemapFeature } from '@/lib/domain/city/basemap'
import { tileAt } from '@/lib/domain/geo/mercator'
import type { Position } from '@/lib/domain/geo/position'
import { cutBasemap } from '@/lib/tiles/cut-basemap'
import { isWaterInTile } from '@/lib/tiles/water-in-tile'

const square = ([lng, lat]: Position, half: number) => [
  [lng - half, lat - half],
  [lng + half, lat - half],
  [lng + half, lat + half],
  [lng - half, lat + half],
  [lng - half, lat - half],
]

const MIDDLE: Position = [-56.21, -34.92]
/** A bay with an island. */
const bay: BasemapFeature = {
  layer: 'water',
  kind: 'sea',
  minZoom: 8,
  geometry: { type: 'Polygon', coordinates: [square(MIDDLE, 0.006), square(MIDDLE, 0.001).toReversed()] },
}

test('a place in the bay is in water; the island in it and the town behind it are not', () => {
  const tiles = [...cutBasemap([bay], [-56.25, -34.95, -56.15, -34.85], { minZoom: 14, maxZoom: 14 })]
  const isWater = (position: Position) => {
    const tile = tileAt(position, 14)
    const cut = tiles.find(({ x, y }) => x === tile.x && y === tile.y)
    return cut !== undefined && isWaterInTile(cut.data, tile, position)
  }
  expect(isWater([-56.2135, -34.9235])).toBe(true)
  expect(isWater(MIDDLE)).toBe(false)
  expect(isWater([-56.19, -34.92])).toBe(false)
})
