/**
 * The street map under everything: quiet, so that colour is left to what the map is about.
 *
 * Shape   the same layers in both themes; only their paint differs, so that a change of theme touches nothing else.
 *         Slots are empty layers that say where the layers of a screen go (use-layers.ts).
 * Source  layers and kinds as lib/domain/city/basemap.ts draws them.
 */
import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import { DARK, LIGHT, type Palette } from './palette'

export type MapTheme = 'light' | 'dark'

/** From the ground up: areas, rings around a shop, routes, points; then what must never be covered. */
export const SLOTS = ['areas', 'rings', 'routes', 'points', 'top'] as const
export type Slot = (typeof SLOTS)[number]

export const slotId = (slot: Slot) => `slot-${slot}`

/** Families of the device, since no glyphs are downloaded: Latin and Chinese alike. */
export const FONT = [
  'Inter',
  'Segoe UI',
  'Roboto',
  'Helvetica Neue',
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Noto Sans',
  'sans-serif',
]
/** MapLibre takes the weight from a word among the families. */
export const FONT_BOLD = [...FONT, 'Bold']

export type BasemapSource = {
  /** Address of a tile, with {z}, {x}, {y}. */
  readonly tiles: string
  readonly bounds: readonly [number, number, number, number]
}

export function basemapStyle(source: BasemapSource, theme: MapTheme): StyleSpecification {
  return {
    version: 8,
    sources: {
      basemap: {
        type: 'vector',
        tiles: [source.tiles],
        minzoom: 8,
        maxzoom: 14,
        bounds: [...source.bounds],
      },
    },
    layers: basemapLayers(theme),
  }
}

export function basemapLayers(theme: MapTheme): LayerSpecification[] {
  const color = theme === 'dark' ? DARK : LIGHT
  return [
    { id: 'outside', type: 'background', paint: { 'background-color': color.outside } },
    fill('land', color.land),
    fill('landuse', kinds(color.landuse, color.land)),
    fill('green', kinds(color.green, color.green.grass)),
    fill('beach', kinds({ rock: color.rock }, color.beach)),
    {
      ...layerOf('water', 'water'),
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': color.water },
    },
    {
      ...layerOf('water', 'water-line'),
      type: 'line',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': color.water, 'line-width': byZoom([10, 0.6], [14, 2], [18, 8]) },
    },
    {
      ...layerOf('building', 'building'),
      type: 'fill',
      minzoom: 14,
      paint: {
        'fill-color': color.building,
        'fill-outline-color': color.buildingLine,
        'fill-opacity': byZoom([14, 0], [14.6, 1]),
      },
    },
    {
      ...layerOf('road', 'pier'),
      type: 'fill',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['==', ['get', 'kind'], 'pier']],
      paint: { 'fill-color': color.land },
    },
    {
      ...layerOf('road', 'path'),
      type: 'line',
      minzoom: 14,
      filter: ['match', ['get', 'kind'], ['path', 'track'], true, false],
      paint: {
        'line-color': color.casing,
        'line-width': byZoom([14, 0.6], [18, 2]),
        'line-dasharray': [3, 2],
      },
    },
    road('casing', color.casing, ROAD_CASING_WIDTHS),
    road('surface', kinds({ motorway: color.motorway, trunk: color.motorway }, color.road), ROAD_WIDTHS),
    {
      ...layerOf('rail', 'rail'),
      type: 'line',
      paint: { 'line-color': color.rail, 'line-width': byZoom([11, 0.6], [15, 1.6], [18, 3]) },
    },
    {
      ...layerOf('rail', 'rail-ties'),
      type: 'line',
      minzoom: 13,
      paint: {
        'line-color': color.land,
        'line-width': byZoom([13, 0.4], [15, 1], [18, 2]),
        'line-dasharray': [4, 4],
      },
    },
    slot('areas'),
    slot('rings'),
    {
      ...layerOf('water', 'water-name'),
      type: 'symbol',
      minzoom: 12,
      filter: ['all', ['has', 'name'], ['==', ['geometry-type'], 'LineString']],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 11,
        'symbol-spacing': 400,
      },
      paint: { 'text-color': color.waterLabel, 'text-halo-color': color.water, 'text-halo-width': 1 },
    },
    {
      ...layerOf('green', 'green-name'),
      type: 'symbol',
      minzoom: 14,
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 11,
        'text-max-width': 8,
        'text-padding': 6,
      },
      paint: { 'text-color': color.greenLabel, 'text-halo-color': color.halo, 'text-halo-width': 1.2 },
    },
    roadName('road-name-minor', 15, ['minor', 'pedestrian', 'service'], 10.5, color),
    roadName('road-name-major', 13, ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'], 11.5, color),
    slot('routes'),
    placeName('place-minor', ['neighbourhood', 'quarter', 'hamlet', 'village'], [11, 13], color),
    placeName('place-suburb', ['suburb'], [11, 14.5], color),
    placeName('place-town', ['town'], [12, 16], color),
    { ...placeName('place-city', ['city'], [15, 22], color), maxzoom: 12 },
    slot('points'),
    slot('top'),
  ]
}

