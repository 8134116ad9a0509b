'use client'

/**
 * Draws one area on the map, or moves the corners of one: terra-draw, loaded when it is first needed.
 *
 * Shape   `shape` is taken over whenever `revision` changes; in between the map is ahead of it. `onSketch` follows the
 *         pointer, `onChange` tells a finished change. Each part's exterior can be changed; holes stay as they are.
 *         Corners near the pointer snap to `corners`.
 */
import type { Feature, Polygon } from 'geojson'
import { useEffect, useRef } from 'react'
import type { TerraDraw } from 'terra-draw'
import type { Position } from '@/lib/domain/geo/position'
import { useMap, useMapTheme } from '@/lib/map/map-context'

export type DrawnParts = readonly (readonly (readonly Position[])[])[]

type Props = {
  shape: DrawnParts
  revision: number
  corners: readonly Position[]
  onSketch: (parts: DrawnParts) => void
  onChange: (parts: DrawnParts) => void
}

const SNAP_PX = 12
const DIGITS = 7
const INK = { light: '#3650b2', dark: '#9db0ff' } as const

export function DrawPolygon({ shape, revision, corners, onSketch, onChange }: Props) {
  const map = useMap()
  const theme = useMapTheme()
  const latest = useRef({ shape, corners, onSketch, onChange })
  const drawing = useRef<{ draw: TerraDraw; show: () => void }>(undefined)
  useEffect(() => {
    latest.current = { shape, corners, onSketch, onChange }
  })

  useEffect(() => {
    let isOver = false
    const load = Promise.all([import('terra-draw'), import('terra-draw-maplibre-gl-adapter')])
    void load.then(([terra, { TerraDrawMapLibreGLAdapter }]) => {
      if (isOver) return
      const toCustom = ({ lng, lat }: { lng: number; lat: number }) => {
        const at = map.project([lng, lat])
        let best: [number, number] | undefined
        let bestPx = SNAP_PX
        for (const corner of latest.current.corners) {
          const { x, y } = map.project([corner[0], corner[1]])
          const awayPx = Math.hypot(x - at.x, y - at.y)
          if (awayPx < bestPx) {
            bestPx = awayPx
            best = [corner[0], corner[1]]
          }
        }
        return best
      }
      const ink = INK[theme]
      const draw = new terra.TerraDraw({
        adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'draw', coordinatePrecision: DIGITS }),
        modes: [
          new terra.TerraDrawPolygonMode({
            snapping: { toCustom },
            styles: {
              fillColor: ink,
              fillOpacity: 0.2,
              outlineColor: ink,
              outlineWidth: 3,
              closingPointColor: ink,
              closingPointWidth: 6,
              snappingPointColor: '#d6336c',
            },
          }),
          new terra.TerraDrawSelectMode({
            allowManualDeselection: false,
            flags: {
              polygon: {
                feature: {
                  draggable: false,
                  selfIntersectable: true,
                  coordinates: {
                    midpoints: { draggable: true },
                    draggable: true,
                    deletable: true,
                    snappable: { toCustom },
                  },
                },
              },
            },
            styles: {
              selectedPolygonColor: ink,
              selectedPolygonFillOpacity: 0.2,
              selectedPolygonOutlineColor: ink,
              selectedPolygonOutlineWidth: 3,
              selectionPointColor: ink,
              selectionPointWidth: 6,
              selectionPointOutlineColor: '#ffffff',
              midPointColor: '#ffffff',
              midPointOutlineColor: ink,
              midPointWidth: 4,
            },
          }),
        ],
      })
      draw.start()
      let holes: readonly (readonly Position[])[][] = []
      const parts = (): DrawnParts =>
        draw
          .getSnapshot()
          .filter(({ geometry, properties }) => geometry.type === 'Polygon' && properties.mode === 'polygon')
          .map(({ geometry }, k) => [
            (geometry as Polygon).coordinates[0] as unknown as Position[],
            ...(holes[k] ?? []),
          ])
      const show = () => {
        draw.clear()
        const features = latest.current.shape.flatMap(([exterior]) =>
          exterior && exterior.length >= 4 ? [featureOf(exterior)] : [],
        )
        holes = latest.current.shape.map((part) => part.slice(1))
        const [added] = draw.addFeatures(features as Parameters<TerraDraw['addFeatures']>[0])
        if (!added) return draw.setMode('polygon')
        draw.setMode('select')
        if (added.valid && added.id !== undefined) draw.selectFeature(added.id)
      }
      draw.on('change', () => {
        if (draw.getModeState() === 'drawing' || draw.getMode() === 'select') latest.current.onSketch(parts())
      })
      draw.on('finish', (id, { action }) => {
        latest.current.onChange(parts())
        if (action !== 'draw') return
        draw.setMode('select')
        draw.selectFeature(id)
      })
      drawing.current = { draw, show }
      show()
    })
    return () => {
      isOver = true
      // a map that was removed has taken the drawing along
      if (map.style !== undefined) drawing.current?.draw.stop()
      drawing.current = undefined
    }
  }, [map, theme])

  const shown = useRef(revision)
  useEffect(() => {
    if (shown.current === revision) return
    shown.current = revision
    drawing.current?.show()
  }, [revision])
  return null
}

function featureOf(exterior: readonly Position[]): Feature<Polygon> {
  const round = (value: number) => Number(value.toFixed(DIGITS))
  return {
    type: 'Feature',
    properties: { mode: 'polygon' },
    geometry: { type: 'Polygon', coordinates: [exterior.map(([lng, lat]) => [round(lng), round(lat)])] },
  }
}
