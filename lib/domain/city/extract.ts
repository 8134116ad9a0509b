/**
 * A city as plain domain data, made from OpenStreetMap features whatever file they came from.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   every list in the order of the features, so that the same file gives the same city.
 */

import type { RoadWay } from '@/lib/domain/travel/road-way'
import { type CityAddress, toAddresses } from './addresses'
import { type CityArea, toAreas } from './areas'
import { type CityFacility, toFacilities } from './facilities'
import type { OsmFeature } from './osm-feature'
import { type CityPlace, toPlaces } from './places'
import { toRoadWays } from './roads'
import { type CityShop, toShops } from './shops'

export type CityExtract = {
  readonly shops: readonly CityShop[]
  readonly roads: readonly RoadWay[]
  readonly addresses: readonly CityAddress[]
  readonly places: readonly CityPlace[]
  readonly facilities: readonly CityFacility[]
  readonly areas: readonly CityArea[]
}

export function extractCity(features: readonly OsmFeature[]): CityExtract {
  const addresses = toAddresses(features)
  return {
    shops: toShops(features, addresses),
    roads: toRoadWays(features),
    addresses,
    places: toPlaces(features),
    facilities: toFacilities(features),
    areas: toAreas(features),
  }
}
