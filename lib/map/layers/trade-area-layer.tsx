'use client'

/** Trade areas (商圈) by type: tinted, lined, hatched and named. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { FONT, FONT_BOLD, type MapTheme } from '@/lib/map/basemap-style'
import { NO_TYPE_COLOR } from '@/lib/map/colors'
import { addHatches, hatchId, PLAIN } from '@/lib/map/hatches'
import { useMap, useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

export type MapTradeAreaType = { readonly code: string; readonly color: string; readonly name: string }

type Props = {
  /** Address of the tile set `trade-areas`. */
  tiles: string
  types: readonly MapTradeAreaType[]
  /** Types that are not shown; `none` is without a type. */
  hidden: readonly string[]
  selected: number | null
  /** Fainter, where something else is what the map is about. */
  isQuiet?: boolean
}

export const TRADE_AREA_FILL = 'trade-area-fill'
const SOURCE = 'trade-areas'
const LABEL_SOURCE = 'trade-area-labels'

export function TradeAreaLayer({ tiles, types, hidden, selected, isQuiet = false }: Props) {
  const map = useMap()
  const theme = useMapTheme()
  useState(() => addHatches(map, types))
  const data = useMemo(() => ({ tiles, maxzoom: 16 }), [tiles])
  const areas = useMemo(
    () => areaLayers(types, hidden, selected, isQuiet),
    [types, hidden, selected, isQuiet],
  )
  const labels = useMemo(() => labelLayers(types, hidden, theme), [types, hidden, theme])
  useLayers(SOURCE, areas, data, 'areas')
  useLayers(LABEL_SOURCE, labels, data, 'routes')
  return null
}

function areaLayers(
  types: readonly MapTradeAreaType[],
  hidden: readonly string[],
  selected: number | null,
  isQuiet: boolean,
): LayerSpecification[] {
  const strength = isQuiet ? 0.3 : 1
  const color = byType(
    types.map(({ code, color }) => [code, color]),
    NO_TYPE_COLOR,
  )
  const of = { source: SOURCE, 'source-layer': 'trade-areas', filter: shown(hidden) }
  const isSelected: ExpressionSpecification = ['==', ['get', 'id'], selected ?? -1]
  const isHovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]
  const opacityOf = (usual: number, raised: number): ExpressionSpecification => [
    'case',
    ['any', isHovered, isSelected],
    raised * strength,
    usual * strength,
  ]
  return [
    {
      id: TRADE_AREA_FILL,
      type: 'fill',
      ...of,
      paint: {
        'fill-color': color,
        // a whole city of tinted areas would drown its streets, and so would one that fills the view
        'fill-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11,
          opacityOf(0.16, 0.3),
          13.5,
          opacityOf(0.26, 0.38),
          16,
          opacityOf(0.12, 0.2),
        ],
      },
    },
    {
      id: 'trade-area-hatch',
      type: 'fill',
      ...of,
      paint: {
        'fill-pattern': byType(
          types.map(({ code }) => [code, hatchId(code)]),
          hatchId(PLAIN),
        ),
        'fill-opacity': 0.35 * strength,
      },
    },
    {
      id: 'trade-area-line',
      type: 'line',
      ...of,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': color,
        'line-opacity': isQuiet ? 0.5 : 0.9,
        'line-width': ['case', isSelected, 4, isHovered, 2.5, 1.2],
      },
    },
  ]
}

function labelLayers(
  types: readonly MapTradeAreaType[],
  hidden: readonly string[],
  theme: MapTheme,
): LayerSpecification[] {
  const typeName = byType(
    types.map(({ code, name }) => [code, name]),
    '',
  )
  return [
    {
      id: 'trade-area-name',
      type: 'symbol',
      source: LABEL_SOURCE,
      'source-layer': 'trade-area-labels',
      minzoom: 12,
      filter: shown(hidden),
      layout: {
        'text-field': [
          'format',
          ['get', 'name'],
          { 'text-font': ['literal', FONT_BOLD] },
          '\n',
          {},
          typeName,
          { 'font-scale': 0.85 },
        ],
        'text-font': FONT,
        'text-size': 12,
        'text-max-width': 9,
      },
      paint: {
        'text-color': theme === 'dark' ? '#e4e7ee' : '#343b4a',
        'text-halo-color': theme === 'dark' ? '#14171d' : '#ffffff',
        'text-halo-width': 1.4,
      },
    },
  ]
}

function shown(hidden: readonly string[]): ExpressionSpecification {
  return ['!', ['in', ['get', 'type'], ['literal', [...hidden]]]]
}

function byType(rows: readonly (readonly [string, string])[], rest: string): ExpressionSpecification {
  if (rows.length === 0) return ['to-string', rest]
  return ['match', ['get', 'type'], ...rows.flat(), rest] as unknown as ExpressionSpecification
}
