/** What approved reviews ask of the visits of their trade areas: objectives (拜访目的), and changed service intervals. */
import { type IsoDate, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import type { LocalizedName, ObjectivePurpose, ServiceChange } from '@/lib/domain/routing/service/purposes'
import { pool } from './client'
import type { PoolClient } from './copy'
import type { Purpose } from './plan-repository'

export type ActiveObjective = {
  readonly tradeAreaId: number
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly purpose: ObjectivePurpose
}

/** Those of trade areas with an open shop of the territory, on any of the days, in a stable order. */
export async function listActiveObjectives(
  territoryId: number,
  from: IsoDate,
  to: IsoDate,
): Promise<ActiveObjective[]> {
  const { rows } = await pool().query<ObjectiveRow>(
    `${OBJECTIVES} where objective."startsOn" <= $3 and objective."endsOn" >= $2 and area.id in (
       select "tradeAreaId" from "Retailer" where "territoryId" = $1 and "closedAt" is null
     ) order by objective.id`,
    [territoryId, from, to],
  )
  return rows.map(toObjective)
}

export async function listObjectives(client: PoolClient, ids: readonly number[]): Promise<ActiveObjective[]> {
  const { rows } = await client.query<ObjectiveRow>(
    `${OBJECTIVES} where objective.id = any($1::int[]) order by objective.id`,
    [ids],
  )
  return rows.map(toObjective)
}

export type VisitPurposes = { readonly id: number; readonly purposes: readonly Purpose[] }

/** Visits of drafts and published weeks, on the days of an objective at the shops of its trade area. */
export async function listVisitsOfObjective(
  client: PoolClient,
  { tradeAreaId, startsOn, endsOn }: ActiveObjective,
): Promise<VisitPurposes[]> {
  const { rows } = await client.query<VisitPurposes>(
    `select visit.id, visit.purposes
     from "PlannedVisit" visit
     join "Retailer" retailer on retailer.id = visit."retailerId" and retailer."tradeAreaId" = $1
     join "PlanDay" day on day.id = visit."planDayId" and day.date between $2 and $3
     join "WeekPlan" plan on plan."cycleId" = day."cycleId" and to_char(day.date, 'IYYY-"W"IW') = plan.week
     order by visit.id for update of visit`,
    [tradeAreaId, startsOn, endsOn],
  )
  return rows
}

export async function savePurposes(client: PoolClient, visits: readonly VisitPurposes[]): Promise<void> {
  await client.query(
    `update "PlannedVisit" visit set purposes = given.purposes
     from jsonb_to_recordset($1::jsonb) as given(id int, purposes jsonb) where visit.id = given.id`,
    [JSON.stringify(visits)],
  )
}

export type ReviewedService = ServiceChange & {
  readonly tradeAreaId: number
  readonly serviceClass: ServiceClass
}

/** The service intervals that approved reviews give a month, by trade area and class; of two, the later decision. */
export async function listReviewedServices(territoryId: number, date: IsoDate): Promise<ReviewedService[]> {
  const { rows } = await pool().query<Omit<ReviewedService, 'month'> & { month: number }>(
    `select distinct on (area.id, proposal.params->>'serviceClass') area.id as "tradeAreaId", area.name as "tradeArea",
       proposal.params->>'serviceClass' as "serviceClass", (proposal.params->>'from')::float8 as "from",
       (proposal.params->>'to')::float8 as "to", review.id as "reviewId", review.month
     from "ReviewProposal" proposal
     join "Review" review on review.id = proposal."reviewId"
     join "TradeArea" area on area.id = review."tradeAreaId"
     where proposal.kind = 'service' and proposal.state = 'approved' and proposal."forMonth" = $2 and area.id in (
       select "tradeAreaId" from "Retailer" where "territoryId" = $1 and "closedAt" is null
     ) order by area.id, proposal.params->>'serviceClass', proposal.id desc`,
    [territoryId, monthNumber(monthOf(date))],
  )
  return rows.map((row) => ({ ...row, month: monthOfNumber(row.month) }))
}

type ObjectiveRow = {
  id: number
  code: string
  params: { product?: LocalizedName; event?: string }
  tradeAreaId: number
  startsOn: string
  endsOn: string
  reviewId: number
  month: number
  tradeArea: string
  priceClass: LocalizedName | null
}

const OBJECTIVES = `
  select objective.id, objective.code, objective.params, objective."tradeAreaId",
    to_char(objective."startsOn", 'YYYY-MM-DD') as "startsOn", to_char(objective."endsOn", 'YYYY-MM-DD') as "endsOn",
    review.id as "reviewId", review.month, area.name as "tradeArea",
    case when class.code is not null then jsonb_build_object('nameEn', class."nameEn", 'nameZh', class."nameZh") end
      as "priceClass"
  from "VisitObjective" objective
  join "ReviewProposal" proposal on proposal.id = objective."proposalId"
  join "Review" review on review.id = proposal."reviewId"
  join "TradeArea" area on area.id = objective."tradeAreaId"
  left join "PriceClass" class on class.code = objective.params->>'priceClass'`

function toObjective(row: ObjectiveRow): ActiveObjective {
  const { id, code, params, tradeAreaId, startsOn, endsOn, reviewId, month, tradeArea, priceClass } = row
  const { product, event } = params
  return {
    tradeAreaId,
    startsOn,
    endsOn,
    purpose: {
      code: 'objective',
      params: {
        objectiveId: id,
        objective: code,
        reviewId,
        tradeArea,
        month: monthOfNumber(month),
        ...(product && { product }),
        ...(priceClass && { priceClass }),
        ...(event && { event }),
      },
    },
  }
}
