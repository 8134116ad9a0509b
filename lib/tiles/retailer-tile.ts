/**
 * Retailers as a vector tile: single shops where there is room for them, groups of them where there is not.
 *
 * Shape   layer `retailers` of points. A shop: id, code, name, format, tier, due, type, territory. A group: cluster,
 *         count, overdue, at the mean position of its shops. Counts of neighbouring tiles never overlap, since a
 *         cell of the grid belongs to one tile.
 */
import {
  countRetailersByCell,
  type DueTerms,
  listRetailersInTile,
  type RetailerFilter,
} from '@/lib/db/tile-repository'
import { type Tile, toWorld } from '@/lib/domain/geo/mercator'
import type { Position } from '@/lib/domain/geo/position'
import { EXTENT, encodeTile, type TileFeature } from './encode-tile'

/** From this zoom on shops stand alone … */
const SINGLE_FROM_Z = 11
/** … unless a tile holds more than anyone could tell apart. */
const SINGLE_MAX = 4000
/** Cells of 64 pixels far out, of 8 where the crowd is only in places. */
const CELLS_DEPTH = 3
const CROWD_DEPTH = 6

export async function makeRetailerTile(
  tile: Tile,
  filter: RetailerFilter,
  terms: DueTerms,
): Promise<Uint8Array | undefined> {
  if (tile.z < SINGLE_FROM_Z)
    return encodeTile({ retailers: await clusters(tile, CELLS_DEPTH, filter, terms) })
  const shops = await listRetailersInTile(tile, filter, terms, SINGLE_MAX + 1)
  if (shops.length > SINGLE_MAX) {
    return encodeTile({ retailers: await clusters(tile, CROWD_DEPTH, filter, terms) })
  }
  const features = shops.map(
    ({ id, code, name, format, tier, due, typeCode, territoryId, lng, lat }): TileFeature => ({
      id,
      type: 1,
      geometry: [pointIn(tile, [lng, lat])],
      tags: {
        id,
        code,
        name,
        format,
        tier: tier ?? 0,
        due,
        type: typeCode ?? 'none',
        territory: territoryId ?? 0,
      },
    }),
  )
  return encodeTile({ retailers: features })
}

async function clusters(
  tile: Tile,
  depth: number,
  filter: RetailerFilter,
  terms: DueTerms,
): Promise<TileFeature[]> {
  const cells = await countRetailersByCell(tile, depth, filter, terms)
  return cells.map(({ lng, lat, count, overdue }) => ({
    type: 1,
    geometry: [pointIn(tile, [lng, lat])],
    tags: { cluster: true, count, overdue },
  }))
}

function pointIn({ z, x, y }: Tile, position: Position): [number, number] {
  const [worldX, worldY] = toWorld(position)
  return [Math.round((worldX * 2 ** z - x) * EXTENT), Math.round((worldY * 2 ** z - y) * EXTENT)]
}
