import type { MultiPolygon, Polygon } from 'geojson'
import { polygonAreaM2 } from '@/lib/domain/city/polygon'
import { boxOf } from '@/lib/domain/geo/box-of'
import type { Prisma } from './generated/client'

/** What a trade area's outline is in the database: GeoJSON, its box in degrees, its size in m². */
export function shapeColumns(geometry: Polygon | MultiPolygon) {
  const [west, south, east, north] = boxOf(geometry)
  return {
    geometry: geometry as unknown as Prisma.InputJsonValue,
    west,
    south,
    east,
    north,
    areaM2: polygonAreaM2(geometry),
  }
}
