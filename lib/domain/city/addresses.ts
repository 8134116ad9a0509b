/**
 * House numbers as points: the address index, and a fair proxy of where people live.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   one per object with a house number; several numbers of one house stay in one text, `4243,4245`.
 */
import { pointIndex } from '@/lib/domain/geo/point-index'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { OsmFeature, OsmTags } from './osm-feature'
import { placeOf } from './place-of'

export type CityAddress = { readonly position: Position; readonly street: string; readonly number: string }

export function toAddresses(features: readonly OsmFeature[]): CityAddress[] {
  const addresses: CityAddress[] = []
  for (const feature of features) {
    const number = feature.tags['addr:housenumber']
    if (number === undefined) continue
    addresses.push({ position: placeOf(feature), street: streetOf(feature.tags), number })
  }
  return addresses
}

export function streetOf(tags: OsmTags): string {
  return tags['addr:street'] ?? tags['addr:place'] ?? ''
}

/** Finds the nearest address with a street, if there is one within `radiusM`; of equals the earlier. */
export function addressFinder(
  addresses: readonly CityAddress[],
  radiusM: number,
): (position: Position) => CityAddress | undefined {
  const named = addresses.filter(({ street }) => street !== '')
  const index = pointIndex(named.map(({ position }) => position))
  return (position) => {
    let nearest: CityAddress | undefined
    let nearestM = Number.POSITIVE_INFINITY
    for (const i of index.within(position, radiusM).sort((a, b) => a - b)) {
      const awayM = distanceM(position, named[i]!.position)
      if (awayM >= nearestM) continue
      nearestM = awayM
      nearest = named[i]
    }
    return nearest
  }
}
