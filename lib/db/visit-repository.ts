/** What happened at the shops: visits done and not done, one a shop and day. */
import type { IsoDate } from '@/lib/domain/calendar/dates'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import type { NotDoneReason } from '@/lib/domain/visit/not-done'
import { db, pool } from './client'
import { raiseDataVersion } from './data-version-repository'
import type { Prisma } from './generated/client'
import { dateOf } from './organization-repository'
import { idsOf, type Reach } from './reach'

export type VisitRecord = {
  readonly id: number
  readonly clientId: string | null
  readonly retailerId: number
  readonly date: IsoDate
  readonly authorId: string | null
  readonly channel: string
  readonly done: boolean
  readonly reason: NotDoneReason | null
  readonly notes: string
  readonly nextVisitOn: IsoDate | null
  /** Ids of visit objectives that were dealt with. */
  readonly objectives: readonly number[]
  readonly recordedAt: string
}
export type NewVisitRecord = Omit<VisitRecord, 'id' | 'clientId' | 'authorId' | 'recordedAt'> & {
  readonly clientId: string
  readonly authorId: string
  readonly recordedAt: Date
}

export async function findVisitRecord(id: number): Promise<VisitRecord | undefined> {
  const { rows } = await pool().query<VisitRecord>(`${RECORDS} where record.id = $1`, [id])
  return rows[0]
}

export async function findVisitRecordOfClient(clientId: string): Promise<VisitRecord | undefined> {
  const { rows } = await pool().query<VisitRecord>(`${RECORDS} where record."clientId" = $1::uuid`, [
    clientId,
  ])
  return rows[0]
}

/** Undefined if the shop has a record of that day already. */
export async function createVisitRecord(record: NewVisitRecord): Promise<{ id: number } | undefined> {
  return db.$transaction(async (tx) => {
    await holdRetailer(tx, record.retailerId)
    const { retailerId, date } = record
    const taken = await tx.visitRecord.count({ where: { retailerId, date: dateOf(date) } })
    if (taken > 0) return undefined
    const { id } = await tx.visitRecord.create({ data: toRow(record), select: { id: true } })
    await followUp(tx, record)
    return { id }
  })
}

export async function correctVisitRecord(
  id: number,
  record: Omit<NewVisitRecord, 'clientId' | 'authorId'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await holdRetailer(tx, record.retailerId)
    await tx.visitRecord.update({ where: { id }, data: toRow(record) })
    await followUp(tx, record)
  })
}

export type DayRecord = VisitRecord & {
  readonly retailerName: string
  readonly retailerCode: string
  readonly territoryId: number | null
  readonly authorName: string | null
}

/**
 * The records of a day at the shops within reach, in the order in which they were made; also at those that have changed
 * their territory since, as long as a published route within reach visits them on the day.
 */
export async function listDayRecords(reach: Reach, date: IsoDate): Promise<DayRecord[]> {
  const { rows } = await pool().query<DayRecord>(
    `select found.*, retailer.name as "retailerName", retailer.code as "retailerCode", retailer."territoryId",
       author.name as "authorName"
     from (${RECORDS} where record.date = $2) found
     join "Retailer" retailer on retailer.id = found."retailerId"
     left join "User" author on author.id = found."authorId"
     where $1::int[] is null or retailer."territoryId" = any($1) or found."retailerId" in (${ON_ROUTE}) order by found."recordedAt", found.id`,
    [idsOf(reach), date],
  )
  return rows
}

/** The retailers of published routes of territories $1 on date $2. */
const ON_ROUTE = `select visit."retailerId" from "WeekPlan" plan
  join "PlanDay" day on day."cycleId" = plan."cycleId" and day.date = $2::date
  join "PlannedVisit" visit on visit."planDayId" = day.id
  where plan."territoryId" = any($1::int[]) and plan.status = 'published' and plan.week = to_char($2::date, 'IYYY-"W"IW')`

