'use client'

/**
 * A map: the street map, its controls and its attribution, and whatever layers are put inside.
 *
 * Shape   children are rendered once the style is there, so that they may add layers (use-layers.ts). The container
 *         says `data-idle="true"` while nothing moves or loads.
 */
import { useComputedColorScheme } from '@mantine/core'
import {
  type LngLatBoundsLike,
  MapLibreMap,
  NavigationControl,
  type PaddingOptions,
  ScaleControl,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { BBox } from '@/lib/domain/geo/position'
import { type BasemapSource, basemapLayers, basemapStyle, type MapTheme } from './basemap-style'
import { MapContext } from './map-context'
import classes from './map-view.module.css'
import { tileAddress } from './tile-address'
import { TileFailure } from './tile-failure'

setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).href)

export type Camera = { readonly lng: number; readonly lat: number; readonly zoom: number }

export type MapViewProps = {
  /** What this map shows, for those who cannot see it. */
  label: string
  basemap: { readonly bounds: BBox; readonly version: string }
  attribution: string
  /** Where to look at first: a box, or a camera. Later changes are made through `useMap()`. */
  initial: BBox | Camera
  /** Room that panels above the map take, when the box is fitted. */
  padding?: number | PaddingOptions
  /** Called after each movement. */
  onMove?: (camera: Camera, bounds: BBox) => void
  children?: ReactNode
}

const ZOOM_MIN = 7
const ZOOM_MAX = 19

export function MapView(props: MapViewProps) {
  const { label, basemap, attribution, onMove, children } = props
  const t = useTranslations('map')
  const theme: MapTheme = useComputedColorScheme('light')
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibreMap>()
  const [failed, setFailed] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once; what follows it has its own effects
  useEffect(() => {
    const element = container.current
    if (!element) return
    let made: MapLibreMap
    try {
      made = new MapLibreMap({
        container: element,
        style: basemapStyle(sourceOf(basemap), theme),
        attributionControl: false,
        minZoom: ZOOM_MIN,
        maxZoom: ZOOM_MAX,
        pitchWithRotate: false,
        dragRotate: false,
        fadeDuration: 150,
        locale: {
          'Map.Title': label,
          'NavigationControl.ZoomIn': t('controls.zoom-in'),
          'NavigationControl.ZoomOut': t('controls.zoom-out'),
        },
        ...startOf(props),
      })
    } catch {
      setFailed(true) // no WebGL
      return
    }
    made.touchZoomRotate.disableRotation()
    made.keyboard.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'bottom-right')
    made.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left')
    const busy = () => element.setAttribute('data-idle', 'false')
    made.on('movestart', busy)
    made.on('dataloading', busy)
    made.on('idle', () => element.setAttribute('data-idle', 'true'))
    made.once('style.load', () => setMap(made))
    return () => {
      setMap(undefined)
      made.remove()
    }
  }, [])

  useEffect(() => {
    if (map) repaint(map, theme)
  }, [map, theme])

  const shownVersion = useRef(basemap.version)
  useEffect(() => {
    if (!map || shownVersion.current === basemap.version) return
    shownVersion.current = basemap.version
    map.getSource<VectorTileSource>('basemap')?.setTiles([tileAddress('basemap', { v: basemap.version })])
  }, [map, basemap.version])

  const told = useRef(onMove)
  useEffect(() => {
    told.current = onMove
  })
  useEffect(() => {
    if (!map) return
    const tell = () => told.current?.(cameraOf(map), boundsOf(map))
    tell()
    map.on('moveend', tell)
    return () => {
      map.off('moveend', tell)
    }
  }, [map])

  return (
    <div className={classes.frame}>
      <div ref={container} className={classes.map} data-testid="map" data-idle="false" />
      {failed && (
        <p className={classes.failed} role="alert">
          {t('no-graphics')}
        </p>
      )}
      <p className={classes.attribution}>
        {attribution.includes('OpenStreetMap') ? (
          <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">
            {attribution}
          </a>
        ) : (
          attribution
        )}
      </p>
      {map && (
        <MapContext value={{ map, theme }}>
          {children}
          <TileFailure />
        </MapContext>
      )}
    </div>
  )
}

export function boundsOf(map: MapLibreMap): BBox {
  const bounds = map.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
}

function cameraOf(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter()
  return { lng, lat, zoom: map.getZoom() }
}

function sourceOf({ bounds, version }: MapViewProps['basemap']): BasemapSource {
  return { bounds, tiles: tileAddress('basemap', { v: version }) }
}

function startOf({ initial, padding }: MapViewProps) {
  if ('zoom' in initial) return { center: [initial.lng, initial.lat] as [number, number], zoom: initial.zoom }
  const bounds: LngLatBoundsLike = [...initial]
  return { bounds, fitBoundsOptions: { padding: padding ?? 24 } }
}

function repaint(map: MapLibreMap, theme: MapTheme) {
  for (const layer of basemapLayers(theme)) {
    for (const [property, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, property as Parameters<MapLibreMap['setPaintProperty']>[1], value)
    }
  }
}