type Paint = DataDrivenPropertyValueSpecification<string>

/** Widths in pixels at zooms 8, 12, 15 and 18; between them they grow as the streets do. */
const ROAD_WIDTHS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  motorway: [1.2, 3, 8, 30],
  trunk: [1, 2.6, 7.5, 28],
  primary: [0.7, 2.2, 7, 26],
  secondary: [0.4, 1.7, 6, 23],
  tertiary: [0.2, 1.1, 5, 20],
  runway: [0.5, 3, 10, 40],
  taxiway: [0.2, 1, 4, 16],
  minor: [0, 0.4, 3.6, 16],
  pedestrian: [0, 0.3, 2.6, 11],
  service: [0, 0, 2, 9],
  pier: [0, 0.4, 2, 8],
}
const CASING = [0.4, 0.8, 1.4, 2]
const ROAD_CASING_WIDTHS = Object.fromEntries(
  Object.entries(ROAD_WIDTHS).map(([kind, widths]) => [
    kind,
    widths.map((width, k) => (width === 0 ? 0 : width + CASING[k]!)) as [number, number, number, number],
  ]),
)

function road(
  id: string,
  color: Paint,
  widths: Readonly<Record<string, readonly [number, number, number, number]>>,
): LayerSpecification {
  const at = (k: 0 | 1 | 2 | 3) =>
    kinds(Object.fromEntries(Object.entries(widths).map(([kind, row]) => [kind, row[k]])), 0)
  return {
    ...layerOf('road', `road-${id}`),
    type: 'line',
    filter: ['match', ['get', 'kind'], Object.keys(ROAD_WIDTHS), true, false],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': [
        'interpolate',
        ['exponential', 1.5],
        ['zoom'],
        8,
        at(0),
        12,
        at(1),
        15,
        at(2),
        18,
        at(3),
      ] as ExpressionSpecification,
    },
  }
}

function roadName(
  id: string,
  minzoom: number,
  of: string[],
  size: number,
  color: Palette,
): LayerSpecification {
  return {
    ...layerOf('road', id),
    type: 'symbol',
    minzoom,
    filter: ['all', ['has', 'name'], ['match', ['get', 'kind'], of, true, false]],
    layout: {
      'symbol-placement': 'line',
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': size,
      'text-max-angle': 30,
      'text-padding': 8,
      'symbol-spacing': 350,
    },
    paint: { 'text-color': color.roadLabel, 'text-halo-color': color.halo, 'text-halo-width': 1.4 },
  }
}

function placeName(
  id: string,
  of: string[],
  [small, large]: [number, number],
  color: Palette,
): LayerSpecification {
  return {
    ...layerOf('place', id),
    type: 'symbol',
    filter: ['match', ['get', 'kind'], of, true, false],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': id === 'place-minor' ? FONT : FONT_BOLD,
      'text-size': byZoom([9, small], [15, large]),
      'text-max-width': 8,
      'text-padding': 8,
    },
    paint: { 'text-color': color.placeLabel, 'text-halo-color': color.halo, 'text-halo-width': 1.4 },
  }
}

function fill(layer: string, color: Paint): LayerSpecification {
  return {
    ...layerOf(layer, layer),
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': color },
  }
}

function layerOf(layer: string, id: string) {
  return { id: `basemap-${id}`, source: 'basemap', 'source-layer': layer }
}

function slot(name: Slot): LayerSpecification {
  return { id: slotId(name), type: 'background', layout: { visibility: 'none' } }
}

/** One value for each kind of thing, another for the rest. */
function kinds<T extends string | number>(values: Readonly<Record<string, T>>, rest: T) {
  return [
    'match',
    ['get', 'kind'],
    ...Object.entries(values).flat(),
    rest,
  ] as unknown as ExpressionSpecification
}

function byZoom(...stops: readonly (readonly [zoom: number, value: number])[]) {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()] as unknown as ExpressionSpecification
}
