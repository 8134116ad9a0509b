/**
 * What draws people, as points: the evidence from which a trade area's type is told.
 *
 * Units   positions [lng, lat] in WGS 84 degrees.
 * Shape   one facility per object, by the first row of the table that fits it.
 * Source  OSM wiki, Map features.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { OsmFeature, OsmTags } from './osm-feature'
import { placeOf } from './place-of'

export const FACILITY_KINDS = [
  'station',
  'bus-station',
  'bus-stop',
  'fuel',
  'university',
  'school',
  'kindergarten',
  'hospital',
  'clinic',
  'pharmacy',
  'marketplace',
  'bank',
  'restaurant',
  'bar',
  'entertainment',
  'hotel',
  'museum',
  'attraction',
  'worship',
  'government',
  'sports',
  'shop',
  'office',
  'industrial',
] as const
export type FacilityKind = (typeof FACILITY_KINDS)[number]

export type CityFacility = {
  readonly id: string
  readonly kind: FacilityKind
  readonly name?: string
  readonly position: Position
}

type Row = readonly [kind: FacilityKind, key: string, values: string]

const TABLE: readonly Row[] = [
  ['bus-station', 'amenity', 'bus_station'],
  ['station', 'railway', 'station halt'],
  ['station', 'public_transport', 'station'],
  ['station', 'amenity', 'ferry_terminal'],
  ['station', 'aeroway', 'terminal'],
  ['bus-stop', 'highway', 'bus_stop'],
  ['bus-stop', 'public_transport', 'platform'],
  ['fuel', 'amenity', 'fuel'],
  ['university', 'amenity', 'university college'],
  ['school', 'amenity', 'school language_school music_school'],
  ['kindergarten', 'amenity', 'kindergarten childcare'],
  ['hospital', 'amenity', 'hospital'],
  ['clinic', 'amenity', 'clinic doctors dentist'],
  ['pharmacy', 'amenity', 'pharmacy'],
  ['marketplace', 'amenity', 'marketplace'],
  ['bank', 'amenity', 'bank bureau_de_change'],
  ['restaurant', 'amenity', 'restaurant fast_food cafe food_court ice_cream'],
  ['bar', 'amenity', 'bar pub biergarten nightclub'],
  ['entertainment', 'amenity', 'cinema theatre casino arts_centre concert_hall events_venue'],
  ['entertainment', 'leisure', 'adult_gaming_centre amusement_arcade bowling_alley dance'],
  ['hotel', 'tourism', 'hotel hostel guest_house motel apartment'],
  ['museum', 'tourism', 'museum gallery'],
  ['attraction', 'tourism', 'attraction viewpoint theme_park zoo aquarium'],
  ['worship', 'amenity', 'place_of_worship'],
  ['government', 'amenity', 'townhall courthouse public_building'],
  ['government', 'office', 'government administrative'],
  ['sports', 'leisure', 'stadium sports_centre fitness_centre'],
  ['shop', 'shop', '*'],
  ['office', 'office', '*'],
  ['office', 'building', 'office'],
  ['industrial', 'man_made', 'works'],
  ['industrial', 'building', 'industrial warehouse'],
]

const KIND_BY_TAG = new Map(
  TABLE.flatMap(([kind, key, values]) =>
    values.split(' ').map((value) => [`${key}=${value}`, kind] as const),
  ),
)
const KEYS = [...new Set(TABLE.map(([, key]) => key))]
const RANK = new Map(TABLE.map(([kind], k) => [kind, k] as const).reverse())

export function toFacilities(features: readonly OsmFeature[]): CityFacility[] {
  return features.flatMap((feature) => {
    const kind = facilityKindOf(feature.tags)
    if (!kind) return []
    const { name } = feature.tags
    return [{ id: feature.id, kind, ...(name && { name }), position: placeOf(feature) }]
  })
}

export function facilityKindOf(tags: OsmTags): FacilityKind | undefined {
  let best: FacilityKind | undefined
  for (const key of KEYS) {
    const value = tags[key]
    if (value === undefined || value === 'no' || value === 'vacant') continue
    const kind = KIND_BY_TAG.get(`${key}=${value}`) ?? KIND_BY_TAG.get(`${key}=*`)
    if (kind && (!best || RANK.get(kind)! < RANK.get(best)!)) best = kind
  }
  return best
}
