'use client'

/** Retailers in the colours of their territories (片区): ringed dark where they change it, dotted white where they are kept. */
import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { FONT_BOLD, type MapTheme } from '@/lib/map/basemap-style'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

export type TerritoryMark = {
  readonly id: number
  readonly position: Position
  readonly color: string
  readonly changes: boolean
  readonly kept: boolean
}
export type TerritoryLabel = { readonly id: number; readonly name: string; readonly position: Position }

type Props = {
  marks: readonly TerritoryMark[]
  labels: readonly TerritoryLabel[]
  selected: number | null
}

export const TERRITORY_MARK = 'territory-mark'
const SOURCE = 'territory-marks'
const LABELS = 'territory-labels'

export function TerritoryLayer({ marks, labels, selected }: Props) {
  const theme = useMapTheme()
  const points = useMemo(
    () => collection(marks.map(({ position, ...properties }) => ({ position, properties }))),
    [marks],
  )
  const names = useMemo(
    () => collection(labels.map(({ position, ...properties }) => ({ position, properties }))),
    [labels],
  )
  const markLayers = useMemo(() => layersOf(selected, theme), [selected, theme])
  const nameLayers = useMemo(() => labelLayers(theme), [theme])
  useLayers(SOURCE, markLayers, points)
  useLayers(LABELS, nameLayers, names, 'top')
  return null
}

function collection(
  points: readonly { position: Position; properties: { readonly id: number } }[],
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: points.map(({ position, properties }) => ({
      type: 'Feature',
      id: properties.id,
      properties,
      geometry: { type: 'Point', coordinates: [...position] },
    })),
  }
}

/** Pixels by zoom, so that marks keep about their size on the ground. */
function byZoom(
  far: number,
  near: number,
  times: ExpressionSpecification | number = 1,
): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], 9, ['*', far, times], 16, ['*', near, times]]
}

function layersOf(selected: number | null, theme: MapTheme): LayerSpecification[] {
  const [ground, ink] = theme === 'dark' ? ['#14171d', '#ffffff'] : ['#ffffff', '#1d2230']
  const isSelected: ExpressionSpecification = ['==', ['get', 'id'], selected ?? -1]
  const isHovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]
  const changes: ExpressionSpecification = ['get', 'changes']
  const emphasis: ExpressionSpecification = ['case', isSelected, 1.8, isHovered, 1.4, changes, 1.25, 1]
  return [
    {
      id: 'territory-ground',
      type: 'circle',
      source: SOURCE,
      paint: {
        'circle-radius': byZoom(7, 60),
        'circle-color': ['get', 'color'],
        'circle-opacity': theme === 'dark' ? 0.16 : 0.12,
        'circle-blur': 0.5,
      },
    },
    {
      id: TERRITORY_MARK,
      type: 'circle',
      source: SOURCE,
      layout: { 'circle-sort-key': ['case', isSelected, 2, changes, 1, 0] },
      paint: {
        'circle-radius': byZoom(1.8, 8, emphasis),
        'circle-color': ['get', 'color'],
        'circle-stroke-color': ['case', isSelected, ink, changes, ink, ground],
        'circle-stroke-width': ['case', isSelected, 3, changes, 1.6, 0.6],
      },
    },
    {
      id: 'territory-kept',
      type: 'circle',
      source: SOURCE,
      filter: ['get', 'kept'],
      paint: { 'circle-radius': byZoom(1, 3.5), 'circle-color': '#ffffff' },
    },
  ]
}

function labelLayers(theme: MapTheme): LayerSpecification[] {
  const [ground, ink] = theme === 'dark' ? ['#14171d', '#ffffff'] : ['#ffffff', '#1d2230']
  return [
    {
      id: 'territory-name',
      type: 'symbol',
      source: LABELS,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT_BOLD,
        'text-size': 12,
        'text-max-width': 8,
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      },
      paint: { 'text-color': ink, 'text-halo-color': ground, 'text-halo-width': 1.6 },
    },
  ]
}
