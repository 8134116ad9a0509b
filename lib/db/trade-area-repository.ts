/** Trade areas (商圈): their shapes, what is known about each, and its history. */
import type { MultiPolygon, Polygon } from 'geojson'
import type { BBox } from '@/lib/domain/geo/position'
import { db } from './client'
import type { Prisma } from './generated/client'

export type TradeAreaShape = {
  id: number
  code: string
  name: string
  typeCode: string | null
  geometry: Polygon | MultiPolygon
}

/** For a reach of territories: the open trade areas that hold a retailer of theirs; for all, every open one. */
export async function listTradeAreaShapes(
  territoryIds: readonly number[] | 'all',
): Promise<TradeAreaShape[]> {
  const rows = await db.tradeArea.findMany({
    where: inReach(territoryIds),
    select: { id: true, code: true, name: true, typeCode: true, geometry: true },
    orderBy: [{ areaM2: 'desc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, geometry: row.geometry as unknown as Polygon | MultiPolygon }))
}

export type TradeAreaRecord = {
  id: number
  code: string
  name: string
  typeCode: string | null
  typeSource: string
  typeEvidence: unknown
  geometry: Polygon | MultiPolygon
  bbox: BBox
  areaM2: number
  source: string
  sourceRef: string
  focus: string | null
  version: number
  closedAt: Date | null
}

/** Undefined also where the trade area holds no retailer of the reach. */
export async function findTradeArea(
  id: number,
  territoryIds: readonly number[] | 'all',
): Promise<TradeAreaRecord | undefined> {
  const row = await db.tradeArea.findFirst({ where: { ...inReach(territoryIds), id, closedAt: {} } })
  if (!row) return undefined
  const { west, south, east, north, geometry, createdAt: _c, updatedAt: _u, ...rest } = row
  return {
    ...rest,
    geometry: geometry as unknown as Polygon | MultiPolygon,
    bbox: [west, south, east, north],
  }
}

export type TradeAreaChange = { version: number; at: Date; author: string; action: string; reason: string }

export async function listTradeAreaHistory(tradeAreaId: number, limit: number): Promise<TradeAreaChange[]> {
  const rows = await db.tradeAreaVersion.findMany({
    where: { tradeAreaId },
    orderBy: { version: 'desc' },
    take: limit,
    select: { version: true, at: true, authorId: true, action: true, reason: true },
  })
  const authors = await db.user.findMany({
    where: { id: { in: rows.map(({ authorId }) => authorId) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(authors.map(({ id, name }) => [id, name]))
  return rows.map(({ authorId, ...row }) => ({ ...row, author: nameOf.get(authorId) ?? authorId }))
}

export type RetailerTally = { format: string; tier: number | null; count: number }

/** The open retailers of a trade area within reach, by format and tier. */
export async function tallyRetailers(
  tradeAreaId: number,
  territoryIds: readonly number[] | 'all',
): Promise<RetailerTally[]> {
  const rows = await db.retailer.groupBy({
    by: ['format', 'tier'],
    where: {
      tradeAreaId,
      closedAt: null,
      ...(territoryIds !== 'all' && { territoryId: { in: [...territoryIds] } }),
    },
    _count: true,
    orderBy: [{ format: 'asc' }, { tier: 'desc' }],
  })
  return rows.map(({ format, tier, _count }) => ({ format, tier, count: _count }))
}

export type TradeAreaTypeRecord = {
  code: string
  nameEn: string
  nameZh: string
  color: string
  builtIn: boolean
}

export async function listTradeAreaTypes(): Promise<TradeAreaTypeRecord[]> {
  return db.tradeAreaType.findMany({
    orderBy: { position: 'asc' },
    select: { code: true, nameEn: true, nameZh: true, color: true, builtIn: true },
  })
}

function inReach(territoryIds: readonly number[] | 'all'): Prisma.TradeAreaWhereInput {
  if (territoryIds === 'all') return { closedAt: null }
  return { closedAt: null, retailers: { some: { territoryId: { in: [...territoryIds] }, closedAt: null } } }
}
