'use client'

/**
 * Pointing at features: the cursor, a `hover` feature state for the paint, and what was clicked.
 *
 * Shape   the uppermost feature of the named layers counts. `onSelect(undefined)` is a click beside all of them.
 *         The callbacks may change from render to render.
 */
import type { MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { useMap } from './map-context'

export type Pointed = {
  readonly layer: string
  readonly source: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly position: readonly [lng: number, lat: number]
}

type Handlers = {
  onSelect?: (pointed: Pointed | undefined) => void
  onHover?: (pointed: Pointed | undefined) => void
}

/** Fingers and small marks: so many pixels beside still count. */
const REACH_PX = 4

export function usePointer(layers: readonly string[], handlers: Handlers): void {
  const map = useMap()
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const key = layers.join(' ')

  useEffect(() => {
    const ids = key.split(' ')
    let hovered: MapGeoJSONFeature | undefined
    const at = ({ point: { x, y } }: MapMouseEvent) =>
      map.queryRenderedFeatures(
        [
          [x - REACH_PX, y - REACH_PX],
          [x + REACH_PX, y + REACH_PX],
        ],
        { layers: ids.filter((id) => map.getLayer(id)) },
      )[0]
    const hover = (feature: MapGeoJSONFeature | undefined, event: MapMouseEvent | undefined) => {
      if (hovered && feature && sameFeature(hovered, feature)) return
      if (hovered) setHover(hovered, false)
      if (feature) setHover(feature, true)
      hovered = feature
      map.getCanvas().style.cursor = feature ? 'pointer' : ''
      latest.current.onHover?.(feature && event && pointedAt(feature, event))
    }
    const setHover = (feature: MapGeoJSONFeature, on: boolean) => {
      if (feature.id === undefined || !map.getSource(feature.source)) return
      const { id, source, sourceLayer } = feature
      map.setFeatureState(sourceLayer ? { id, source, sourceLayer } : { id, source }, { hover: on })
    }
    const onMove = (event: MapMouseEvent) => hover(at(event), event)
    const onOut = () => hover(undefined, undefined)
    const onClick = (event: MapMouseEvent) => {
      const feature = at(event)
      latest.current.onSelect?.(feature && pointedAt(feature, event))
    }
    map.on('mousemove', onMove)
    map.on('mouseout', onOut)
    map.on('click', onClick)
    return () => {
      map.off('mousemove', onMove)
      map.off('mouseout', onOut)
      map.off('click', onClick)
      map.getCanvas().style.cursor = ''
    }
  }, [map, key])
}

function sameFeature(a: MapGeoJSONFeature, b: MapGeoJSONFeature): boolean {
  return a.source === b.source && a.id !== undefined && a.id === b.id
}

function pointedAt(feature: MapGeoJSONFeature, { lngLat }: MapMouseEvent): Pointed {
  const { geometry, properties, source, layer } = feature
  const [lng, lat] = geometry.type === 'Point' ? geometry.coordinates : [lngLat.lng, lngLat.lat]
  return { layer: layer.id, source, properties, position: [lng!, lat!] }
}
