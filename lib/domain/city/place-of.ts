/**
 * Where a feature is, as one point: a node's own, inside a polygon, in the middle of a line's vertices.
 *
 * Units   positions [lng, lat] in WGS 84 degrees.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { OsmFeature } from './osm-feature'
import { interiorPoint } from './polygon'

export function placeOf({ geometry }: OsmFeature): Position {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates as unknown as Position
    case 'LineString':
      return geometry.coordinates[geometry.coordinates.length >> 1] as unknown as Position
    case 'MultiLineString':
      return geometry.coordinates[0]![geometry.coordinates[0]!.length >> 1] as unknown as Position
    default:
      return interiorPoint(geometry)
  }
}
