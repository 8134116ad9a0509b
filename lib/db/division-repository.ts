/**
 * The division of retailers among territories (片区), and its change in one transaction.
 *
 * Shape   `stamp` stands for who belongs where and for what their work hangs on: a division is proposed and applied on
 *         the same stamp, or not at all.
 */
import { createHash } from 'node:crypto'
import type { IsoWeek } from '@/lib/domain/calendar/dates'
import type { Position } from '@/lib/domain/geo/position'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import { db, pool } from './client'
import type { PoolClient } from './copy'
import { idsOf, type Reach } from './reach'
import { inTransaction } from './transaction'

export type DividedRetailer = {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly position: Position
  readonly serviceClass: ServiceClass
  readonly mayPhone: boolean
  readonly visitsPerWeek: number | null
  readonly territoryId: number | null
}

/** The open retailers within reach, in the order of their ids. */
export async function listDividedRetailers(reach: Reach): Promise<DividedRetailer[]> {
  const { rows } = await pool().query<Omit<DividedRetailer, 'position'> & { lng: number; lat: number }>(
    `select id, version, name, lng, lat, "serviceClass", "contactPreference" = 'allowed' as "mayPhone",
       "visitsPerWeek", "territoryId"
     from "Retailer" where "closedAt" is null and ($1::int[] is null or "territoryId" = any($1)) order by id`,
    [idsOf(reach)],
  )
  return rows.map(({ lng, lat, ...row }) => ({ ...row, position: [lng, lat] }))
}

export function stampOf(
  retailers: readonly Pick<DividedRetailer, 'id' | 'version' | 'territoryId'>[],
): string {
  const hash = createHash('sha256')
  for (const { id, version, territoryId } of retailers) hash.update(`${id}:${version}:${territoryId};`)
  return hash.digest('hex')
}

export type DivisionUnit = {
  readonly id: number
  readonly parentId: number | null
  readonly level: string
  readonly nameEn: string
  readonly nameZh: string
}

/** All org units with the open territories that hang on each of them directly. */
export async function listDivisionUnits(): Promise<(DivisionUnit & { readonly territoryIds: number[] })[]> {
  const rows = await db.orgUnit.findMany({
    select: {
      id: true,
      parentId: true,
      level: true,
      nameEn: true,
      nameZh: true,
      territories: { where: { closedAt: null }, select: { id: true } },
    },
    orderBy: { code: 'asc' },
  })
  return rows.map(({ territories, ...unit }) => ({ ...unit, territoryIds: territories.map(({ id }) => id) }))
}

/** Drafts from a week on that nothing published stands behind, by territory. */
export async function countOpenDrafts(
  territoryIds: readonly number[],
  from: IsoWeek,
): Promise<Map<number, number>> {
  const { rows } = await pool().query<{ territoryId: number; drafts: number }>(
    `select "territoryId", count(*)::int as drafts from "WeekPlan" draft
     where status = 'draft' and week >= $2 and "territoryId" = any($1::int[]) and ${NOT_PUBLISHED} group by 1`,
    [territoryIds, from],
  )
  return new Map(rows.map(({ territoryId, drafts }) => [territoryId, drafts]))
}

/** Does a draft of a week that is not published visit open shops of other territories? */
export async function visitsOthersShops(weekPlanId: number): Promise<boolean> {
  const { rows } = await pool().query(
    `select from "WeekPlan" draft
     join "PlanDay" day on day."cycleId" = draft."cycleId" and draft.week = to_char(day.date, 'IYYY-"W"IW')
     join "PlannedVisit" visit on visit."planDayId" = day.id
     join "Retailer" retailer on retailer.id = visit."retailerId"
     where draft.id = $1 and retailer."closedAt" is null and retailer."territoryId" is distinct from draft."territoryId"
       and ${NOT_PUBLISHED} limit 1`,
    [weekPlanId],
  )
  return rows.length > 0
}

const NOT_PUBLISHED = `not exists (select 1 from "WeekPlan" other
  where other."territoryId" = draft."territoryId" and other.week = draft.week and other.status = 'published')`

