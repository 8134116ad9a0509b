/**
 * The shops that are retailers, each once, each with something to call it by.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   in the order of the features. Two entries are one shop when they lie within 40 m and have similar
 *         names, or stand in the same place (one inside the other's outline, or within 10 m) with the same kind
 *         and at most one name between them. The better described entry stays and lists the others as `merged`.
 */
import { pointIndex } from '@/lib/domain/geo/point-index'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import { findFormat } from '@/lib/domain/retailer/format'
import type { RoadWay } from '@/lib/domain/travel/road-way'
import { addressFinder, type CityAddress, streetOf } from './addresses'
import type { OsmFeature, OsmTags } from './osm-feature'
import { placeOf } from './place-of'
import { isInPolygon } from './polygon'
import { areSimilarNames } from './similar-name'

export type ShopAddress = { readonly street: string; readonly number: string }

export type CityShop = {
  readonly id: string
  /** Absent only where neither tags nor an address or a named street nearby give one. */
  readonly name?: string
  readonly nameSource?: 'tag' | 'brand' | 'address'
  readonly format: BusinessFormat
  /** The OSM value that made it a retailer: `convenience`, `bakery`, `fuel` … */
  readonly kind: string
  readonly position: Position
  readonly address?: ShopAddress
  /** Ids of the entries found to be the same shop. */
  readonly merged: readonly string[]
}

const SAME_SHOP_M = 40
const SAME_PLACE_M = 10
const ADDRESS_NEAR_M = 150

export function toShops(
  features: readonly OsmFeature[],
  addresses: readonly CityAddress[],
  roads: readonly RoadWay[],
): CityShop[] {
  const entries = features.flatMap(toEntry)
  const survivors = resolveDuplicates(entries)
  const findNumbered = addressFinder(addresses, ADDRESS_NEAR_M)
  const findStreet = addressFinder(streetCorners(roads), ADDRESS_NEAR_M)
  const findAddress = (position: Position) => findNumbered(position) ?? findStreet(position)
  return entries.filter((entry) => survivors.has(entry)).map((entry) => shopOf(entry, findAddress))
}

/** Streets as addresses without a number, for where no house has one. */
function streetCorners(roads: readonly RoadWay[]): CityAddress[] {
  return roads.flatMap(({ tags, positions }) =>
    tags.name ? positions.map((position) => ({ position, street: tags.name!, number: '' })) : [],
  )
}

type Entry = {
  readonly feature: OsmFeature
  readonly position: Position
  readonly kind: string
  readonly format: BusinessFormat
  readonly called: { readonly name: string; readonly nameSource: 'tag' | 'brand' } | undefined
  readonly merged: Entry[]
}

function toEntry(feature: OsmFeature): Entry[] {
  const row = findFormat(feature.tags)
  if (!row || isGone(feature.tags)) return []
  return [
    {
      feature,
      position: placeOf(feature),
      kind: row.value,
      format: row.format,
      called: calledBy(feature.tags),
      merged: [],
    },
  ]
}

function isGone(tags: OsmTags): boolean {
  return tags.disused === 'yes' || tags.abandoned === 'yes'
}

function calledBy(tags: OsmTags): Entry['called'] {
  const name = tags.name ?? tags['name:zh'] ?? tags['name:en'] ?? tags.official_name
  if (name?.trim()) return { name: name.trim(), nameSource: 'tag' }
  const brand = tags.brand ?? tags.operator
  return brand?.trim() ? { name: brand.trim(), nameSource: 'brand' } : undefined
}

/** The better described entries are looked at first and so survive. */
function resolveDuplicates(entries: readonly Entry[]): Set<Entry> {
  const index = pointIndex(entries.map(({ position }) => position))
  const survivors = new Set<Entry>()
  const order = entries.map((_, i) => i).sort((a, b) => worth(entries[b]!) - worth(entries[a]!) || a - b)
  for (const i of order) {
    const entry = entries[i]!
    const near = index.within(entry.position, SAME_SHOP_M).sort((a, b) => a - b)
    const same = near
      .map((k) => entries[k]!)
      .find((other) => survivors.has(other) && isSameShop(entry, other))
    if (same) same.merged.push(entry)
    else survivors.add(entry)
  }
  return survivors
}

function worth({ called, format, feature }: Entry): number {
  const name = called ? (called.nameSource === 'tag' ? 2_000 : 1_000) : 0
  return name + (format === 'other' ? 0 : 500) + Object.keys(feature.tags).length
}

function isSameShop(a: Entry, b: Entry): boolean {
  if (a.called && b.called) return areSimilarNames(a.called.name, b.called.name)
  return a.kind === b.kind && areInSamePlace(a, b)
}

function areInSamePlace(a: Entry, b: Entry): boolean {
  return distanceM(a.position, b.position) <= SAME_PLACE_M || contains(a, b) || contains(b, a)
}

function contains({ feature: { geometry } }: Entry, { position }: Entry): boolean {
  return (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') && isInPolygon(position, geometry)
}

function shopOf(
  { feature, position, kind, format, called, merged }: Entry,
  findAddress: (position: Position) => CityAddress | undefined,
): CityShop {
  const own = [feature, ...merged.map((entry) => entry.feature)].map(addressOf).find((found) => found)
  const nearest = own ? undefined : findAddress(position)
  const address = own ?? (nearest && { street: nearest.street, number: firstNumber(nearest.number) })
  const identity =
    called ??
    (address && { name: `${address.street} ${address.number}`.trim(), nameSource: 'address' as const })
  return {
    id: feature.id,
    ...identity,
    format,
    kind,
    position,
    ...(address && { address }),
    merged: merged.map((entry) => entry.feature.id),
  }
}

function addressOf({ tags }: OsmFeature): ShopAddress | undefined {
  const street = streetOf(tags)
  const number = tags['addr:housenumber']
  return street && number ? { street, number: firstNumber(number) } : undefined
}

function firstNumber(numbers: string): string {
  return numbers.split(/[,;]/)[0]!.trim()
}
