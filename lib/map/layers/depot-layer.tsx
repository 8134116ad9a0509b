'use client'

/** Where a day's route starts and ends (出发点、返回点), named; one mark where they are the same place. */
import type { FeatureCollection } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { FONT_BOLD } from '@/lib/map/basemap-style'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

type Props = {
  start: Position
  end: Position
  labels: { readonly start: string; readonly end: string }
}

const SOURCE = 'depots'

export function DepotLayer({ start: [startLng, startLat], end: [endLng, endLat], labels }: Props) {
  const theme = useMapTheme()
  const data = useMemo((): FeatureCollection => {
    const point = (id: string, label: string, coordinates: [number, number]) => ({
      type: 'Feature' as const,
      properties: { id, label },
      geometry: { type: 'Point' as const, coordinates },
    })
    const isSame = startLng === endLng && startLat === endLat
    return {
      type: 'FeatureCollection',
      features: isSame
        ? [point('start', `${labels.start} / ${labels.end}`, [startLng, startLat])]
        : [point('start', labels.start, [startLng, startLat]), point('end', labels.end, [endLng, endLat])],
    }
  }, [startLng, startLat, endLng, endLat, labels])
  const layers = useMemo((): LayerSpecification[] => {
    const [ground, ink] = theme === 'dark' ? ['#1b1e26', '#f3f5fa'] : ['#ffffff', '#1d2230']
    return [
      {
        id: 'depot-mark',
        type: 'circle',
        source: SOURCE,
        paint: {
          'circle-radius': 6,
          'circle-color': ground,
          'circle-stroke-color': ink,
          'circle-stroke-width': 4,
        },
      },
      {
        id: 'depot-name',
        type: 'symbol',
        source: SOURCE,
        layout: {
          'text-field': ['get', 'label'],
          'text-font': FONT_BOLD,
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 1],
          'text-allow-overlap': true,
        },
        paint: { 'text-color': ink, 'text-halo-color': ground, 'text-halo-width': 1.6 },
      },
    ]
  }, [theme])
  useLayers(SOURCE, layers, data, 'top')
  return null
}
