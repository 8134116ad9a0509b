/**
 * Cuts the basemap's features into vector tiles, once, at import.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; zooms of 512-pixel tiles.
 * Shape   tiles that hold something, from the lowest zoom up; layers and their features in the order given.
 *         A feature appears from its `minZoom` on, with `kind` and, where it has one, `name`.
 */
import geojsonvt from 'geojson-vt'
import type { BasemapFeature } from '@/lib/domain/city/basemap'
import { type Tile, tileAt } from '@/lib/domain/geo/mercator'
import type { BBox } from '@/lib/domain/geo/position'
import { EXTENT, encodeTile, type TileFeature } from './encode-tile'

type CutTile = Tile & { readonly data: Uint8Array }

export function* cutBasemap(
  features: readonly BasemapFeature[],
  [west, south, east, north]: BBox,
  { minZoom, maxZoom }: { readonly minZoom: number; readonly maxZoom: number },
): Generator<CutTile> {
  const layers = [...new Set(features.map(({ layer }) => layer))]
  for (let z = minZoom; z <= maxZoom; z++) {
    const visible = features.filter((feature) => feature.minZoom <= z)
    const indexes = layers.map((layer) => [layer, indexOf(visible, layer, z)] as const)
    const first = tileAt([west, north], z)
    const last = tileAt([east, south], z)
    for (let x = first.x; x <= last.x; x++) {
      for (let y = first.y; y <= last.y; y++) {
        const data = encodeTile(Object.fromEntries(indexes.map(([layer, cut]) => [layer, cut(x, y)])))
        if (data) yield { z, x, y, data }
      }
    }
  }
}

/** One zoom at a time: what is too small for it is left out before it costs anything, and memory stays flat. */
function indexOf(visible: readonly BasemapFeature[], layer: string, z: number) {
  const index = geojsonvt(
    {
      type: 'FeatureCollection',
      features: visible
        .filter((feature) => feature.layer === layer)
        .map(({ kind, name, geometry }) => ({
          type: 'Feature' as const,
          properties: name === undefined ? { kind } : { kind, name },
          geometry,
        })),
    },
    { maxZoom: z, indexMaxZoom: z, indexMaxPoints: 0, extent: EXTENT, buffer: 64, tolerance: 4 },
  )
  return (x: number, y: number): readonly TileFeature[] =>
    (index.getTile(z, x, y)?.features ?? []) as unknown as TileFeature[]
}
