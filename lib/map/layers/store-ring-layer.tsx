'use client'

/** A retailer's rings (圈层) as three bands of one hue, each with its radius on the line. */
import type { Feature, FeatureCollection } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { RINGS, type Ring, type RingRadiiM, ringsAround } from '@/lib/domain/trade-area/rings'
import { FONT_BOLD, type MapTheme } from '@/lib/map/basemap-style'
import { RING_COLOR, RING_OPACITY } from '@/lib/map/colors'
import { useMapTheme } from '@/lib/map/map-context'
import { useLayers } from '@/lib/map/use-layers'

type Props = {
  center: Position
  radiiM: RingRadiiM
  /** What stands on each ring's line, such as `Core 300 m`. */
  labels: Readonly<Record<Ring, string>>
}

export function StoreRingLayer({ center: [lng, lat], radiiM, labels }: Props) {
  const theme = useMapTheme()
  const data = useMemo(() => ringsData([lng, lat], radiiM, labels), [lng, lat, radiiM, labels])
  const [bands, names] = useMemo(() => [bandLayers(theme), nameLayers(theme)] as const, [theme])
  useLayers('store-rings', bands, data, 'rings')
  useLayers('store-ring-names', names, data, 'top')
  return null
}

function ringsData(center: Position, radiiM: RingRadiiM, labels: Props['labels']): FeatureCollection {
  const bands = ringsAround(center, radiiM)
  const names = bands.map(({ geometry, properties: { ring } }): Feature => {
    const northernmost = geometry.coordinates[0]!.reduce((a, b) => (b[1]! > a[1]! ? b : a))
    return {
      type: 'Feature',
      properties: { id: `${ring} name`, label: labels[ring] },
      geometry: { type: 'Point', coordinates: northernmost },
    }
  })
  return {
    type: 'FeatureCollection',
    features: [
      ...bands.map((band) => ({ ...band, properties: { ...band.properties, id: band.properties.ring } })),
      ...names,
    ],
  }
}

function bandLayers(theme: MapTheme): LayerSpecification[] {
  const opacity = ['match', ['get', 'ring'], ...RINGS.flatMap((ring) => [ring, RING_OPACITY[ring]]), 0]
  return [
    {
      id: 'store-ring-fill',
      type: 'fill',
      source: 'store-rings',
      filter: ['has', 'ring'],
      paint: {
        'fill-color': RING_COLOR[theme],
        'fill-opacity': opacity as unknown as number,
        'fill-antialias': false,
      },
    },
    {
      id: 'store-ring-line',
      type: 'line',
      source: 'store-rings',
      filter: ['has', 'ring'],
      paint: { 'line-color': RING_COLOR[theme], 'line-width': 1.4, 'line-opacity': 0.9 },
    },
  ]
}

function nameLayers(theme: MapTheme): LayerSpecification[] {
  return [
    {
      id: 'store-ring-name',
      type: 'symbol',
      source: 'store-ring-names',
      filter: ['has', 'label'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT_BOLD,
        'text-size': 11,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': theme === 'dark' ? '#ffc9c4' : RING_COLOR.light,
        'text-halo-color': theme === 'dark' ? '#14171d' : '#ffffff',
        'text-halo-width': 1.6,
      },
    },
  ]
}
