/**
 * A city as plain domain data, made from OpenStreetMap features whatever file they came from.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   every list in the order of the features, so that the same file gives the same city.
 */
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { RoadWay } from '@/lib/domain/travel/road-way'
import { type CityAddress, toAddresses } from './addresses'
import { type CityArea, toAreas } from './areas'
import { type BasemapFeature, toBasemap } from './basemap'
import { type CityFacility, toFacilities } from './facilities'
import type { OsmFeature } from './osm-feature'
import { type CityPlace, toPlaces } from './places'
import { toRoadWays } from './roads'
import { type CityShop, toShops } from './shops'
import { deriveShore } from './shore'

export type CityExtract = {
  /** What the extract covers; beyond it nothing is known. */
  readonly bbox: BBox
  readonly shops: readonly CityShop[]
  readonly roads: readonly RoadWay[]
  readonly addresses: readonly CityAddress[]
  readonly places: readonly CityPlace[]
  readonly facilities: readonly CityFacility[]
  readonly areas: readonly CityArea[]
  readonly basemap: readonly BasemapFeature[]
}

/** `bbox` is what the file says it covers; without it, the smallest box around its streets. */
export function extractCity(features: readonly OsmFeature[], options: { bbox?: BBox } = {}): CityExtract {
  const addresses = toAddresses(features)
  const roads = toRoadWays(features)
  const bbox = options.bbox ?? boxAroundRoads(roads)
  return {
    bbox,
    shops: toShops(features, addresses, roads),
    roads,
    addresses,
    places: toPlaces(features),
    facilities: toFacilities(features),
    areas: toAreas(features),
    basemap: toBasemap(features, deriveShore(features, bbox)),
  }
}

function boxAroundRoads(roads: readonly RoadWay[]): BBox {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { positions } of roads) {
    for (const [lng, lat] of positions as readonly Position[]) {
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return west > east ? [0, 0, 0, 0] : [west, south, east, north]
}