/** A territory that is added works as another does, in the same org unit, until somebody says otherwise. */
export type AddedTerritory = {
  readonly name: string
  readonly like: number
  /** Where routes start and end. */
  readonly depot: Position
}

export type DivisionChange = {
  readonly stamp: string
  /** Those that the stamp is about. */
  readonly retailerIds: readonly number[]
  readonly moves: readonly {
    readonly retailerId: number
    readonly to: { readonly territoryId: number } | { readonly added: number }
  }[]
  readonly added: readonly AddedTerritory[]
  readonly closing: readonly number[]
  readonly authorId: string
  readonly reason: string
  readonly at: Date
}

/**
 * Moves retailers, adds and closes territories; the ids of those added. Undefined, and nothing is changed, if the stamp
 * is not that of now or a territory that closes would keep a retailer.
 */
export async function changeDivision(change: DivisionChange): Promise<readonly number[] | undefined> {
  const { stamp, retailerIds, moves, added, closing, authorId, reason, at } = change
  class Refused extends Error {}
  try {
    return await inTransaction(async (client) => {
      const { rows: locked } = await client.query<Pick<DividedRetailer, 'id' | 'version' | 'territoryId'>>(
        `select id, version, "territoryId" from "Retailer"
         where id = any($1::int[]) and "closedAt" is null order by id for update`,
        [retailerIds],
      )
      if (stampOf(locked) !== stamp) throw new Refused()
      const addedIds = await addTerritories(client, added)
      const targets = moves.map(({ to }) => ('added' in to ? addedIds[to.added] : to.territoryId))
      await client.query(
        `with moved as (
           select retailer.id, retailer."territoryId" as was, target.territory as is_now
           from "Retailer" retailer
           join unnest($1::int[], $2::int[]) as target(id, territory) on target.id = retailer.id
         ), history as (
           insert into "RetailerHistory" ("retailerId", "authorId", action, reason, changes)
           select id, $3, 'divide', $4, jsonb_build_object('territoryId', jsonb_build_array(was, is_now)) from moved
         ), outline as (
           update "Territory" set outline = null where id in (select was from moved union select is_now from moved)
         )
         update "Retailer" retailer set "territoryId" = moved.is_now, version = version + 1, "updatedAt" = $5
         from moved where moved.id = retailer.id`,
        [moves.map(({ retailerId }) => retailerId), targets, authorId, reason, at],
      )
      const { rows: left } = await client.query(
        `select from "Retailer" where "closedAt" is null and "territoryId" = any($1::int[]) limit 1`,
        [closing],
      )
      if (left.length > 0) throw new Refused()
      await client.query(`update "Territory" set "closedAt" = $2 where id = any($1::int[])`, [closing, at])
      await client.query(
        `insert into "DataVersion" (name, version) values ('retailers', 1)
         on conflict (name) do update set version = "DataVersion".version + 1`,
      )
      return addedIds
    })
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

/** Codes go on from the highest, `T09` after `T08`. */
async function addTerritories(client: PoolClient, added: readonly AddedTerritory[]): Promise<number[]> {
  const ids: number[] = []
  for (const { name, like, depot } of added) {
    const { rows } = await client.query<{ id: number }>(
      `insert into "Territory" ("orgUnitId", code, name, "startLng", "startLat", "endLng", "endLat", "travelMode",
         "shiftStart", "shiftEnd", "breakFrom", "breakTo", "breakSeconds", "visitsMax")
       select "orgUnitId", (
           select 'T' || lpad((coalesce(max(substr(code, 2)::int), 0) + 1)::text, greatest(2, max(length(code)) - 1), '0')
           from "Territory" where code ~ '^T\\d{1,6}$'
         ), $2, $3, $4, $3, $4, "travelMode", "shiftStart", "shiftEnd", "breakFrom", "breakTo", "breakSeconds", "visitsMax"
       from "Territory" where id = $1 returning id`,
      [like, name, depot[0], depot[1]],
    )
    ids.push(rows[0]!.id)
  }
  return ids
}
