'use client'

/** An outline as it once was: a dashed line over the present one, without a fill of its own. */
import type { MultiPolygon, Polygon } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

export function OutlineLayer({ outline }: { outline: Polygon | MultiPolygon }) {
  const theme = useMapTheme()
  const data = useMemo(
    () => ({
      type: 'FeatureCollection' as const,
      features: [{ type: 'Feature' as const, properties: {}, geometry: outline }],
    }),
    [outline],
  )
  const layers = useMemo(
    (): LayerSpecification[] => [
      {
        id: 'outline-line',
        type: 'line',
        source: 'outline',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': theme === 'dark' ? '#ffffff' : '#1d2230',
          'line-width': 2.5,
          'line-dasharray': [2.5, 1.8],
        },
      },
    ],
    [theme],
  )
  useLayers('outline', layers, data, 'top')
  return null
}
