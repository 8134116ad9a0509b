/**
 * What lies around a retailer: other retailers with their rings, and demand. Found by ranges of quadbins, so that the
 * size of the city does not matter.
 */
import { tilesOver } from '@/lib/domain/geo/mercator'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { quadbinRange } from '@/lib/domain/geo/quadbin'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import type { Ring, RingRadiiM, RingSource } from '@/lib/domain/trade-area/rings'
import { db, pool } from './client'
import { isoDate } from './organization-repository'

export type RingsRecord = {
  readonly radiiM: RingRadiiM
  readonly source: RingSource
  readonly ringClass: string
  readonly version: number
}

export type MapRetailerRecord = {
  id: number
  code: string
  name: string
  address: string
  position: Position
  format: BusinessFormat
  marketType: string
  tier: number | null
  serviceClass: string
  visitsPerWeek: number | null
  lastVisit: string | null
  territory: { id: number; name: string; managerName: string | null } | null
  tradeArea: { id: number; name: string; typeCode: string | null } | null
  rings: RingsRecord | null
}

/** An open retailer with its rings, or undefined. */
export async function findMapRetailer(id: number): Promise<MapRetailerRecord | undefined> {
  const row = await db.retailer.findFirst({
    where: { id, closedAt: null },
    select: {
      id: true,
      code: true,
      name: true,
      address: true,
      lng: true,
      lat: true,
      format: true,
      marketType: true,
      tier: true,
      serviceClass: true,
      visitsPerWeek: true,
      lastVisitOn: true,
      territory: { select: { id: true, name: true, manager: { select: { name: true } } } },
      tradeArea: { select: { id: true, name: true, typeCode: true } },
      rings: { include: { parameterSet: { select: { version: true } } } },
    },
  })
  if (!row) return undefined
  const { lng, lat, lastVisitOn, territory, rings, ...rest } = row
  const first = rings[0]
  return {
    ...rest,
    format: rest.format as BusinessFormat,
    position: [lng, lat],
    lastVisit: lastVisitOn && isoDate(lastVisitOn),
    territory: territory && {
      id: territory.id,
      name: territory.name,
      managerName: territory.manager?.name ?? null,
    },
    rings: first
      ? {
          radiiM: Object.fromEntries(rings.map(({ ring, radiusM }) => [ring, radiusM])) as Record<
            Ring,
            number
          >,
          source: first.source as RingSource,
          ringClass: first.ringClass,
          version: first.parameterSet.version,
        }
      : null,
  }
}

export type Neighbour = {
  id: number
  name: string
  format: BusinessFormat
  territoryId: number | null
  lng: number
  lat: number
  /** Null while its rings are not drawn. */
  core: number | null
  secondary: number | null
  fringe: number | null
}

/** Open retailers in a box, in the order of their ids. */
export async function listNeighbours(bbox: BBox): Promise<Neighbour[]> {
  const { where, values } = inBox(bbox)
  const radius = (ring: Ring) => `max(ring."radiusM") filter (where ring.ring = '${ring}')::int as "${ring}"`
  const { rows } = await pool().query<Neighbour>({
    text: `select item.id, item.name, item.format, item."territoryId", item.lng, item.lat,
        ${radius('core')}, ${radius('secondary')}, ${radius('fringe')}
      from "Retailer" item left join "StoreRing" ring on ring."retailerId" = item.id
      where ${where} and item."closedAt" is null group by item.id order by item.id`,
    values,
  })
  return rows
}

/** The demand of a box: house numbers or population cells, each with its weight. */
export async function listDemand(bbox: BBox): Promise<{ position: Position; weight: number }[]> {
  const { where, values } = inBox(bbox)
  const { rows } = await pool().query<[number, number, number]>({
    text: `select item.lng, item.lat, item.weight from "DemandCell" item where ${where}`,
    values,
    rowMode: 'array',
  })
  return rows.map(([lng, lat, weight]) => ({ position: [lng, lat], weight }))
}

/** The widest radius that any retailer's ring of this kind has. */
export async function widestRing(ring: Ring): Promise<number> {
  const { _max } = await db.storeRing.aggregate({ where: { ring }, _max: { radiusM: true } })
  return _max.radiusM ?? 0
}

function inBox(bbox: BBox): { where: string; values: unknown[] } {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const ranges = tilesOver(bbox).map((tile) => {
    const { from, to } = quadbinRange(tile)
    return `item.quadbin between ${bind(from.toString())}::int8 and ${bind(to.toString())}::int8`
  })
  const [west, south, east, north] = bbox.map(bind)
  return {
    where: `(${ranges.join(' or ')}) and item.lng between ${west} and ${east} and item.lat between ${south} and ${north}`,
    values,
  }
}
