'use client'

/**
 * Routes on the map: lines in the hue of their day with arrows in the direction of travel, and numbered stops.
 *
 * Shape   a stop by phone is a hollow mark, since no way leads to it; a day that is not the chosen one is faint, and the
 *         chosen stop stands out. Lines of days that share a street lie beside each other.
 */
import type { Feature, FeatureCollection, LineString, Point } from 'geojson'
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { FONT_BOLD } from '@/lib/map/basemap-style'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'
import { usePointer } from '@/lib/map/use-pointer'

export type RouteStop = {
  readonly retailerId: number
  readonly number: number
  readonly position: Position
  readonly isPhone: boolean
}
export type MapRoute = {
  readonly id: string
  readonly color: string
  readonly isFaint: boolean
  /** Whether `legs` follow the streets; if not, they are drawn dashed. */
  readonly isOnRoads: boolean
  readonly legs: readonly (readonly Position[])[]
  readonly stops: readonly RouteStop[]
}

type Props = {
  routes: readonly MapRoute[]
  start: Position
  end: Position
  selected: number | null
  onSelect: (retailerId: number | null) => void
}

const LINES = 'week-routes'
const STOPS = 'week-stops'
const STOP_LAYERS = ['week-stop']
const OFFSET_PX = 2.5

export function RouteLayer({ routes, start, end, selected, onSelect }: Props) {
  const isDark = useMapTheme() === 'dark'
  const lines = useMemo(() => linesOf(routes), [routes])
  const stops = useMemo(() => stopsOf(routes, start, end, selected), [routes, start, end, selected])
  const lineLayers = useMemo(() => lineStyle(isDark), [isDark])
  const stopLayers = useMemo(() => stopStyle(isDark), [isDark])
  useLayers(LINES, lineLayers, lines, 'routes')
  useLayers(STOPS, stopLayers, stops, 'top')
  usePointer(STOP_LAYERS, {
    onSelect: (pointed) => {
      const id = pointed?.properties.retailerId
      onSelect(typeof id === 'number' && id !== selected ? id : null)
    },
  })
  return null
}

function linesOf(routes: readonly MapRoute[]): FeatureCollection<LineString> {
  const middle = (routes.length - 1) / 2
  return {
    type: 'FeatureCollection',
    features: routes.flatMap(({ id, color, isFaint, isOnRoads, legs }, k) => {
      const coordinates = legs.flat().map(([lng, lat]) => [lng, lat])
      if (coordinates.length < 2) return []
      const offset = isOnRoads ? (k - middle) * OFFSET_PX : 0
      return [
        {
          type: 'Feature',
          properties: { id, color, faint: isFaint, roads: isOnRoads, offset },
          geometry: { type: 'LineString', coordinates },
        },
      ]
    }),
  }
}

function stopsOf(
  routes: readonly MapRoute[],
  start: Position,
  end: Position,
  selected: number | null,
): FeatureCollection<Point> {
  const depots = start[0] === end[0] && start[1] === end[1] ? [start] : [start, end]
  return {
    type: 'FeatureCollection',
    features: [
      ...depots.map((position): Feature<Point> => pointOf(position, { kind: 'depot' })),
      ...routes.flatMap(({ id, color, isFaint, stops }) =>
        stops.map(({ retailerId, number, position, isPhone }) =>
          pointOf(position, {
            id: `${id} ${retailerId}`,
            kind: isPhone ? 'phone' : 'onsite',
            retailerId,
            number: String(number),
            color,
            faint: isFaint,
            selected: retailerId === selected,
            order: retailerId === selected ? 100 : isFaint ? 0 : 1,
          }),
        ),
      ),
    ],
  }
}

function pointOf([lng, lat]: Position, properties: Record<string, unknown>): Feature<Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lng, lat] } }
}

const FAINT: ExpressionSpecification = ['case', ['get', 'faint'], 0.12, 1]

function lineStyle(isDark: boolean): LayerSpecification[] {
  const halo = isDark ? '#14161c' : '#ffffff'
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  return [
    {
      id: 'week-route-casing',
      type: 'line',
      source: LINES,
      filter: ['get', 'roads'],
      layout: round,
      paint: {
        'line-color': halo,
        'line-width': 5.5,
        'line-opacity': ['case', ['get', 'faint'], 0, 0.8],
        'line-offset': ['get', 'offset'],
      },
    },
    {
      id: 'week-route',
      type: 'line',
      source: LINES,
      filter: ['get', 'roads'],
      layout: round,
      paint: {
        'line-color': ['get', 'color'],
        'line-width': 3,
        'line-opacity': FAINT,
        'line-offset': ['get', 'offset'],
      },
    },
    {
      id: 'week-route-straight',
      type: 'line',
      source: LINES,
      filter: ['!', ['get', 'roads']],
      paint: {
        'line-color': ['get', 'color'],
        'line-width': 1.5,
        'line-dasharray': [2, 2],
        'line-opacity': FAINT,
      },
    },
    {
      id: 'week-route-arrow',
      type: 'symbol',
      source: LINES,
      filter: ['!', ['get', 'faint']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 70,
        'text-field': '›',
        'text-font': FONT_BOLD,
        'text-size': 20,
        'text-keep-upright': false,
        'text-rotation-alignment': 'map',
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'text-padding': 0,
      },
      paint: {
        'text-color': ['get', 'color'],
        'text-halo-color': halo,
        'text-halo-width': 1.6,
      },
    },
  ]
}

function stopStyle(isDark: boolean): LayerSpecification[] {
  const ground = isDark ? '#1b1e26' : '#ffffff'
  const ink = isDark ? '#f3f5fa' : '#1d2230'
  const isSelected: ExpressionSpecification = ['get', 'selected']
  return [
    {
      id: 'week-depot',
      type: 'circle',
      source: STOPS,
      filter: ['==', ['get', 'kind'], 'depot'],
      paint: {
        'circle-radius': 6,
        'circle-color': ground,
        'circle-stroke-color': ink,
        'circle-stroke-width': 4,
      },
    },
    {
      id: 'week-stop',
      type: 'circle',
      source: STOPS,
      filter: ['!=', ['get', 'kind'], 'depot'],
      layout: { 'circle-sort-key': ['get', 'order'] },
      paint: {
        'circle-radius': ['case', isSelected, 13, ['==', ['get', 'kind'], 'phone'], 7, 9],
        'circle-color': ['case', ['==', ['get', 'kind'], 'phone'], ground, ['get', 'color']],
        'circle-stroke-color': [
          'case',
          isSelected,
          ink,
          ['==', ['get', 'kind'], 'phone'],
          ['get', 'color'],
          ground,
        ],
        'circle-stroke-width': ['case', isSelected, 3, 1.5],
        'circle-opacity': FAINT,
        'circle-stroke-opacity': FAINT,
      },
    },
    {
      id: 'week-stop-number',
      type: 'symbol',
      source: STOPS,
      filter: ['all', ['!=', ['get', 'kind'], 'depot'], ['!', ['get', 'faint']]],
      layout: {
        'symbol-sort-key': ['-', 100, ['get', 'order']],
        'text-field': ['get', 'number'],
        'text-font': FONT_BOLD,
        'text-size': ['case', isSelected, 13, 10.5],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': ['case', ['==', ['get', 'kind'], 'phone'], ['get', 'color'], '#ffffff'],
      },
    },
  ]
}
