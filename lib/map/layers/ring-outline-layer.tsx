'use client'

/** Rings as they were: dashed lines, to compare with the bands of `store-ring-layer.tsx`. */
import type { FeatureCollection } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { discsAround, type RingRadiiM } from '@/lib/domain/trade-area/rings'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

const SOURCE = 'ring-outlines'

export function RingOutlineLayer({ center, radiiM }: { center: Position; radiiM: RingRadiiM }) {
  const theme = useMapTheme()
  const [lng, lat] = center
  const data = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: discsAround([lng, lat], radiiM).map((disc) => ({
        ...disc,
        properties: { ...disc.properties, id: disc.properties.ring },
      })),
    }),
    [lng, lat, radiiM],
  )
  const layers = useMemo(
    (): LayerSpecification[] => [
      {
        id: 'ring-outline',
        type: 'line',
        source: SOURCE,
        paint: {
          'line-color': theme === 'dark' ? '#f3f5fa' : '#1d2230',
          'line-width': 1.6,
          'line-dasharray': [3, 2.5],
        },
      },
    ],
    [theme],
  )
  useLayers(SOURCE, layers, data, 'top')
  return null
}
