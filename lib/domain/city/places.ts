/**
 * Named parts of the city: the points around which trade areas can be derived.
 *
 * Units   positions [lng, lat] in WGS 84 degrees.
 * Source  OSM wiki, Key:place.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { OsmFeature } from './osm-feature'
import { placeOf } from './place-of'

export const PLACE_KINDS = ['suburb', 'quarter', 'neighbourhood'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export type CityPlace = {
  readonly id: string
  readonly name: string
  readonly kind: PlaceKind
  readonly position: Position
}

export function toPlaces(features: readonly OsmFeature[]): CityPlace[] {
  return features.flatMap((feature) => {
    const kind = PLACE_KINDS.find((known) => known === feature.tags.place)
    const { name } = feature.tags
    return kind && name ? [{ id: feature.id, name, kind, position: placeOf(feature) }] : []
  })
}
