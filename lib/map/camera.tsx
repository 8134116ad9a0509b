'use client'

import { useEffect } from 'react'
import { type BBox, boxAround, type Position } from '@/lib/domain/geo/position'
import { useMap } from './map-context'
import type { Camera } from './map-view'

/** Flies wherever it is told to. `undefined` leaves the map where it is. */
export function FlyTo({ camera }: { camera: Camera | undefined }) {
  const map = useMap()
  const { lng, lat, zoom } = camera ?? {}
  useEffect(() => {
    if (lng === undefined || lat === undefined || zoom === undefined) return
    const center = map.getCenter()
    const isThere = Math.abs(center.lng - lng) + Math.abs(center.lat - lat) < 1e-4
    if (isThere && Math.abs(map.getZoom() - zoom) < 0.01) return
    map.flyTo({ center: [lng, lat], zoom, duration: 700 })
  }, [map, lng, lat, zoom])
  return null
}

type Circle = { center: Position; radiusM: number; coveredRight: number }

export function RevealCircle({ center: [lng, lat], radiusM, coveredRight }: Circle) {
  const [west, south, east, north] = boxAround([lng, lat], radiusM)
  return <RevealBox box={[west, south, east, north]} coveredRight={coveredRight} />
}

/** Smaller than this across, a place says nothing. */
const SMALLEST_PX = 90
const MARGIN = { left: 40, top: 60, bottom: 40 }

/** Moves only when a box is too small to see, or lies under the panel on the right or outside. */
export function RevealBox({ box, coveredRight }: { box: BBox; coveredRight: number }) {
  const map = useMap()
  const [west, south, east, north] = box
  useEffect(() => {
    const reveal = () => {
      const { x: left, y: top } = map.project([west, north])
      const { x: right, y: bottom } = map.project([east, south])
      const { clientWidth, clientHeight } = map.getContainer()
      const isSeen = left >= 0 && top >= 0 && right <= clientWidth - coveredRight && bottom <= clientHeight
      // a place larger than the view is seen well enough from within
      const isAround = left < 0 && top < 0 && right > clientWidth - coveredRight && bottom > clientHeight
      if ((isSeen && right - left >= SMALLEST_PX) || isAround) return
      map.fitBounds([west, south, east, north], {
        padding: { ...MARGIN, right: coveredRight + 40 },
        maxZoom: 16,
        duration: 400,
      })
    }
    // a search flies first; where that leads is not known before
    if (!map.isMoving()) reveal()
    else map.once('moveend', reveal)
    return () => {
      map.off('moveend', reveal)
    }
  }, [map, west, south, east, north, coveredRight])
  return null
}
