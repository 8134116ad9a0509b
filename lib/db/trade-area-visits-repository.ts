/** Planned visits seen from a trade area. */
import { pool } from './client'
import { idsOf } from './reach'

/**
 * The visits that a week's plans owe to the open retailers of a trade area, within reach; undefined while no territory
 * of these retailers has a plan of that week. Of a territory's draft and published plan the draft counts, as on the
 * week board.
 */
export async function countWeekVisits(
  tradeAreaId: number,
  week: string,
  territoryIds: readonly number[] | 'all',
): Promise<number | undefined> {
  const { rows } = await pool().query<{ plans: number; visits: number }>(
    `with shop as (
       select id, "territoryId" from "Retailer"
       where "tradeAreaId" = $1 and "closedAt" is null and ($3::int[] is null or "territoryId" = any($3))
     ), plan as (
       select distinct on ("territoryId") "cycleId" from "WeekPlan"
       where week = $2 and "territoryId" in (select "territoryId" from shop) order by "territoryId", status
     )
     select (select count(*)::int from plan) as plans, count(visit.id)::int as visits
     from plan join "PlanDay" day on day."cycleId" = plan."cycleId" and to_char(day.date, 'IYYY-"W"IW') = $2
       join "PlannedVisit" visit on visit."planDayId" = day.id and visit."retailerId" in (select id from shop)`,
    [tradeAreaId, week, idsOf(territoryIds)],
  )
  const { plans = 0, visits = 0 } = rows[0] ?? {}
  return plans === 0 ? undefined : visits
}
