'use client'

/** Retailers (零售户): single marks where there is room, groups with their number where there is not. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { FONT, FONT_BOLD, type MapTheme } from '@/lib/map/basemap-style'
import { DUE_COLORS, NO_TYPE_COLOR, TIER_BANDS, UNTIERED_COLOR } from '@/lib/map/colors'
import { useMap, useMapTheme } from '@/lib/map/map-context'
import { addMarks, markId } from '@/lib/map/marks'
import { useLayers } from '@/lib/map/use-layers'
import type { MapTradeAreaType } from './trade-area-layer'

export const COLORINGS = ['type', 'tier', 'due'] as const
export type Coloring = (typeof COLORINGS)[number]

type Props = {
  /** Address of the tile set `retailers`, with the filter. */
  tiles: string
  types: readonly MapTradeAreaType[]
  by: Coloring
  selected: number | null
}

export const RETAILER_MARK = 'retailer-mark'
export const RETAILER_GROUP = 'retailer-group'
const SOURCE = 'retailers'
const OF = { source: SOURCE, 'source-layer': 'retailers' } as const

export function RetailerLayer({ tiles, types, by, selected }: Props) {
  const map = useMap()
  const theme = useMapTheme()
  useState(() => addMarks(map))
  const data = useMemo(() => ({ tiles, maxzoom: 15 }), [tiles])
  const layers = useMemo(() => layersOf(types, by, selected, theme), [types, by, selected, theme])
  useLayers(SOURCE, layers, data)
  return null
}

function layersOf(
  types: readonly MapTradeAreaType[],
  by: Coloring,
  selected: number | null,
  theme: MapTheme,
): LayerSpecification[] {
  const outline = theme === 'dark' ? '#14171d' : '#ffffff'
  const single: ExpressionSpecification = ['!', ['has', 'cluster']]
  const isSelected: ExpressionSpecification = ['==', ['get', 'id'], selected ?? -1]
  const larger: ExpressionSpecification = ['case', isSelected, 1.5, 1]
  return [
    {
      id: RETAILER_MARK,
      type: 'symbol',
      ...OF,
      filter: single,
      layout: {
        'icon-image': by === 'due' ? ['concat', markId('due-'), ['get', 'due']] : markId('circle'),
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          10.5,
          ['*', 0.18, larger],
          13,
          ['*', 0.4, larger],
          16,
          ['*', 0.7, larger],
          19,
          ['*', 1, larger],
        ],
        'icon-allow-overlap': true,
        // far out the marks are too many for any name to yield to
        'icon-ignore-placement': ['step', ['zoom'], true, 12.5, false],
        'symbol-sort-key': ['case', isSelected, 1, 0],
      },
      paint: {
        'icon-color': colorBy(by, types),
        'icon-halo-color': outline,
        'icon-halo-width': ['interpolate', ['linear'], ['zoom'], 11, 0.8, 14, 1.6],
      },
    },
    {
      id: 'retailer-name',
      type: 'symbol',
      ...OF,
      minzoom: 15,
      filter: single,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 11,
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: {
        'text-color': theme === 'dark' ? '#dfe3ec' : '#272d3a',
        'text-halo-color': outline,
        'text-halo-width': 1.3,
      },
    },
    {
      id: RETAILER_GROUP,
      type: 'circle',
      ...OF,
      filter: ['has', 'cluster'],
      paint: {
        'circle-color': theme === 'dark' ? '#7f97e8' : '#3650b2',
        'circle-opacity': 0.85,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 9, 10, 17, 60, 30],
        'circle-stroke-color': outline,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'retailer-group-count',
      type: 'symbol',
      ...OF,
      filter: ['has', 'cluster'],
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': FONT_BOLD,
        'text-size': 11,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': theme === 'dark' ? '#10131a' : '#ffffff' },
    },
  ]
}

function colorBy(by: Coloring, types: readonly MapTradeAreaType[]): ExpressionSpecification {
  if (by === 'due') {
    return match('due', Object.entries(DUE_COLORS), DUE_COLORS.none)
  }
  if (by === 'type')
    return match(
      'type',
      types.map(({ code, color }) => [code, color]),
      NO_TYPE_COLOR,
    )
  const steps = TIER_BANDS.flatMap(({ from, color }) => [from, color])
  return ['step', ['get', 'tier'], UNTIERED_COLOR, ...steps] as unknown as ExpressionSpecification
}

function match(property: string, rows: readonly (readonly [string, string])[], rest: string) {
  if (rows.length === 0) return ['to-color', rest] as ExpressionSpecification
  return ['match', ['get', property], ...rows.flat(), rest] as unknown as ExpressionSpecification
}
