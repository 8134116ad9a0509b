/**
 * Changes of trade areas: each is one transaction that writes the new state, the state it ended with author and reason,
 * a trace, and the version of what tiles show.
 *
 * Errors  a change whose version is no longer the stored one changes nothing and is answered with `false`.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { db } from './client'
import { raiseDataVersion } from './data-version-repository'
import type { Prisma } from './generated/client'
import { shapeColumns } from './shape-columns'

export type TradeAreaAction = 'draw' | 'edit' | 'retag' | 'close' | 'focus'

export type ChangeTrace = {
  readonly action: TradeAreaAction
  readonly authorId: string
  readonly reason: string
  readonly at: Date
  readonly details?: Prisma.InputJsonObject
}

export type TypedState = {
  readonly typeCode: string | null
  readonly typeSource: string
  readonly typeEvidence?: object
}

export type NewTradeArea = TypedState & {
  readonly name: string
  readonly geometry: Polygon | MultiPolygon
}

/** Gives the new area the next code of hand-drawn ones. */
export async function insertTradeArea(area: NewTradeArea, trace: ChangeTrace): Promise<number> {
  return db.$transaction(async (tx) => {
    // one at a time, so that two people drawing at once do not get the same code
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('TradeArea.code'))`
    const [next] = await tx.$queryRaw<{ number: number }[]>`
      select coalesce(max(substring(code from '^H-(\\d{1,6})$')::int), 0) + 1 as number from "TradeArea"`
    const { id } = await tx.tradeArea.create({
      data: {
        ...typeData(area),
        ...shapeColumns(area.geometry),
        code: `H-${String(next?.number ?? 1).padStart(3, '0')}`,
        name: area.name,
        source: 'hand',
        createdAt: trace.at,
      },
      select: { id: true },
    })
    await leaveTrace(tx, id, 0, trace)
    return id
  })
}

export type TradeAreaChange = {
  readonly name?: string
  readonly geometry?: Polygon | MultiPolygon
  readonly type?: TypedState
  readonly focus?: string | null
  readonly closedAt?: Date
}

export async function changeTradeArea(
  id: number,
  version: number,
  change: TradeAreaChange,
  trace: ChangeTrace,
): Promise<boolean> {
  const { name, geometry, type, focus, closedAt } = change
  return db.$transaction(async (tx) => {
    const before = await tx.tradeArea.findUnique({ where: { id } })
    const { count } = await tx.tradeArea.updateMany({
      where: { id, version, closedAt: null },
      data: {
        version: { increment: 1 },
        ...(name !== undefined && { name }),
        ...(geometry && { ...shapeColumns(geometry), source: 'hand' }),
        ...(type && typeData(type)),
        ...(focus !== undefined && { focus }),
        ...(closedAt && { closedAt, focus: null }),
      },
    })
    if (count === 0 || before?.version !== version) return false
    await tx.tradeAreaVersion.create({
      data: {
        tradeAreaId: id,
        version,
        name: before.name,
        typeCode: before.typeCode,
        geometry: before.geometry as Prisma.InputJsonValue,
        at: trace.at,
        authorId: trace.authorId,
        action: trace.action,
        reason: trace.reason,
      },
    })
    await leaveTrace(tx, id, version, trace)
    return true
  })
}

async function leaveTrace(
  tx: Prisma.TransactionClient,
  id: number,
  version: number,
  { action, authorId, reason, at, details }: ChangeTrace,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      authorId,
      at,
      action: `${action}-trade-area`,
      subject: 'trade-area',
      subjectId: String(id),
      reason,
      details: { version, ...details },
    },
  })
  await raiseDataVersion('trade-areas', tx)
}

function typeData({ typeCode, typeSource, typeEvidence }: TypedState) {
  return {
    typeCode,
    typeSource,
    ...(typeEvidence && { typeEvidence: typeEvidence as Prisma.InputJsonValue }),
  }
}

export type TradeAreaPast = {
  readonly version: number
  readonly name: string
  readonly typeCode: string | null
  readonly geometry: Polygon | MultiPolygon
  readonly at: Date
  readonly authorId: string
  readonly action: string
  readonly reason: string
}

/** The states before the present one, newest first. */
export async function listTradeAreaPast(tradeAreaId: number, limit: number): Promise<TradeAreaPast[]> {
  const rows = await db.tradeAreaVersion.findMany({
    where: { tradeAreaId },
    orderBy: { version: 'desc' },
    take: limit,
  })
  return rows.map(({ geometry, ...row }) => ({
    ...row,
    geometry: geometry as unknown as Polygon | MultiPolygon,
  }))
}

export type TradeAreaTrace = {
  readonly version: number
  readonly at: Date
  readonly authorId: string
  readonly reason: string
  readonly action: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What the changes of an area noted beside its states, newest first. */
export async function listTradeAreaTraces(tradeAreaId: number, limit: number): Promise<TradeAreaTrace[]> {
  const rows = await db.auditEntry.findMany({
    where: { subject: 'trade-area', subjectId: String(tradeAreaId) },
    orderBy: { id: 'desc' },
    take: limit,
    select: { at: true, authorId: true, reason: true, action: true, details: true },
  })
  return rows.map(({ details, ...row }) => {
    const noted = details as Record<string, unknown>
    return { ...row, details: noted, version: Number(noted.version ?? 0) }
  })
}
