'use client'

/** One place that was looked for: an address, or the shop that is selected. */
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import type { MapTheme } from '@/lib/map/basemap-style'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

const COLOR = { light: '#3650b2', dark: '#9db0ff' }

const layersOf = (theme: MapTheme): LayerSpecification[] => [
  {
    id: 'place-halo',
    type: 'circle',
    source: 'place',
    paint: {
      'circle-radius': 13,
      'circle-color': 'transparent',
      'circle-stroke-color': COLOR[theme],
      'circle-stroke-width': 3,
    },
  },
]

export function PlaceLayer({ position: [lng, lat] }: { position: Position }) {
  const theme = useMapTheme()
  const layers = useMemo(() => layersOf(theme), [theme])
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
  useLayers('place', layers, data, 'top')
  return null
}
