/**
 * Does a place lie in water, by the street map's own tile of it?
 *
 * Shape   even-odd over all rings of one water area, so that an island in it is land.
 */
import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { type Tile, toWorld } from '@/lib/domain/geo/mercator'
import type { Position } from '@/lib/domain/geo/position'

const POLYGON = 3

export function isWaterInTile(bytes: Uint8Array, { z, x, y }: Tile, position: Position): boolean {
  const layer = new VectorTile(new PbfReader(gunzipSync(bytes))).layers.water
  if (!layer) return false
  const [worldX, worldY] = toWorld(position)
  const point = { x: (worldX * 2 ** z - x) * layer.extent, y: (worldY * 2 ** z - y) * layer.extent }
  for (let k = 0; k < layer.length; k++) {
    const feature = layer.feature(k)
    if (feature.type === POLYGON && isInside(point, feature.loadGeometry())) return true
  }
  return false
}

type Point = { readonly x: number; readonly y: number }

function isInside(point: Point, rings: readonly (readonly Point[])[]): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i]!, ring[j]!]
      if (a.y > point.y === b.y > point.y) continue
      if (point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
    }
  }
  return inside
}
