'use client'

/** Trade areas tinted by a figure of theirs, which each of them carries, so that colour is never alone. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import { FONT, FONT_BOLD, type MapTheme } from '@/lib/map/basemap-style'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

export type TintedArea = {
  readonly id: number
  readonly color: string
  /** The figure as the reader writes it. */
  readonly text: string
}

type Props = {
  /** Address of the tile set `trade-areas`. */
  tiles: string
  areas: readonly TintedArea[]
  /** Those that are chosen, which stand out; all if there is none. */
  selected: readonly number[] | null
}

const FILL = 'tinted-area-fill'
const SOURCE = 'tinted-areas'
const LABEL_SOURCE = 'tinted-area-labels'
const HIDDEN = 'rgba(0, 0, 0, 0)'

export function TintedAreaLayer({ tiles, areas, selected }: Props) {
  const theme = useMapTheme()
  const data = useMemo(() => ({ tiles, maxzoom: 16 }), [tiles])
  const fills = useMemo(() => fillLayers(areas, selected, theme), [areas, selected, theme])
  const labels = useMemo(() => labelLayers(areas, theme), [areas, theme])
  useLayers(SOURCE, fills, data, 'areas')
  useLayers(LABEL_SOURCE, labels, data, 'routes')
  return null
}

function fillLayers(
  areas: readonly TintedArea[],
  selected: readonly number[] | null,
  theme: MapTheme,
): LayerSpecification[] {
  const color = byArea(
    areas.map(({ id, color }) => [id, color]),
    HIDDEN,
  )
  const isHovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]
  const isSelected: ExpressionSpecification = ['in', ['get', 'id'], ['literal', [...(selected ?? [])]]]
  const rest = selected ? 0.22 : 0.62
  const of = { source: SOURCE, 'source-layer': 'trade-areas' }
  return [
    {
      id: FILL,
      type: 'fill',
      ...of,
      paint: {
        'fill-color': color,
        'fill-opacity': ['case', isHovered, 0.78, isSelected, 0.72, rest],
      },
    },
    {
      id: 'tinted-area-line',
      type: 'line',
      ...of,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': theme === 'dark' ? '#e8eaf0' : '#1d2230',
        'line-opacity': ['case', isSelected, 0.95, 0.35],
        'line-width': ['case', isSelected, 2.5, isHovered, 2, 0.7],
      },
    },
  ]
}

function labelLayers(areas: readonly TintedArea[], theme: MapTheme): LayerSpecification[] {
  const figure = byArea(
    areas.map(({ id, text }) => [id, text]),
    '',
  )
  const bold = { 'text-font': ['literal', FONT_BOLD] }
  const named = ['format', figure, bold, '\n', {}, ['get', 'name'], { 'font-scale': 0.85 }]
  return [
    {
      id: 'tinted-area-name',
      type: 'symbol',
      source: LABEL_SOURCE,
      'source-layer': 'trade-area-labels',
      minzoom: 9,
      layout: {
        'text-field': [
          'step',
          ['zoom'],
          ['format', figure, bold],
          NAMES_FROM,
          named,
        ] as unknown as ExpressionSpecification,
        'text-font': FONT,
        'text-size': 12,
        'text-max-width': 9,
      },
      paint: {
        'text-color': theme === 'dark' ? '#ffffff' : '#1d2230',
        'text-halo-color': theme === 'dark' ? '#14171d' : '#ffffff',
        'text-halo-width': 1.4,
      },
    },
  ]
}
const NAMES_FROM = 13

function byArea(rows: readonly (readonly [number, string])[], rest: string): ExpressionSpecification {
  if (rows.length === 0) return ['to-string', rest]
  return ['match', ['get', 'id'], ...rows.flat(), rest] as unknown as ExpressionSpecification
}
