/**
 * What the street map draws, and from which zoom on.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; zooms of 512-pixel tiles.
 * Shape   in drawing order: layers as BASEMAP_LAYERS lists them, larger areas before smaller, lesser roads
 *         before greater.
 * Source  OSM wiki, Map features.
 */
import type { LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson'
import type { OsmFeature, OsmTags } from './osm-feature'
import { placeOf } from './place-of'
import { polygonAreaM2 } from './polygon'
import { isRoad } from './roads'
import type { Shore } from './shore'

export const BASEMAP_LAYERS = [
  'land',
  'landuse',
  'green',
  'beach',
  'water',
  'building',
  'road',
  'rail',
  'place',
] as const
export type BasemapLayer = (typeof BASEMAP_LAYERS)[number]

export type BasemapFeature = {
  readonly layer: BasemapLayer
  readonly kind: string
  readonly name?: string
  readonly minZoom: number
  readonly geometry: Point | LineString | MultiLineString | Polygon | MultiPolygon
}

const MIN_ZOOM = 8
const MAX_ZOOM = 15

export function toBasemap(features: readonly OsmFeature[], shore: Shore): BasemapFeature[] {
  const drawn: Drawn[] = [
    ...shore.land.map((geometry) => shoreFeature('land', geometry)),
    ...shore.water.map((geometry) => shoreFeature('water', geometry)),
    ...features.flatMap(draw),
  ]
  const layerOrder = new Map(BASEMAP_LAYERS.map((layer, k) => [layer, k]))
  return drawn
    .map((item, index) => ({ item, index }))
    .sort(
      (a, b) =>
        layerOrder.get(a.item.feature.layer)! - layerOrder.get(b.item.feature.layer)! ||
        a.item.order - b.item.order ||
        a.index - b.index,
    )
    .map(({ item }) => item.feature)
}

type Drawn = { readonly feature: BasemapFeature; readonly order: number }

function shoreFeature(layer: 'land' | 'water', geometry: Polygon): Drawn {
  const kind = layer === 'land' ? 'land' : 'sea'
  return { feature: { layer, kind, minZoom: MIN_ZOOM, geometry }, order: -Infinity }
}

function draw(feature: OsmFeature): Drawn[] {
  const { type } = feature.geometry
  const drawn =
    drawPlace(feature) ??
    (type === 'Polygon' || type === 'MultiPolygon'
      ? drawArea(feature)
      : type === 'Point'
        ? undefined
        : drawLine(feature))
  return drawn ? [drawn] : []
}

const PLACE_ZOOMS: Readonly<Record<string, number>> = {
  city: 8,
  town: 9,
  suburb: 11,
  village: 12,
  quarter: 13,
  neighbourhood: 13,
  hamlet: 13,
}

/** Labels of places stand at a point, also where the place is drawn as an area. */
function drawPlace(feature: OsmFeature): Drawn | undefined {
  const { place, name } = feature.tags
  const minZoom = PLACE_ZOOMS[place ?? '']
  if (!place || !name || minZoom === undefined) return undefined
  const geometry: Point = { type: 'Point', coordinates: [...placeOf(feature)] }
  return { feature: { layer: 'place', kind: place, name, minZoom, geometry }, order: minZoom }
}

type AreaRow = readonly [layer: BasemapLayer, kind: string, key: string, values: string]

/** Tried from top to bottom; `*` is any value. */
const AREAS: readonly AreaRow[] = [
  ['building', 'building', 'building', '*'],
  ['water', 'water', 'natural', 'water bay'],
  ['water', 'river', 'waterway', 'riverbank dock canal'],
  ['water', 'basin', 'landuse', 'reservoir basin salt_pond'],
  ['beach', 'beach', 'natural', 'beach sand shoal'],
  ['beach', 'rock', 'natural', 'bare_rock rock'],
  ['green', 'park', 'leisure', 'park nature_reserve'],
  ['green', 'garden', 'leisure', 'garden playground dog_park'],
  ['green', 'golf', 'leisure', 'golf_course'],
  ['green', 'pitch', 'leisure', 'pitch track'],
  ['green', 'wood', 'natural', 'wood'],
  ['green', 'wood', 'landuse', 'forest'],
  ['green', 'scrub', 'natural', 'scrub heath'],
  ['green', 'wetland', 'natural', 'wetland'],
  ['green', 'grass', 'natural', 'grassland'],
  ['green', 'grass', 'landuse', 'grass meadow village_green recreation_ground flowerbed'],
  ['green', 'farm', 'landuse', 'farmland orchard vineyard plant_nursery allotments'],
  ['green', 'cemetery', 'landuse', 'cemetery'],
  ['landuse', 'school', 'amenity', 'school kindergarten'],
  ['landuse', 'university', 'amenity', 'university college'],
  ['landuse', 'hospital', 'amenity', 'hospital'],
  ['landuse', 'station', 'amenity', 'bus_station ferry_terminal'],
  ['landuse', 'parking', 'amenity', 'parking'],
  ['landuse', 'sports', 'leisure', 'stadium sports_centre'],
  ['landuse', 'attraction', 'tourism', 'attraction theme_park zoo'],
  ['landuse', 'airfield', 'aeroway', 'aerodrome apron'],
  ['road', 'pier', 'man_made', 'pier breakwater groyne'],
  ['landuse', 'square', 'place', 'square'],
  ['landuse', 'square', 'highway', 'pedestrian footway'],
  ['landuse', 'retail', 'landuse', 'retail'],
  ['landuse', 'commercial', 'landuse', 'commercial'],
  ['landuse', 'industrial', 'landuse', 'industrial port landfill quarry'],
  ['landuse', 'railway', 'landuse', 'railway'],
  ['landuse', 'military', 'landuse', 'military'],
  ['landuse', 'construction', 'landuse', 'construction brownfield greenfield'],
  ['landuse', 'residential', 'landuse', 'residential garages'],
]

function drawArea({ geometry, tags }: OsmFeature): Drawn | undefined {
  if ((geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') || isUnderground(tags))
    return undefined
  const row = AREAS.find(([, , key, values]) => matches(tags[key], values))
  if (!row) return undefined
  const [layer, kind] = row
  const areaM2 = polygonAreaM2(geometry)
  const minZoom = layer === 'building' ? 14 : visibleFrom(areaM2)
  return { feature: { layer, kind, ...nameOf(tags), minZoom, geometry }, order: -areaM2 }
}

function matches(value: string | undefined, values: string): boolean {
  if (value === undefined || value === 'no') return false
  return values === '*' || values.split(' ').includes(value)
}

/** An area is drawn once it covers about sixteen pixels by sixteen. */
function visibleFrom(areaM2: number): number {
  const metresAcrossAtZoom0 = 40_075_017
  const side = Math.sqrt(areaM2)
  const zoom = Math.ceil(Math.log2(metresAcrossAtZoom0 / 512 / (side / 16)))
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom))
}

type LineRow = readonly [layer: BasemapLayer, kind: string, key: string, values: string, minZoom: number]

/** Tried from top to bottom, and in this order the greater road is drawn over the lesser. */
const LINES: readonly LineRow[] = [
  ['road', 'motorway', 'highway', 'motorway motorway_link', 8],
  ['road', 'trunk', 'highway', 'trunk trunk_link', 8],
  ['road', 'primary', 'highway', 'primary primary_link', 9],
  ['road', 'secondary', 'highway', 'secondary secondary_link', 10],
  ['road', 'tertiary', 'highway', 'tertiary tertiary_link', 11],
  ['road', 'minor', 'highway', 'residential unclassified living_street road', 13],
  ['road', 'pedestrian', 'highway', 'pedestrian', 13],
  ['road', 'service', 'highway', 'service', 14],
  ['road', 'track', 'highway', 'track', 14],
  ['road', 'path', 'highway', 'footway path steps cycleway bridleway', 15],
  ['road', 'runway', 'aeroway', 'runway', 11],
  ['road', 'taxiway', 'aeroway', 'taxiway', 14],
  ['rail', 'rail', 'railway', 'rail narrow_gauge', 11],
  ['rail', 'metro', 'railway', 'subway light_rail tram monorail', 12],
  ['water', 'river', 'waterway', 'river', 9],
  ['water', 'canal', 'waterway', 'canal', 12],
  ['water', 'stream', 'waterway', 'stream', 13],
  ['water', 'ditch', 'waterway', 'ditch drain', 15],
  ['road', 'pier', 'man_made', 'pier breakwater groyne', 13],
]

function drawLine({ geometry, tags }: OsmFeature): Drawn | undefined {
  if (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString') return undefined
  if (isUnderground(tags) && !isRoad(tags)) return undefined
  const rank = LINES.findIndex(([, , key, values]) => matches(tags[key], values))
  const row = LINES[rank]
  if (!row) return undefined
  const [layer, kind, , , minZoom] = row
  return { feature: { layer, kind, ...nameOf(tags), minZoom, geometry }, order: -rank }
}

function isUnderground({ tunnel, location, layer }: OsmTags): boolean {
  return (
    (tunnel !== undefined && tunnel !== 'no') || location === 'underground' || layer?.startsWith('-') === true
  )
}

function nameOf({ name }: OsmTags): { name?: string } {
  return name ? { name } : {}
}
