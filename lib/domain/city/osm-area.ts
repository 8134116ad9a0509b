/**
 * Whether a closed way stands for the area it encloses or for the line it runs along.
 *
 * Source  after the community list of npm osm-polygon-features; a closed highway is a roundabout, not a square.
 */
import type { OsmTags } from './osm-feature'

/** Keys that make a closed way an area, with the values that do not. */
const AREA_KEYS: Readonly<Record<string, string>> = {
  building: '',
  'building:part': '',
  landuse: '',
  leisure: 'track slipway',
  amenity: '',
  shop: '',
  office: '',
  craft: '',
  tourism: '',
  historic: '',
  place: '',
  military: '',
  public_transport: '',
  natural: 'coastline cliff ridge arete valley tree_row',
  man_made: 'cutline embankment pipeline breakwater groyne',
  aeroway: 'taxiway',
}

/** Keys of lines, of which these values are areas. */
const AREA_VALUES: Readonly<Record<string, string>> = {
  waterway: 'riverbank dock boatyard dam',
  railway: 'station platform turntable roundhouse',
  power: 'plant substation generator',
  highway: 'services rest_area',
}

export function isArea(tags: OsmTags): boolean {
  if (tags.area === 'yes') return true
  if (tags.area === 'no' || (tags.highway && !has(AREA_VALUES.highway, tags.highway))) return false
  return Object.entries(tags).some(([key, value]) => {
    if (value === 'no') return false
    const lines = AREA_KEYS[key]
    return lines === undefined ? has(AREA_VALUES[key], value) : !has(lines, value)
  })
}

function has(values: string | undefined, value: string): boolean {
  return values?.split(' ').includes(value) ?? false
}
