/**
 * Trade areas as a vector tile, from an index that is made once for a version of them and a reach.
 *
 * Shape   layer `trade-areas` of polygons with id, code, name and type; layer `trade-area-labels` of one point inside
 *         each, with the same.
 */

import type { MultiPolygon, Point, Polygon } from 'geojson'
import geojsonvt from 'geojson-vt'
import { interiorPoint } from '@/lib/domain/city/polygon'
import type { Tile } from '@/lib/domain/geo/mercator'
import { EXTENT, encodeTile, type TileFeature } from './encode-tile'

export type TileTradeArea = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly geometry: Polygon | MultiPolygon
}

type Cut = ReturnType<typeof geojsonvt>
export type TradeAreaIndex = { readonly areas: Cut; readonly labels: Cut }

const OPTIONS = { maxZoom: 16, extent: EXTENT, buffer: 128, tolerance: 3 }

export function indexTradeAreas(areas: readonly TileTradeArea[]): TradeAreaIndex {
  const cut = (geometryOf: (area: TileTradeArea) => Point | Polygon | MultiPolygon) =>
    geojsonvt(
      {
        type: 'FeatureCollection',
        features: areas.map((area) => ({
          type: 'Feature' as const,
          id: area.id,
          properties: { id: area.id, code: area.code, name: area.name, type: area.typeCode ?? 'none' },
          geometry: geometryOf(area),
        })),
      },
      OPTIONS,
    )
  return {
    areas: cut(({ geometry }) => geometry),
    labels: cut(({ geometry }) => ({ type: 'Point', coordinates: [...interiorPoint(geometry)] })),
  }
}

export function makeTradeAreaTile(index: TradeAreaIndex, { z, x, y }: Tile): Uint8Array | undefined {
  const layer = (cut: Cut) => (cut.getTile(z, x, y)?.features ?? []) as unknown as TileFeature[]
  return encodeTile({ 'trade-areas': layer(index.areas), 'trade-area-labels': layer(index.labels) })
}
