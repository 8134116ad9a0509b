/**
 * The ways one can drive or walk, as the graph builder takes them.
 *
 * Shape   one RoadWay per line; the further lines of a way in several parts are named `way/1#1`, `way/1#2` …
 *         Squares and other areas are no roads.
 * Source  OSM wiki, Key:highway and Key:access.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { RoadWay } from '@/lib/domain/travel/road-way'
import type { OsmFeature, OsmTags } from './osm-feature'

const HIGHWAYS = new Set(
  (
    'motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link ' +
    'unclassified residential living_street service road track pedestrian footway path steps cycleway bridleway'
  ).split(' '),
)

const KEPT = [
  'highway',
  'name',
  'oneway',
  'maxspeed',
  'junction',
  'access',
  'vehicle',
  'motor_vehicle',
  'motorcar',
  'motorcycle',
  'foot',
  'service',
]

export function isRoad(tags: OsmTags): boolean {
  return HIGHWAYS.has(tags.highway ?? '') && tags.area !== 'yes'
}

export function toRoadWays(features: readonly OsmFeature[]): RoadWay[] {
  return features.filter(({ tags }) => isRoad(tags)).flatMap(toWays)
}

function toWays({ id, geometry, tags }: OsmFeature): RoadWay[] {
  if (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString') return []
  const kept: Record<string, string> = {}
  for (const key of KEPT) {
    if (tags[key] !== undefined) kept[key] = tags[key]
  }
  const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
  return lines
    .filter((line) => line.length > 1)
    .map((line, k) => ({
      id: k === 0 ? id : `${id}#${k}`,
      tags: kept,
      positions: line as unknown as Position[],
    }))
}
