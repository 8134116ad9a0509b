/**
 * What map tiles are made of: retailers by ranges of their quadbin, basemap tiles as they were cut.
 *
 * Shape   the filters are those of the map's legend; an absent filter lets everything through.
 */

import { type Tile, tilesOver } from '@/lib/domain/geo/mercator'
import type { BBox } from '@/lib/domain/geo/position'
import { quadbinRange } from '@/lib/domain/geo/quadbin'
import type { DueState } from '@/lib/domain/routing/service/due'
import { db, pool } from './client'
import { type DueTerms, dueStateSql, intervalSql } from './due-state-sql'
import { idsOf } from './reach'

export type TileRetailer = {
  id: number
  code: string
  name: string
  format: string
  tier: number | null
  due: DueState
  typeCode: string | null
  territoryId: number | null
  lng: number
  lat: number
}

export type TileCluster = { lng: number; lat: number; count: number; overdue: number }

export type RetailerFilter = {
  readonly territoryIds: readonly number[] | 'all'
  /** Built-in or custom type codes; `none` is outside every trade area. */
  readonly types?: readonly string[] | undefined
  readonly formats?: readonly string[] | undefined
  readonly due?: readonly string[] | undefined
  readonly tiers?: readonly (readonly [from: number, to: number])[] | undefined
}

export type { DueTerms }

/** At most `limit` of the tile's retailers, in a stable order. */
export async function listRetailersInTile(
  tile: Tile,
  filter: RetailerFilter,
  terms: DueTerms,
  limit: number,
): Promise<TileRetailer[]> {
  const { from, values } = selection([tile], filter, terms)
  const { rows } = await pool().query<TileRetailer>({
    text: `select id, code, name, format, tier, due, "typeCode", "territoryId", lng, lat ${from} order by quadbin, id limit ${limit}`,
    values,
  })
  return rows
}

/** The tile's retailers counted by cell: the tile divided into 2^depth × 2^depth. */
export async function countRetailersByCell(
  tile: Tile,
  depth: number,
  filter: RetailerFilter,
  terms: DueTerms,
): Promise<TileCluster[]> {
  const { from, values } = selection([tile], filter, terms)
  const { rows } = await pool().query<TileCluster>({
    text: `select avg(lng) as lng, avg(lat) as lat, count(*)::int as count,
        (count(*) filter (where due = 'overdue'))::int as overdue
      ${from} group by quadbin >> ${52 - 2 * (tile.z + depth)} order by quadbin >> ${52 - 2 * (tile.z + depth)}`,
    values,
  })
  return rows
}

export type RetailerRow = Omit<TileRetailer, 'territoryId'> & {
  serviceClass: string
  lastVisit: string | null
  territory: string | null
}

export const RETAILER_ORDERS = ['due', 'name', 'code', 'format', 'tier', 'lastVisit'] as const
export type RetailerOrder = { readonly by: (typeof RETAILER_ORDERS)[number]; readonly isDescending: boolean }

/** Ascending; of `due` the most pressing first, and of the same state whoever waits longest. */
const ORDERS: Readonly<Record<RetailerOrder['by'], readonly string[]>> = {
  due: ["array_position(array['overdue', 'due', 'not-due', 'none'], due)", '"lastVisitOn"'],
  name: ['name collate "zh-x-icu"'],
  code: ['code'],
  format: ['format'],
  tier: ['tier'],
  lastVisit: ['"lastVisitOn"'],
}

