'use client'

import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { useMap } from './map-context'

/** Tells where the map was clicked. */
export function PickPosition({ onPick }: { onPick: (position: Position) => void }) {
  const map = useMap()
  const latest = useRef(onPick)
  useEffect(() => {
    latest.current = onPick
  })
  useEffect(() => {
    const pick = ({ lngLat: { lng, lat } }: MapMouseEvent) => latest.current([lng, lat])
    map.getCanvas().style.cursor = 'crosshair'
    map.on('click', pick)
    return () => {
      map.off('click', pick)
      map.getCanvas().style.cursor = ''
    }
  }, [map])
  return null
}
