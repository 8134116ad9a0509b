/**
 * What of a polygon is dry land.
 *
 * Shape   the polygon as it was where no land is known, or none of it is on land: then the land is what is wrong.
 */
import { feature, featureCollection, intersect } from '@turf/turf'
import type { MultiPolygon, Polygon } from 'geojson'

export function onLand(
  geometry: Polygon | MultiPolygon,
  land: readonly Polygon[] | undefined,
): Polygon | MultiPolygon {
  if (!land || land.length === 0) return geometry
  const ground: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: land.map(({ coordinates }) => coordinates),
  }
  const both = featureCollection<Polygon | MultiPolygon>([feature(geometry), feature(ground)])
  return intersect(both)?.geometry ?? geometry
}