/** Does a published route within reach visit the retailer on the day, whoever it belongs to by now? */
export async function isOnRoute(
  retailerId: number,
  territoryIds: readonly number[],
  date: IsoDate,
): Promise<boolean> {
  const { rows } = await pool().query(`select from (${ON_ROUTE}) visited where visited."retailerId" = $3`, [
    territoryIds,
    date,
    retailerId,
  ])
  return rows.length > 0
}

/** How many of a day's planned visits were done, by territory; drafts count where nothing is published. */
export async function countDoneOfPlanned(
  territoryIds: readonly number[],
  date: IsoDate,
): Promise<Map<number, { planned: number; done: number }>> {
  const { rows } = await pool().query<{ territoryId: number; planned: number; done: number }>(
    `select plan."territoryId", count(*)::int as planned,
       (count(*) filter (where exists (
         select 1 from "VisitRecord" record
         where record."retailerId" = visit."retailerId" and record.date = $2 and record.done
       )))::int as done
     from (
       select distinct on ("territoryId") * from "WeekPlan"
       where "territoryId" = any($1::int[]) and week = to_char($2::date, 'IYYY-"W"IW')
       order by "territoryId", status desc
     ) plan
     join "PlanDay" day on day."cycleId" = plan."cycleId" and day.date = $2
     join "PlannedVisit" visit on visit."planDayId" = day.id group by 1`,
    [territoryIds, date],
  )
  return new Map(rows.map(({ territoryId, ...counts }) => [territoryId, counts]))
}

/** What a visit is recorded of. */
export type VisitedRetailer = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly address: string
  readonly territoryId: number | null
  readonly tradeAreaId: number | null
  readonly serviceClass: ServiceClass
  readonly visitsPerWeek: number | null
  readonly isClosed: boolean
}

/** In the order of the ids; those that are gone are left out. */
export async function listVisitedRetailers(ids: readonly number[]): Promise<VisitedRetailer[]> {
  const { rows } = await pool().query<VisitedRetailer>(
    `select id, code, name, address, "territoryId", "tradeAreaId", "serviceClass", "visitsPerWeek",
       "closedAt" is not null as "isClosed"
     from "Retailer" where id = any($1::int[]) order by array_position($1::int[], id)`,
    [ids],
  )
  return rows
}

/** Two records of one shop wait for each other. */
async function holdRetailer(tx: Prisma.TransactionClient, id: number): Promise<void> {
  await tx.$queryRaw`select 1 from "Retailer" where id = ${id} for update`
}

/** The last visit, what was agreed at the latest, and the shop's due state on the map. */
async function followUp(
  tx: Prisma.TransactionClient,
  { retailerId, date, done }: Pick<VisitRecord, 'retailerId' | 'date' | 'done'>,
): Promise<void> {
  await tx.$executeRaw`
    update "Retailer" retailer set
      "lastVisitOn" = case
        when ${done} then greatest(retailer."lastVisitOn", ${date}::date)
        when retailer."lastVisitOn" = ${date}::date then (
          select max(record.date) from "VisitRecord" record where record."retailerId" = ${retailerId} and record.done)
        else retailer."lastVisitOn" end,
      "nextVisitOn" = (
        select record."nextVisitOn" from "VisitRecord" record
        where record."retailerId" = ${retailerId} and (record.done or record."nextVisitOn" is not null)
        order by record.date desc, record.id desc limit 1)
    where retailer.id = ${retailerId}`
  await raiseDataVersion('retailers', tx)
}

function toRow<R extends Pick<NewVisitRecord, 'date' | 'nextVisitOn' | 'objectives'>>(record: R) {
  const { date, nextVisitOn, objectives, ...rest } = record
  return {
    ...rest,
    date: dateOf(date),
    nextVisitOn: nextVisitOn === null ? null : dateOf(nextVisitOn),
    objectives: [...objectives],
  }
}

const RECORDS = `
  select record.id, record."clientId", record."retailerId", to_char(record.date, 'YYYY-MM-DD') as date,
    record."authorId", record.channel, record.done, record.reason, record.notes,
    to_char(record."nextVisitOn", 'YYYY-MM-DD') as "nextVisitOn", coalesce(record.objectives, '{}') as objectives,
    to_char(record."recordedAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "recordedAt"
  from "VisitRecord" record`
