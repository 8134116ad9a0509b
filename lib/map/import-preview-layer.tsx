'use client'

/**
 * Places of a file that is about to be imported, above the streets they should lie on.
 *
 * Shape   the map moves to them when they come up and whenever they lie elsewhere altogether; a change of datum only
 *         moves the places, so that one sees them jump onto their streets or off them.
 */
import type { FeatureCollection } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { boxOf } from '@/lib/domain/geo/box-of'
import type { BBox } from '@/lib/domain/geo/position'
import { useMap } from './map-context'
import { useLayers } from './use-layers'

const COLOR = '#d6336c'
const AREAS: readonly LayerSpecification[] = [
  {
    id: 'import-areas',
    type: 'fill',
    source: 'import-areas',
    paint: { 'fill-color': COLOR, 'fill-opacity': 0.18 },
  },
  {
    id: 'import-outlines',
    type: 'line',
    source: 'import-areas',
    paint: { 'line-color': COLOR, 'line-width': 1.8 },
  },
]
const POINTS: readonly LayerSpecification[] = [
  {
    id: 'import-points',
    type: 'circle',
    source: 'import-points',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.5, 16, 6],
      'circle-color': COLOR,
      'circle-stroke-color': '#fff',
      'circle-stroke-width': 1.2,
    },
  },
]
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
const ZOOM_MAX = 16

export function ImportPreviewLayer({ places }: { places: FeatureCollection }) {
  const map = useMap()
  const shown = useRef<BBox>(undefined)
  const arePoints = places.features[0]?.geometry.type === 'Point'
  useLayers('import-areas', AREAS, arePoints ? NOTHING : places, 'areas')
  useLayers('import-points', POINTS, arePoints ? places : NOTHING, 'top')

  useEffect(() => {
    const box = boundsOf(places)
    if (!box || (shown.current && isNear(shown.current, box))) return
    shown.current = box
    map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 40, maxZoom: ZOOM_MAX, duration: 150 })
  }, [map, places])
  return null
}

function boundsOf({ features }: FeatureCollection): BBox | undefined {
  const boxes = features.map(({ geometry }): BBox => {
    if (geometry.type === 'Point') {
      const [lng = 0, lat = 0] = geometry.coordinates
      return [lng, lat, lng, lat]
    }
    return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? boxOf(geometry) : [0, 0, 0, 0]
  })
  if (boxes.length === 0) return undefined
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ]
}

/** Another datum moves things by some hundred metres. */
const NEAR_DEG = 0.02

function isNear(a: BBox, b: BBox): boolean {
  return a.every((edge, k) => Math.abs(edge - b[k]!) < NEAR_DEG)
}
