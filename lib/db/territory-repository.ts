/** Territories (片区): whose they are, and how their manager works. */
import type { Position } from '@/lib/domain/geo/position'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import { db } from './client'
import { dateOf, isoDate } from './organization-repository'

export type TerritoryRecord = {
  id: number
  code: string
  name: string
  managerId: string | null
  managerName: string | null
  start: Position
  end: Position
  travelMode: TravelMode
  shift: readonly [number, number]
  break: { window: readonly [number, number]; seconds: number } | null
  visitsMax: number
  /** It has no retailers any more. */
  isClosed: boolean
}

const TERRITORY = { include: { manager: { select: { name: true } } } } as const

/** The territories within reach, in the order of their codes: of all the open ones, of those named also the closed. */
export async function listTerritories(ids: readonly number[] | 'all'): Promise<TerritoryRecord[]> {
  const rows = await db.territory.findMany({
    ...TERRITORY,
    where: ids === 'all' ? { closedAt: null } : { id: { in: [...ids] } },
    orderBy: { code: 'asc' },
  })
  return rows.map(toTerritory)
}

export async function findTerritory(id: number): Promise<TerritoryRecord | undefined> {
  const row = await db.territory.findUnique({ ...TERRITORY, where: { id } })
  return row ? toTerritory(row) : undefined
}

/** Days off of a territory's manager in a span of dates. */
export async function listDaysOff(managerId: string, from: string, to: string): Promise<string[]> {
  const rows = await db.dayOff.findMany({
    where: { userId: managerId, date: { gte: new Date(from), lte: new Date(to) } },
    orderBy: { date: 'asc' },
    select: { date: true },
  })
  return rows.map(({ date }) => isoDate(date))
}

export type DayOffRecord = { readonly date: string; readonly reason: string }

/** The same days with why they are off. */
export async function listDayOffReasons(
  managerId: string,
  from: string,
  to: string,
): Promise<DayOffRecord[]> {
  const rows = await db.dayOff.findMany({
    where: { userId: managerId, date: { gte: dateOf(from), lte: dateOf(to) } },
    orderBy: { date: 'asc' },
    select: { date: true, reason: true },
  })
  return rows.map(({ date, reason }) => ({ date: isoDate(date), reason }))
}

export async function addDayOff(day: {
  userId: string
  date: string
  reason: string
  authorId: string
}): Promise<void> {
  const { userId, reason, authorId } = day
  const date = dateOf(day.date)
  await db.dayOff.upsert({
    where: { userId_date: { userId, date } },
    create: { userId, date, reason, authorId },
    update: { reason, authorId },
  })
}

export async function removeDayOff(userId: string, date: string): Promise<boolean> {
  const { count } = await db.dayOff.deleteMany({ where: { userId, date: dateOf(date) } })
  return count > 0
}

function toTerritory(row: {
  id: number
  code: string
  name: string
  managerId: string | null
  manager: { name: string } | null
  startLng: number
  startLat: number
  endLng: number
  endLat: number
  travelMode: TravelMode
  shiftStart: number
  shiftEnd: number
  breakFrom: number | null
  breakTo: number | null
  breakSeconds: number | null
  visitsMax: number
  closedAt: Date | null
}): TerritoryRecord {
  const { breakFrom, breakTo, breakSeconds } = row
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    managerId: row.managerId,
    managerName: row.manager?.name ?? null,
    start: [row.startLng, row.startLat],
    end: [row.endLng, row.endLat],
    travelMode: row.travelMode,
    shift: [row.shiftStart, row.shiftEnd],
    break:
      breakFrom === null || breakTo === null || breakSeconds === null
        ? null
        : { window: [breakFrom, breakTo], seconds: breakSeconds },
    visitsMax: row.visitsMax,
    isClosed: row.closedAt !== null,
  }
}

export type WorkingTerms = Pick<
  TerritoryRecord,
  'travelMode' | 'shift' | 'break' | 'visitsMax' | 'start' | 'end'
>

/** Stores how a territory works if it still works as the author saw; false if somebody changed that meanwhile. */
export async function saveWorkingTerms(
  id: number,
  seen: WorkingTerms,
  terms: WorkingTerms,
): Promise<boolean> {
  const { count } = await db.territory.updateMany({
    where: { id, ...columnsOf(seen) },
    data: columnsOf(terms),
  })
  return count === 1
}

function columnsOf({ travelMode, shift, break: pause, visitsMax, start, end }: WorkingTerms) {
  return {
    travelMode,
    visitsMax,
    shiftStart: shift[0],
    shiftEnd: shift[1],
    breakFrom: pause?.window[0] ?? null,
    breakTo: pause?.window[1] ?? null,
    breakSeconds: pause?.seconds ?? null,
    startLng: start[0],
    startLat: start[1],
    endLng: end[0],
    endLat: end[1],
  }
}
