/**
 * One vector tile for the person who asks: retailers of the own reach only, trade areas where those retailers are,
 * and the basemap. `version` names everything the tile was made of, so it is both ETag and cache key.
 */
import { z } from 'zod'
import { readDataVersions } from '@/lib/db/data-version-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { type DueTerms, type RetailerFilter, readBasemapTile } from '@/lib/db/tile-repository'
import { listTradeAreaShapes } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { Tile } from '@/lib/domain/geo/mercator'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { Recent } from '@/lib/tiles/recent'
import { makeRetailerTile } from '@/lib/tiles/retailer-tile'
import { indexTradeAreas, makeTradeAreaTile, type TradeAreaIndex } from '@/lib/tiles/trade-area-tile'
import { organizationToday } from './organization-today'

export const TILE_SETS = ['retailers', 'trade-areas', 'basemap'] as const
export type TileSet = (typeof TILE_SETS)[number]

const Z_MAX = 22

const TileAddress = z
  .object({
    z: z.coerce.number().int().min(0).max(Z_MAX),
    x: z.coerce.number().int(),
    y: z.coerce.number().int(),
  })
  .refine(({ z, x, y }) => x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z)

const list = z
  .string()
  .max(400)
  .transform((text) => text.split(',').filter(Boolean))
const bands = list.pipe(
  z.array(
    z
      .string()
      .regex(/^\d{1,2}-\d{1,2}$/)
      .transform((band) => band.split('-').map(Number) as [number, number]),
  ),
)

/** What the legend lets through; each list is comma-separated. */
const TileFilter = z.object({
  territory: z.coerce.number().int().optional(),
  types: list.optional(),
  formats: list.optional(),
  due: list.optional(),
  tiers: bands.optional(),
})

export type ServeTile = {
  readonly set: TileSet
  readonly address: { readonly z: string; readonly x: string; readonly y: string }
  readonly filter: Readonly<Record<string, string>>
  /** The ETag that the caller already holds, if any. */
  readonly held?: string | undefined
}

export type ServedTile = { readonly version: string; readonly data: Uint8Array | undefined | 'unchanged' }
export type ServeTileFailure = { code: 'forbidden' } | { code: 'bad-tile' } | { code: 'bad-filter' }

export async function serveTile(
  actor: Actor,
  asked: ServeTile,
): Promise<Result<ServedTile, ServeTileFailure>> {
  if (!can(actor, 'view-map')) return fail({ code: 'forbidden' })
  const address = TileAddress.safeParse(asked.address)
  if (!address.success) return fail({ code: 'bad-tile' })
  const filter = TileFilter.safeParse(asked.filter)
  if (!filter.success) return fail({ code: 'bad-filter' })

  const sources = await readTileSources()
  const version = tileVersions(actor, sources)[asked.set]
  if (asked.held === version) return ok({ version, data: 'unchanged' })
  const shown = { ...filter.data, territoryIds: reachOf(actor, filter.data.territory) }
  const { z, x, y } = address.data
  const key = `${asked.set} ${version} ${z}/${x}/${y} ${asked.set === 'retailers' ? JSON.stringify(shown) : ''}`
  const recent = tiles.find(key)
  if (recent) return ok({ version, data: recent.value })

  const data = await make(asked.set, address.data, actor, shown, sources, version)
  tiles.keep(key, data, 200 + (data?.length ?? 0))
  return ok({ version, data })
}

/** What the addresses of the map's tiles carry, so that a browser may keep them until something changes. */
export async function listTileVersions(actor: Actor): Promise<Record<TileSet, string>> {
  return tileVersions(actor, await readTileSources())
}

const CACHE_BYTES = 64 * 1024 * 1024
const tiles = new Recent<Uint8Array | undefined>(CACHE_BYTES)
const indexes = new Recent<TradeAreaIndex>(8)

type Sources = DueTerms & {
  readonly retailers: number
  readonly tradeAreas: number
  readonly basemap: number
  readonly rulesVersion: number
}

async function readTileSources(): Promise<Sources> {
  const [[retailers = 0, tradeAreas = 0, basemap = 0], rules, today] = await Promise.all([
    readDataVersions(['retailers', 'trade-areas', 'basemap']),
    getParameters<readonly ServiceRule[]>('service-rules'),
    organizationToday(),
  ])
  return { retailers, tradeAreas, basemap, rules: rules.values, rulesVersion: rules.version, today }
}

function tileVersions(actor: Actor, sources: Sources): Record<TileSet, string> {
  const { retailers, tradeAreas, basemap, rulesVersion, today } = sources
  const reach = actor.territoryIds === 'all' ? 'all' : actor.territoryIds.join('-')
  return {
    retailers: `r${retailers}.a${tradeAreas}.s${rulesVersion}.${today}.${reach}`,
    'trade-areas':
      actor.territoryIds === 'all' ? `a${tradeAreas}.all` : `a${tradeAreas}.r${retailers}.${reach}`,
    basemap: `b${basemap}`,
  }
}

function reachOf(actor: Actor, territory: number | undefined): readonly number[] | 'all' {
  if (territory === undefined) return actor.territoryIds
  return can(actor, 'view-map', territory) ? [territory] : []
}

async function make(
  set: TileSet,
  tile: Tile,
  actor: Actor,
  filter: RetailerFilter,
  terms: DueTerms,
  version: string,
): Promise<Uint8Array | undefined> {
  if (set === 'basemap') return readBasemapTile(tile)
  if (set === 'retailers') return makeRetailerTile(tile, filter, terms)
  let index = indexes.find(version)?.value
  if (!index) {
    index = indexTradeAreas(await listTradeAreaShapes(actor.territoryIds))
    indexes.keep(version, index, 1)
  }
  return makeTradeAreaTile(index, tile)
}
