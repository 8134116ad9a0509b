'use client'

/** Where a shop stood and the way to where it will: a dashed line from one to the other. */
import type { FeatureCollection } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { useLayers } from '@/lib/map/use-layers'

const LAYERS: readonly LayerSpecification[] = [
  {
    id: 'move-line',
    type: 'line',
    source: 'move',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': '#3650b2', 'line-width': 2, 'line-dasharray': [2, 1.5] },
  },
  {
    id: 'move-from',
    type: 'circle',
    source: 'move',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 6,
      'circle-color': '#ffffff',
      'circle-stroke-color': '#3650b2',
      'circle-stroke-width': 2.5,
    },
  },
]

export function MoveLayer({ from, to }: { from: Position; to: Position }) {
  const [fromLng, fromLat] = from
  const [toLng, toLat] = to
  const data = useMemo((): FeatureCollection => {
    const start = [fromLng, fromLat]
    const geometries = [
      { type: 'LineString' as const, coordinates: [start, [toLng, toLat]] },
      { type: 'Point' as const, coordinates: start },
    ]
    return {
      type: 'FeatureCollection',
      features: geometries.map((geometry, id) => ({ type: 'Feature', properties: { id }, geometry })),
    }
  }, [fromLng, fromLat, toLng, toLat])
  useLayers('move', LAYERS, data, 'top')
  return null
}
