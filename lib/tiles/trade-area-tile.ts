/**
 * Trade areas as a vector tile, from an index that is made once for a version of them and a reach.
 *
 * Shape   layer `trade-areas` of polygons with id, code, name and type.
 */

import type { MultiPolygon, Polygon } from 'geojson'
import geojsonvt from 'geojson-vt'
import type { Tile } from '@/lib/domain/geo/mercator'
import { EXTENT, encodeTile, type TileFeature } from './encode-tile'

export type TileTradeArea = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly geometry: Polygon | MultiPolygon
}

export type TradeAreaIndex = ReturnType<typeof geojsonvt>

const MAX_ZOOM = 16

export function indexTradeAreas(areas: readonly TileTradeArea[]): TradeAreaIndex {
  return geojsonvt(
    {
      type: 'FeatureCollection',
      features: areas.map(({ id, code, name, typeCode, geometry }) => ({
        type: 'Feature' as const,
        id,
        properties: { id, code, name, type: typeCode ?? 'none' },
        geometry,
      })),
    },
    { maxZoom: MAX_ZOOM, extent: EXTENT, buffer: 128, tolerance: 3 },
  )
}

export function makeTradeAreaTile(index: TradeAreaIndex, { z, x, y }: Tile): Uint8Array | undefined {
  const features = index.getTile(z, x, y)?.features ?? []
  return encodeTile({ 'trade-areas': features as unknown as TileFeature[] })
}
