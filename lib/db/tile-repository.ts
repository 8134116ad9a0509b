/**
 * What map tiles are made of: retailers by ranges of their quadbin, basemap tiles as they were cut.
 *
 * Shape   the filters are those of the map's legend; an absent filter lets everything through.
 */

import { type Tile, tilesOver } from '@/lib/domain/geo/mercator'
import type { BBox } from '@/lib/domain/geo/position'
import { quadbinRange } from '@/lib/domain/geo/quadbin'
import { DUE_FROM, type DueState } from '@/lib/domain/routing/service/due'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { db, pool } from './client'

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

export type DueTerms = { readonly today: string; readonly rules: readonly ServiceRule[] }

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

/** The retailers of a box, most pressing first, and how many there are in all. */
export async function listRetailersInBox(
  bbox: BBox,
  filter: RetailerFilter,
  terms: DueTerms,
  limit: number,
): Promise<{ rows: RetailerRow[]; total: number }> {
  const { from, values } = selection(tilesOver(bbox), filter, terms)
  const [west, south, east, north] = bbox.map((edge) => values.push(edge))
  const box = `lng between $${west} and $${east} and lat between $${south} and $${north}`
  const { rows } = await pool().query<RetailerRow & { total: number }>({
    text: `select id, code, name, format, tier, due, "typeCode", lng, lat, "serviceClass",
        to_char("lastVisitOn", 'YYYY-MM-DD') as "lastVisit",
        (select name from "Territory" where id = "territoryId") as territory, (count(*) over ())::int as total
      ${from} and ${box}
      order by array_position(array['overdue', 'due', 'not-due', 'none'], due), "lastVisitOn" nulls first, id
      limit ${limit}`,
    values,
  })
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
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
function selection(tiles: readonly Tile[], filter: RetailerFilter, { today, rules }: DueTerms) {
  const values: unknown[] = [today, DUE_FROM]
  const bind = (value: unknown) => `$${values.push(value)}`
  const ranges = tiles.map((tile) => {
    const { from, to } = quadbinRange(tile)
    return `retailer.quadbin between ${bind(from.toString())}::int8 and ${bind(to.toString())}::int8`
  })
  const cases = rules.map((rule) => `when ${bind(rule.serviceClass)} then ${bind(rule.intervalDays)}::float8`)
  const byClass = cases.length > 0 ? `case retailer."serviceClass" ${cases.join(' ')} end` : 'null::float8'
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
      select retailer.*, area."typeCode", case
          when days."interval" is null then 'none'
          when retailer."lastVisitOn" is null then 'due'
          when $1::date - retailer."lastVisitOn" > days."interval" then 'overdue'
          when $1::date - retailer."lastVisitOn" >= $2::float8 * days."interval" then 'due'
          else 'not-due' end as due
      from "Retailer" retailer
      left join "TradeArea" area on area.id = retailer."tradeAreaId"
      cross join lateral (
        select case when ${byClass} is null then null else coalesce(7.0 / nullif("visitsPerWeek", 0), ${byClass}) end as "interval"
      ) days
      where ${ranges.length > 0 ? `(${ranges.join(' or ')}) and` : ''} retailer."closedAt" is null
    ) retailer where ${conditions.join(' and ')}`,
    values,
  }
}
