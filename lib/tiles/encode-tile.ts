/**
 * Bytes of a vector tile: Mapbox vector tile 2, extent 4096, gzip.
 *
 * Shape   points, lines and rings in tile units, (0, 0) the north-west corner; an empty tile is undefined.
 */
import { gzipSync } from 'node:zlib'
import { fromGeojsonVt } from '@maplibre/vt-pbf'

export const EXTENT = 4096

export type TileFeature = {
  readonly id?: number
  readonly type: 1 | 2 | 3
  /** Of a point: positions. Of a line or an area: one array of positions a part. */
  readonly geometry: readonly (readonly [number, number])[] | readonly (readonly (readonly number[])[])[]
  readonly tags: Readonly<Record<string, string | number | boolean>>
}

export function encodeTile(layers: Readonly<Record<string, readonly TileFeature[]>>): Uint8Array | undefined {
  const filled = Object.entries(layers).filter(([, features]) => features.length > 0)
  if (filled.length === 0) return undefined
  const tile = Object.fromEntries(filled.map(([name, features]) => [name, { features }]))
  return gzipSync(fromGeojsonVt(tile as unknown as VtLayers, { version: 2, extent: EXTENT }))
}

/** What is answered in place of a tile, packed as tiles are. */
export function packText(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(text))
}

type VtLayers = Parameters<typeof fromGeojsonVt>[0]
