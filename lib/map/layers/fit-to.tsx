'use client'

import type { PaddingOptions } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { useMap } from '@/lib/map/map-context'

export type { PaddingOptions }

/** Moves the map to a box whenever another one is asked for; the first is what the map opened with. */
export function FitTo({ box, padding }: { box: BBox; padding: number | PaddingOptions }) {
  const map = useMap()
  const [west, south, east, north] = box
  const shown = useRef(`${box}`)
  const room = useRef(padding)
  useEffect(() => {
    room.current = padding
  })
  useEffect(() => {
    const key = `${[west, south, east, north]}`
    if (key === shown.current) return
    shown.current = key
    map.fitBounds([west, south, east, north], { padding: room.current, duration: 300, maxZoom: 16 })
  }, [map, west, south, east, north])
  return null
}

/** Moves the map so far that a position can be seen. */
export function Reveal({ position }: { position: Position }) {
  const map = useMap()
  const [lng, lat] = position
  useEffect(() => {
    if (!map.getBounds().contains([lng, lat])) map.easeTo({ center: [lng, lat], duration: 300 })
  }, [map, lng, lat])
  return null
}
