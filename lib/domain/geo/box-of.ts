/** The smallest box that holds a polygon. */
import type { MultiPolygon, Polygon } from 'geojson'
import { polygonsOf } from '@/lib/domain/city/polygon'
import type { BBox } from './position'

export function boxOf(geometry: Polygon | MultiPolygon): BBox {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [exterior] of polygonsOf(geometry)) {
    for (const [lng, lat] of (exterior ?? []) as [number, number][]) {
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}
