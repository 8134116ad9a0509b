/**
 * One retailer's record, and every change of it by hand: who, when, why, from what to what.
 *
 * Shape   positions in WGS 84; dates as `YYYY-MM-DD`, months as `YYYY-MM`, moments in ISO 8601.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { Position } from '@/lib/domain/geo/position'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import type { Changes } from '@/lib/domain/retailer/changes'
import type { RetailerRecord } from '@/lib/domain/retailer/check-record'
import type { BusinessFormat, ServiceClass } from '@/lib/domain/retailer/classification'
import type { ContactPreference } from '@/lib/domain/routing/service/service-rules'
import { db } from './client'
import { raiseDataVersion } from './data-version-repository'
import { Prisma } from './generated/client'
import { isoDate } from './organization-repository'

/** What a person decides about a retailer. */
export type RetailerValues = RetailerRecord & {
  readonly serviceClass: ServiceClass
  readonly keyGrowth: boolean
  readonly assisted: boolean
  readonly closedWeekdays: readonly number[]
  readonly contactPreference: ContactPreference
  readonly territoryId: number | null
  readonly tradeAreaId: number | null
}

export type StoredRetailer = RetailerValues & {
  readonly id: number
  readonly version: number
  readonly nameSource: string
  readonly source: string
  readonly lastVisit: string | null
  readonly lastOrderMonth: string | null
  readonly closedAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly territory: {
    readonly id: number
    readonly name: string
    readonly managerName: string | null
  } | null
  readonly tradeArea: { readonly id: number; readonly name: string; readonly typeCode: string | null } | null
}

/** Also one that is closed. */
export async function findRetailer(id: number): Promise<StoredRetailer | undefined> {
  const row = await db.retailer.findUnique({
    where: { id },
    omit: { quadbin: true, sourceRef: true, openedOn: true },
    include: {
      territory: { select: { id: true, name: true, manager: { select: { name: true } } } },
      tradeArea: { select: { id: true, name: true, typeCode: true } },
    },
  })
  if (!row) return undefined
  const { lng, lat, lastVisitOn, territory, ...rest } = row
  return {
    ...rest,
    position: [lng, lat],
    format: rest.format as BusinessFormat,
    serviceClass: rest.serviceClass as ServiceClass,
    contactPreference: rest.contactPreference as ContactPreference,
    openWindows: rest.openWindows as unknown as [number, number][],
    lastVisit: lastVisitOn && isoDate(lastVisitOn),
    closedAt: rest.closedAt?.toISOString() ?? null,
    createdAt: rest.createdAt.toISOString(),
    updatedAt: rest.updatedAt.toISOString(),
    territory: territory && {
      id: territory.id,
      name: territory.name,
      managerName: territory.manager?.name ?? null,
    },
  }
}

export type ChangeTrace = { readonly authorId: string; readonly reason: string }

/** The new retailer's id; undefined if its code is taken. */
export async function createRetailer(
  values: RetailerValues,
  { authorId, reason }: ChangeTrace,
): Promise<number | undefined> {
  try {
    return await db.$transaction(async (tx) => {
      const { id } = await tx.retailer.create({
        data: {
          ...columnsOf(values),
          source: 'hand',
          nameSource: 'hand',
        } as Prisma.RetailerUncheckedCreateInput,
        select: { id: true },
      })
      await tx.retailerHistory.create({
        data: { retailerId: id, authorId, action: 'create', reason, changes: {} },
      })
      await raiseDataVersion('retailers', tx)
      return id
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION)
      return undefined
    throw error
  }
}

const UNIQUE_VIOLATION = 'P2002'

export type RetailerChange = ChangeTrace & {
  readonly action: 'move' | 'edit' | 'close' | 'reopen'
  readonly values: Partial<RetailerValues> & { readonly closedAt?: Date | null }
  readonly changes: Changes
}

/** False if the retailer is no longer at the given version: someone else changed it. */
export async function changeRetailer(
  { id, version }: { readonly id: number; readonly version: number },
  { authorId, action, reason, values, changes }: RetailerChange,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.retailer.updateMany({
      where: { id, version },
      data: {
        ...columnsOf(values),
        ...(values.name !== undefined && 'name' in changes && { nameSource: 'hand' }),
        version: { increment: 1 },
      },
    })
    if (count === 0) return false
    await tx.retailerHistory.create({
      data: {
        retailerId: id,
        authorId,
        action,
        reason,
        changes: changes as unknown as Prisma.InputJsonValue,
      },
    })
    await raiseDataVersion('retailers', tx)
    return true
  })
}

function columnsOf({
  position,
  openWindows,
  closedWeekdays,
  ...columns
}: RetailerChange['values']): Prisma.RetailerUncheckedUpdateManyInput {
  return {
    ...columns,
    ...(position && { lng: position[0], lat: position[1], quadbin: quadbinOf(position) }),
    ...(openWindows && { openWindows: openWindows as unknown as Prisma.InputJsonValue }),
    ...(closedWeekdays && { closedWeekdays: [...closedWeekdays] }),
  }
}

export type AreaShape = {
  readonly id: number
  readonly name: string
  readonly typeCode: string | null
  readonly geometry: Polygon | MultiPolygon
}

/** The open trade areas that may hold a position: those whose box does. */
export async function listAreasAround([lng, lat]: Position): Promise<AreaShape[]> {
  const rows = await db.tradeArea.findMany({
    where: {
      closedAt: null,
      west: { lte: lng },
      east: { gte: lng },
      south: { lte: lat },
      north: { gte: lat },
    },
    select: { id: true, name: true, typeCode: true, geometry: true },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({ ...row, geometry: row.geometry as unknown as Polygon | MultiPolygon }))
}

export type HistoryRecord = {
  readonly id: number
  readonly at: string
  readonly author: string | null
  readonly action: string
  readonly reason: string
  readonly changes: Changes
}

/** Newest first, with the author's name where the author is a person of this installation. */
export async function listRetailerHistory(retailerId: number, limit: number): Promise<HistoryRecord[]> {
  const rows = await db.retailerHistory.findMany({
    where: { retailerId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  const people = await db.user.findMany({
    where: { id: { in: rows.map(({ authorId }) => authorId) } },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return rows.map(({ id, at, authorId, action, reason, changes }) => ({
    id,
    at: at.toISOString(),
    author: names.get(authorId) ?? null,
    action,
    reason,
    changes: changes as unknown as Changes,
  }))
}

/** Names behind the ids that a history speaks of. */
export async function nameAreas(
  territoryIds: readonly number[],
  tradeAreaIds: readonly number[],
): Promise<{ territories: Map<number, string>; tradeAreas: Map<number, string> }> {
  const [territories, tradeAreas] = await Promise.all([
    db.territory.findMany({ where: { id: { in: [...territoryIds] } }, select: { id: true, name: true } }),
    db.tradeArea.findMany({ where: { id: { in: [...tradeAreaIds] } }, select: { id: true, name: true } }),
  ])
  const byId = (rows: { id: number; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]))
  return { territories: byId(territories), tradeAreas: byId(tradeAreas) }
}
