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

/** Pixels of the map that lie under panels. */
export type Covered = { readonly left: number; readonly right: number }
type Circle = { center: Position; radiusM: number; covered: Covered }

export function RevealCircle({ center: [lng, lat], radiusM, covered }: Circle) {
  const [west, south, east, north] = boxAround([lng, lat], radiusM)
  return <RevealBox box={[west, south, east, north]} covered={covered} />
}

/** Smaller than this across, a place says nothing. */
const SMALLEST_PX = 90
const MARGIN_PX = 40

/** Moves only when a box is too small to see, or lies under a panel or outside. */
export function RevealBox({ box, covered }: { box: BBox; covered: Covered }) {
  const map = useMap()
  const [west, south, east, north] = box
  const { left: coveredLeft, right: coveredRight } = covered
  useEffect(() => {
    const reveal = () => {
      const { clientWidth, clientHeight } = map.getContainer()
      const northWest = map.project([west, north])
      const southEast = map.project([east, south])
      const room = {
        left: northWest.x - coveredLeft,
        top: northWest.y,
        right: clientWidth - coveredRight - southEast.x,
        bottom: clientHeight - southEast.y,
      }
      const sides = Object.values(room)
      const isSeen = sides.every((px) => px >= 0) && southEast.x - northWest.x >= SMALLEST_PX
      // a place larger than the view is seen well enough from within
      const isAround = sides.every((px) => px < 0)
      if (isSeen || isAround) return
      map.fitBounds([west, south, east, north], {
        padding: {
          top: MARGIN_PX,
          bottom: MARGIN_PX,
          left: coveredLeft + MARGIN_PX,
          right: coveredRight + MARGIN_PX,
        },
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
  }, [map, west, south, east, north, coveredLeft, coveredRight])
  return null
}
