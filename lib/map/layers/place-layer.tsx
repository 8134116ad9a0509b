'use client'

/** One place that was looked for: an address, or the shop that is selected. */
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { useLayers } from '@/lib/map/use-layers'

const LAYERS: readonly LayerSpecification[] = [
  {
    id: 'place-halo',
    type: 'circle',
    source: 'place',
    paint: {
      'circle-radius': 13,
      'circle-color': 'transparent',
      'circle-stroke-color': '#3650b2',
      'circle-stroke-width': 3,
    },
  },
]

export function PlaceLayer({ position: [lng, lat] }: { position: Position }) {
  const data = useMemo(
    () => ({
      type: 'FeatureCollection' as const,
      features: [
        {
          type: 'Feature' as const,
          properties: {},
          geometry: { type: 'Point' as const, coordinates: [lng, lat] },
        },
      ],
    }),
    [lng, lat],
  )
  useLayers('place', LAYERS, data, 'top')
  return null
}
