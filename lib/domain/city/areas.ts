/**
 * Land use and large facilities as polygons: the outlines that trade areas are made from.
 *
 * Units   square metres; positions [lng, lat] in WGS 84 degrees.
 * Shape   one area per polygon feature, by the first row of the table that fits it.
 * Source  OSM wiki, Map features.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { OsmFeature, OsmTags } from './osm-feature'
import { polygonAreaM2 } from './polygon'

export const AREA_KINDS = [
  'university',
  'school',
  'hospital',
  'station',
  'marketplace',
  'beach',
  'attraction',
  'park',
  'retail',
  'commercial',
  'industrial',
  'residential',
] as const
export type AreaKind = (typeof AREA_KINDS)[number]

export type CityArea = {
  readonly id: string
  readonly kind: AreaKind
  readonly name?: string
  readonly areaM2: number
  readonly geometry: Polygon | MultiPolygon
}

type Row = readonly [kind: AreaKind, key: string, values: string]

const TABLE: readonly Row[] = [
  ['university', 'amenity', 'university college'],
  ['school', 'amenity', 'school'],
  ['hospital', 'amenity', 'hospital'],
  ['station', 'amenity', 'bus_station ferry_terminal'],
  ['station', 'railway', 'station'],
  ['station', 'public_transport', 'station'],
  ['station', 'aeroway', 'terminal'],
  ['marketplace', 'amenity', 'marketplace'],
  ['beach', 'natural', 'beach'],
  ['attraction', 'tourism', 'attraction theme_park zoo'],
  ['park', 'leisure', 'park nature_reserve'],
  ['park', 'landuse', 'recreation_ground'],
  ['retail', 'landuse', 'retail'],
  ['retail', 'shop', 'mall'],
  ['commercial', 'landuse', 'commercial'],
  ['industrial', 'landuse', 'industrial port'],
  ['industrial', 'man_made', 'works'],
  ['residential', 'landuse', 'residential'],
]

export function toAreas(features: readonly OsmFeature[]): CityArea[] {
  return features.flatMap(({ id, geometry, tags }) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
    const kind = areaKindOf(tags)
    if (!kind) return []
    return [{ id, kind, ...(tags.name && { name: tags.name }), areaM2: polygonAreaM2(geometry), geometry }]
  })
}

function areaKindOf(tags: OsmTags): AreaKind | undefined {
  return TABLE.find(
    ([, key, values]) => tags[key] !== undefined && values.split(' ').includes(tags[key]),
  )?.[0]
}
