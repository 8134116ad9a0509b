/**
 * What a place means for a retailer: where it is, whose territory (片区) its neighbours are in, which trade area (商圈)
 * holds it, and what has to be confirmed before it is stored.
 *
 * Shape   the trade area is always the one that holds the place; the territory is proposed, and may be chosen.
 */
import { listTerritoryPlaces } from '@/lib/db/import-repository'
import { findOrganization } from '@/lib/db/organization-repository'
import { type AreaShape, listAreasAround } from '@/lib/db/retailer-repository'
import { findTerritory } from '@/lib/db/territory-repository'
import { readBasemapTile } from '@/lib/db/tile-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { tileAt } from '@/lib/domain/geo/mercator'
import type { Position } from '@/lib/domain/geo/position'
import type { CheckTerms, PlaceAsk as RecordAsk } from '@/lib/domain/retailer/check-record'
import { territoryFinder } from '@/lib/domain/territory/nearest-territory'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'
import { toWgs84 } from '@/lib/files/datum'
import { isWaterInTile } from '@/lib/tiles/water-in-tile'

export const PLACE_ASKS = ['swapped', 'outside-region', 'water', 'foreign-surroundings'] as const
export type PlaceAsk = (typeof PLACE_ASKS)[number]

export type SettledPlace = {
  readonly tradeArea: Omit<AreaShape, 'geometry'> | null
  /** The territory of the nearest retailer; null where none is near. */
  readonly near: { readonly id: number; readonly name: string; readonly isOwn: boolean } | null
  readonly asks: readonly PlaceAsk[]
}

/** The rules by which a typed position is read. */
export async function placeTerms(datum: CheckTerms['datum']): Promise<CheckTerms> {
  return { datum, toWgs84, region: (await findOrganization())?.bbox }
}

export async function settlePlace(
  actor: Actor,
  position: Position,
  asked: readonly RecordAsk[],
): Promise<SettledPlace> {
  const [tradeArea, nearId, isWater] = await Promise.all([
    findTradeAreaAt(position),
    listTerritoryPlaces().then((places) => territoryFinder(places)(position)),
    isInWater(position),
  ])
  const territory = nearId === null ? undefined : await findTerritory(nearId)
  const near = territory && {
    id: territory.id,
    name: territory.name,
    isOwn: can(actor, 'edit-retailers', territory.id),
  }
  return {
    tradeArea,
    near: near ?? null,
    asks: [
      ...asked,
      ...(isWater ? (['water'] as const) : []),
      ...(near && !near.isOwn ? (['foreign-surroundings'] as const) : []),
    ],
  }
}

/** The smallest trade area that holds a position. */
export async function findTradeAreaAt(position: Position): Promise<SettledPlace['tradeArea']> {
  const areas = await listAreasAround(position)
  const [found] = assignRetailers(
    [position],
    areas.map(({ geometry }) => geometry),
  )
  const area = typeof found === 'number' ? areas[found] : undefined
  return area ? { id: area.id, name: area.name, typeCode: area.typeCode } : null
}

/** The zoom up to which the street map is cut. */
const FINEST_ZOOM = 14

async function isInWater(position: Position): Promise<boolean> {
  const tile = tileAt(position, FINEST_ZOOM)
  const bytes = await readBasemapTile(tile)
  return bytes !== undefined && isWaterInTile(bytes, tile, position)
}

/** Those that the person has not said yes to. */
export function openAsks(asks: readonly PlaceAsk[], confirmed: readonly PlaceAsk[]): PlaceAsk[] {
  return asks.filter((ask) => !confirmed.includes(ask))
}
