/**
 * Coverage, adherence and interval debt of a month, as lib/domain/visit/figures.ts defines them, by groups of shops.
 *
 * Shape   shops belong where they stand now, as in SalesCell. A group without shops and visits is absent.
 * Cost    one statement over the month's plans and records and the shops in scope.
 */
import {
  addDays,
  addMonths,
  type IsoDate,
  type IsoWeek,
  monthStart,
  weekdayOf,
  weekOf,
} from '@/lib/domain/calendar/dates'
import { monthOfNumber } from '@/lib/domain/calendar/month-number'
import type { VisitFigures } from '@/lib/domain/visit/figures'
import { NOT_DONE_SHOP_CLOSED } from '@/lib/domain/visit/not-done'
import { pool } from './client'
import { type DueTerms, intervalSql } from './due-state-sql'
import { type FigureScope, scopeSql } from './figure-scope'

export const VISIT_GROUPINGS = ['none', 'org-unit', 'territory', 'trade-area', 'type'] as const
export type VisitGrouping = (typeof VISIT_GROUPINGS)[number]

/** `key` is an id or a type's code; null for `none` and for shops that belong to no such thing. */
export type VisitFigureGroup = VisitFigures & { readonly key: number | string | null }

const KEYS: Record<VisitGrouping, string> = {
  none: 'null::int',
  'org-unit': 'territory."orgUnitId"',
  territory: 'retailer."territoryId"',
  'trade-area': 'retailer."tradeAreaId"',
  type: 'area."typeCode"',
}

/** `month` is year × 100 + month; `terms` are today and the service rules that say what is overdue. */
export async function listVisitFigures(
  scope: FigureScope,
  month: number,
  by: VisitGrouping,
  terms: DueTerms,
): Promise<VisitFigureGroup[]> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const { first, last, weeks, weeksFirst, weeksLast } = spanOf(month, terms.today)
  const [firstDay, lastDay] = [`${bind(first)}::date`, `${bind(last)}::date`]
  const { rows } = await pool().query<VisitFigureGroup>(
    `with shop as materialized (
       select retailer.id, ${KEYS[by]} as key, retailer."lastVisitOn", retailer."openedOn",
         (retailer."closedAt" at time zone (select "timeZone" from "Organization" order by id limit 1))::date as "closedOn",
         ${intervalSql(terms, bind)} as "intervalDays"
       from "Retailer" retailer
       left join "Territory" territory on territory.id = retailer."territoryId"
       left join "TradeArea" area on area.id = retailer."tradeAreaId"
       where ${scopeSql(scope, { territory: 'retailer."territoryId"', tradeArea: 'retailer."tradeAreaId"' }, bind)}
     ), happened as materialized (
       select "retailerId", date, bool_or(done) as done,
         bool_or(not done and reason = ${bind(NOT_DONE_SHOP_CLOSED)}) as "foundClosed"
       from "VisitRecord"
       where date between ${bind(weeksFirst)}::date and ${bind(weeksLast)}::date group by 1, 2
     ), done_of_week as (
       select "retailerId", date_trunc('week', date)::date as week, count(*) as days
       from happened where done group by 1, 2
     ), planned as (
       select distinct visit."retailerId", day.date, date_trunc('week', day.date)::date as week,
         coalesce(happened.done, false) as "onDay"
       from "WeekPlan" plan
       join "PlanDay" day on day."cycleId" = plan."cycleId" and to_char(day.date, 'IYYY-"W"IW') = plan.week
       join "PlannedVisit" visit on visit."planDayId" = day.id
       join shop on shop.id = visit."retailerId"
       left join happened on happened."retailerId" = visit."retailerId" and happened.date = day.date
       where plan.status = 'published' and plan.week = any(${bind(weeks)}::text[]) and day.date <= ${bind(weeksLast)}::date
         and (shop."closedOn" is null or shop."closedOn" > day.date)
         and (happened.done or happened."foundClosed" is not true)
     ), fulfilled as (
       select planned."retailerId", planned.date, "onDay",
         row_number() over (partition by "retailerId", week order by "onDay" desc, planned.date)
           <= coalesce(done_of_week.days, 0) as "inWeek"
       from planned left join done_of_week using ("retailerId", week)
     ), plan_of_shop as (
       select "retailerId", count(*) as planned, count(*) filter (where "onDay") as "onDay",
         count(*) filter (where "inWeek") as "inWeek"
       from fulfilled where date between ${firstDay} and ${lastDay} group by 1
     ), record_of_shop as (
       select "retailerId", bool_or(done) as done, count(*) filter (where not done) as "notDone"
       from happened where date between ${firstDay} and ${lastDay} group by 1
     ), of_shop as (
       select shop.key, coalesce(plan.planned, 0) as planned, coalesce(plan."onDay", 0) as "onDay",
         coalesce(plan."inWeek", 0) as "inWeek", coalesce(record."notDone", 0) as "notDone",
         coalesce(record.done, false) as visited, standing.open,
         case when standing.open then greatest(0, ${lastDay} - standing."lastVisitOn" - shop."intervalDays") end as debt
       from shop
       left join plan_of_shop plan on plan."retailerId" = shop.id
       left join record_of_shop record on record."retailerId" = shop.id
       cross join lateral (
         select coalesce(shop."openedOn" <= ${lastDay}, true) and coalesce(shop."closedOn" > ${lastDay}, true) as open,
           case when shop."lastVisitOn" <= ${lastDay} then shop."lastVisitOn" else (
             select max(date) from "VisitRecord"
             where "retailerId" = shop.id and done and date <= ${lastDay}
           ) end as "lastVisitOn"
       ) standing
     )
     select key, (count(*) filter (where open))::int as retailers,
       (count(*) filter (where open and visited))::int as visited, sum(planned)::int as planned,
       sum("onDay")::int as "doneOnDay", sum("inWeek")::int as "doneInWeek", sum("notDone")::int as "notDone",
       coalesce(sum(debt), 0)::float8 as "debtDays", (count(*) filter (where debt > 0))::int as overdue
     from of_shop where open or planned > 0 or "notDone" > 0 group by key order by key nulls first`,
    values,
  )
  return rows
}

/** The month up to today, and the whole weeks that it touches: a visit may be made up for in the next month's days. */
function spanOf(month: number, today: IsoDate) {
  const first = monthStart(monthOfNumber(month))
  const end = addDays(monthStart(addMonths(monthOfNumber(month), 1)), -1)
  const weeksFirst = addDays(first, 1 - weekdayOf(first))
  const sunday = addDays(end, 7 - weekdayOf(end))
  const weeks: IsoWeek[] = []
  for (let day = weeksFirst; day <= end; day = addDays(day, 7)) weeks.push(weekOf(day))
  const before = (date: IsoDate) => (date < today ? date : today)
  return { first, last: before(end), weeks, weeksFirst, weeksLast: before(sunday) }
}
