/** What service rules act on: a territory's open retailers in groups, and the travel to one visit in its latest plan. */
import type { RetailerGroup } from '@/lib/domain/routing/service/service-load'
import { pool } from './client'

export type TerritoryGroup = RetailerGroup & { readonly territoryId: number }

export async function listRetailerGroups(territoryIds: readonly number[]): Promise<TerritoryGroup[]> {
  const { rows } = await pool().query<TerritoryGroup>(
    `select "territoryId", "serviceClass", "contactPreference" = 'allowed' as "mayPhone", "visitsPerWeek",
       count(*)::int as retailers
     from "Retailer" where "closedAt" is null and "territoryId" = any($1::int[])
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [territoryIds],
  )
  return rows
}

export type PlannedTravel = {
  readonly territoryId: number
  /** First day of the plan. */
  readonly startsOn: string
  readonly driveSeconds: number
  readonly onsiteVisits: number
}

/** Of the latest plan of each territory that has visits on site in it. */
export async function listPlannedTravel(territoryIds: readonly number[]): Promise<PlannedTravel[]> {
  const { rows } = await pool().query<PlannedTravel>(
    `select distinct on (c."territoryId") c."territoryId", to_char(c."startsOn", 'YYYY-MM-DD') as "startsOn",
       (select sum(d."driveSeconds")::int from "PlanDay" d where d."cycleId" = c.id) as "driveSeconds",
       visits.count as "onsiteVisits"
     from "PlanCycle" c
     join lateral (
       select count(*)::int from "PlannedVisit" v join "PlanDay" d on d.id = v."planDayId"
       where d."cycleId" = c.id and v.channel <> 'phone'
     ) visits on visits.count > 0
     where c."territoryId" = any($1::int[]) order by c."territoryId", c.id desc`,
    [territoryIds],
  )
  return rows
}