/** The first `limit` retailers of a box in that order, and how many there are in all. */
export async function listRetailersInBox(
  bbox: BBox,
  filter: RetailerFilter,
  terms: DueTerms,
  { by, isDescending }: RetailerOrder,
  limit: number,
): Promise<{ rows: RetailerRow[]; total: number }> {
  const { from, values } = selection(tilesOver(bbox), filter, terms)
  const [west, south, east, north] = bbox.map((edge) => values.push(edge))
  const box = `lng between $${west} and $${east} and lat between $${south} and $${north}`
  const order = ORDERS[by].map((term) => `${term} ${isDescending ? 'desc nulls last' : 'asc nulls first'}`)
  const { rows } = await pool().query<RetailerRow & { total: number }>({
    text: `select id, code, name, format, tier, due, "typeCode", lng, lat, "serviceClass",
        to_char("lastVisitOn", 'YYYY-MM-DD') as "lastVisit",
        (select name from "Territory" where id = "territoryId") as territory, (count(*) over ())::int as total
      ${from} and ${box}
      order by ${order}, id limit ${limit}`,
    values,
  })
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/**
 * The box that holds all but the outermost open retailers of a reach, one in fifty on each side, so that a handful far
 * out does not make the rest small; undefined where there are none.
 */
export async function findRetailerExtent(
  territoryIds: RetailerFilter['territoryIds'],
): Promise<BBox | undefined> {
  const edges = ['lng', 'lat'].map(
    (axis) => `percentile_cont(array[0.02, 0.98]) within group (order by ${axis}) as ${axis}`,
  )
  const { rows } = await pool().query<{ lng: [number, number] | null; lat: [number, number] | null }>(
    `select ${edges} from "Retailer"
     where "closedAt" is null and ($1::int[] is null or "territoryId" = any($1))`,
    [idsOf(territoryIds)],
  )
  const { lng, lat } = rows[0] ?? {}
  return lng && lat ? [lng[0], lat[0], lng[1], lat[1]] : undefined
}

export type RetailerTallyRow = { typeCode: string | null; due: DueState; tier: number | null; count: number }

/** How many retailers there are of each colour of the legend. */
export async function tallyRetailersForLegend(
  territoryIds: RetailerFilter['territoryIds'],
  terms: DueTerms,
): Promise<RetailerTallyRow[]> {
  const { from, values } = selection([], { territoryIds }, terms)
  const { rows } = await pool().query<RetailerTallyRow>({
    text: `select "typeCode", due, tier, count(*)::int as count ${from} group by 1, 2, 3`,
    values,
  })
  return rows
}

export async function readBasemapTile({ z, x, y }: Tile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await db.basemapTile.findUnique({ where: { z_x_y: { z, x, y } }, select: { data: true } })
  return row?.data
}

/** Within any of the tiles; without a tile, everywhere. */
function selection(tiles: readonly Tile[], filter: RetailerFilter, terms: DueTerms) {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const ranges = tiles.map((tile) => {
    const { from, to } = quadbinRange(tile)
    return `retailer.quadbin between ${bind(from.toString())}::int8 and ${bind(to.toString())}::int8`
  })
  const conditions = ['true']
  if (filter.territoryIds !== 'all')
    conditions.push(`"territoryId" = any(${bind(filter.territoryIds)}::int[])`)
  if (filter.types) conditions.push(`coalesce("typeCode", 'none') = any(${bind(filter.types)})`)
  if (filter.formats) conditions.push(`format = any(${bind(filter.formats)})`)
  if (filter.due) conditions.push(`due = any(${bind(filter.due)})`)
  if (filter.tiers) {
    const bands = filter.tiers.map(
      ([low, high]) => `coalesce(tier, 0) between ${bind(low)} and ${bind(high)}`,
    )
    conditions.push(bands.length > 0 ? `(${bands.join(' or ')})` : 'false')
  }
  return {
    from: `from (
      select retailer.*, area."typeCode", ${dueStateSql('days."interval"', terms, bind)} as due
      from "Retailer" retailer
      left join "TradeArea" area on area.id = retailer."tradeAreaId"
      cross join lateral (select ${intervalSql(terms, bind)} as "interval") days
      where ${ranges.length > 0 ? `(${ranges.join(' or ')}) and` : ''} retailer."closedAt" is null
    ) retailer where ${conditions.join(' and ')}`,
    values,
  }
}
