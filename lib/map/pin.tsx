'use client'

/**
 * One pin that a person puts somewhere: dragged, placed by a click on the map, or moved by the arrow keys.
 *
 * Shape   without a position there is no pin until the first click. `onMove` is told where it was let go.
 */
import { type MapMouseEvent, Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { useMap } from './map-context'
import classes from './pin.module.css'

type Props = {
  position: Position | undefined
  /** What the pin is and how it is moved, for those who cannot see it. */
  label: string
  onMove: (position: Position) => void
}

const STEP_PX = 4
const STRIDE_PX = 32
const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function Pin({ position, label, onMove }: Props) {
  const map = useMap()
  const marker = useRef<Marker>(undefined)
  const told = useRef(onMove)
  useEffect(() => {
    told.current = onMove
  })

  useEffect(() => {
    const element = document.createElement('button')
    element.type = 'button'
    element.className = classes.pin ?? ''
    const made = new Marker({ element, draggable: true, anchor: 'bottom' })
    marker.current = made
    const tell = () => {
      const { lng, lat } = made.getLngLat()
      told.current([lng, lat])
    }
    const onKey = (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (!step) return
      event.preventDefault()
      event.stopPropagation()
      const { x, y } = map.project(made.getLngLat())
      const px = event.shiftKey ? STRIDE_PX : STEP_PX
      made.setLngLat(map.unproject([x + step[0] * px, y + step[1] * px]))
      tell()
    }
    const onClick = (event: MapMouseEvent) => told.current([event.lngLat.lng, event.lngLat.lat])
    made.on('dragend', tell)
    element.addEventListener('keydown', onKey)
    element.addEventListener('click', (event) => event.stopPropagation())
    map.on('click', onClick)
    map.getCanvas().style.cursor = 'crosshair'
    return () => {
      map.off('click', onClick)
      map.getCanvas().style.cursor = ''
      made.remove()
    }
  }, [map])

  const [lng, lat] = position ?? []
  useEffect(() => {
    const made = marker.current
    if (!made || lng === undefined || lat === undefined) return
    made.setLngLat([lng, lat])
    if (!made.getElement().isConnected) made.addTo(map)
    made.getElement().setAttribute('aria-label', label)
  }, [map, lng, lat, label])
  return null
}
