'use client'

import type { FeatureCollection } from 'geojson'
/**
 * The one place that adds, updates and removes sources and layers of a screen.
 *
 * Shape   `data` is GeoJSON, or the address of vector tiles. Layers go into a slot of the street map (basemap-style.ts)
 *         and, within it, above what was there before. Ids belong to whoever mounts them; a change of `layers` is
 *         applied property by property, so that nothing flickers.
 */
import type {
  FilterSpecification,
  GeoJSONSource,
  LayerSpecification,
  MapLibreMap,
  SourceSpecification,
  VectorTileSource,
} from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { type Slot, slotId } from './basemap-style'
import { useMap } from './map-context'

export type VectorTiles = {
  readonly tiles: string
  readonly minzoom?: number
  readonly maxzoom: number
  readonly bounds?: readonly [number, number, number, number]
}

type LayerData = FeatureCollection | VectorTiles

export function useLayers(
  source: string,
  layers: readonly LayerSpecification[],
  data: LayerData,
  slot: Slot = 'points',
): void {
  const map = useMap()
  const latest = useRef({ layers, data })
  const applied = useRef<{ layers: readonly LayerSpecification[]; data: LayerData }>(undefined)

  useEffect(() => {
    latest.current = { layers, data }
  })

  useEffect(() => {
    const first = latest.current
    map.addSource(source, sourceOf(first.data))
    for (const layer of first.layers) map.addLayer(layer, slotId(slot))
    applied.current = first
    return () => {
      if (!isAlive(map)) return
      for (const layer of applied.current?.layers ?? []) if (map.getLayer(layer.id)) map.removeLayer(layer.id)
      map.removeSource(source)
    }
  }, [map, source, slot])

  useEffect(() => {
    const before = applied.current
    if (!before) return
    if (before.data !== data) updateData(map, source, before.data, data)
    if (before.layers !== layers) updateLayers(map, before.layers, layers, slot)
    applied.current = { layers, data }
  }, [map, source, slot, layers, data])
}

function sourceOf(data: LayerData): SourceSpecification {
  if ('type' in data) return { type: 'geojson', data, promoteId: 'id' }
  const { tiles, bounds, ...zooms } = data
  return { type: 'vector', tiles: [tiles], promoteId: 'id', ...(bounds && { bounds: [...bounds] }), ...zooms }
}

function updateData(map: MapLibreMap, source: string, before: LayerData, after: LayerData) {
  if ('type' in after) map.getSource<GeoJSONSource>(source)?.setData(after)
  else if ('type' in before || before.tiles !== after.tiles) {
    map.getSource<VectorTileSource>(source)?.setTiles([after.tiles])
  }
}

function updateLayers(
  map: MapLibreMap,
  before: readonly LayerSpecification[],
  after: readonly LayerSpecification[],
  slot: Slot,
) {
  for (const old of before) if (!after.some(({ id }) => id === old.id)) map.removeLayer(old.id)
  for (const layer of after) {
    const old = before.find(({ id }) => id === layer.id)
    if (!old) map.addLayer(layer, slotId(slot))
    else changeLayer(map, old, layer)
  }
}

type Values = Readonly<Record<string, unknown>>
type PaintName = Parameters<MapLibreMap['setPaintProperty']>[1]
type PaintValue = Parameters<MapLibreMap['setPaintProperty']>[2]
type LayoutName = Parameters<MapLibreMap['setLayoutProperty']>[1]
type LayoutValue = Parameters<MapLibreMap['setLayoutProperty']>[2]

function changeLayer(map: MapLibreMap, old: LayerSpecification, layer: LayerSpecification) {
  const filters = [old, layer].map((one) => ('filter' in one ? one.filter : undefined))
  if (!same(filters[0], filters[1])) map.setFilter(layer.id, filters[1] as FilterSpecification | undefined)
  for (const [name, value] of changed(old.paint, layer.paint)) {
    map.setPaintProperty(layer.id, name as PaintName, value as PaintValue)
  }
  for (const [name, value] of changed(old.layout, layer.layout)) {
    map.setLayoutProperty(layer.id, name as LayoutName, value as LayoutValue)
  }
}

function changed(before: object | undefined, after: object | undefined): [string, unknown][] {
  const [old, next] = [(before ?? {}) as Values, (after ?? {}) as Values]
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((name) => !same(old[name], next[name]))
    .map((name) => [name, next[name]])
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** A map that was removed has no style any more. */
function isAlive(map: MapLibreMap): boolean {
  return map.style !== undefined && map.getCanvas().isConnected
}
