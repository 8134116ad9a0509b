/**
 * Coverage, adherence and interval debt of a month, as lib/domain/visit/figures.ts defines them, by groups of shops.
 *
 * Shape   shops belong where they stand now, as in SalesCell. A group without shops and visits is absent.
 * Cost    one statement over the month's plans and records and the shops in scope.
 */
import { addDays, addMonths, type IsoDate, monthStart, weekdayOf, weekOf } from '@/lib/domain/calendar/dates'
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
  const [firstDay, lastDay, weeksFirstDay, weeksLastDay] = [first, last, weeksFirst, weeksLast].map(
    (date) => `${bind(date)}::date`,
  )
  const { rows } = await pool().query<VisitFigureGroup>(
    `with shop as materialized (
       select retailer.id, ${KEYS[by]} as key, retailer."lastVisitOn", retailer."openedOn",
         (retailer."closedAt" at time zone (select "timeZone" from "Organization" order by id limit 1))::date as "closedOn",
         ${intervalSql(terms, bind)} as "intervalDays"
       from "Retailer" retailer
       left join "Territory" territory on territory.id = retailer."territoryId"
       left join "TradeArea" area on area.id = retailer."tradeAreaId"
       where ${scopeSql(scope, { territory: 'retailer."territoryId"', tradeArea: 'retailer."tradeAreaId"' }, bind)}
     ), entry as (
       select "retailerId", date, false as planned, done, not done and reason = ${bind(NOT_DONE_SHOP_CLOSED)} as "foundClosed"
       from "VisitRecord" where date between ${weeksFirstDay} and ${weeksLastDay}
         and "retailerId" in (select id from shop)
       union all
       select visit."retailerId", day.date, coalesce(shop."closedOn" > day.date, true), null, null
       from unnest(${bind(weeks.map(weekOf))}::text[], ${bind(weeks)}::date[]) as week(name, monday)
       join "WeekPlan" plan on plan.week = week.name and plan.status = 'published'
       join "PlanDay" day on day."cycleId" = plan."cycleId" and day.date between week.monday and week.monday + 6
       join "PlannedVisit" visit on visit."planDayId" = day.id
       join shop on shop.id = visit."retailerId"
       where day.date <= ${weeksLastDay}
     ), day as (
       select "retailerId", date, bool_or(done) is true as done, bool_and(done) is false as "notDone",
         bool_or(planned) and (bool_or(done) is true or bool_or("foundClosed") is not true) as planned
       from entry group by 1, 2
     ), week as (
       select "retailerId", (date - ${weeksFirstDay}) / 7 as week,
         count(*) filter (where done) as done,
         count(*) filter (where planned and done) as "onDay",
         count(*) filter (where planned and not done and date < ${firstDay}) as "missedBefore",
         count(*) filter (where planned and "isIn") as "plannedIn",
         count(*) filter (where planned and done and "isIn") as "onDayIn",
         count(*) filter (where "notDone" and "isIn") as "notDoneIn",
         max(date) filter (where done and "isIn") as "lastDone"
       from (select day.*, date between ${firstDay} and ${lastDay} as "isIn" from day) day group by 1, 2
     ), month as (
       select "retailerId", sum("plannedIn") as planned, sum("onDayIn") as "onDay", sum("notDoneIn") as "notDone",
         -- what else was done in the week makes up for what was missed, the earliest first
         sum("onDayIn" + least("plannedIn" - "onDayIn", greatest(0, done - "onDay" - "missedBefore"))) as "inWeek",
         max("lastDone") as "lastDone"
       from week group by 1
     ), standing as (
       select shop.key, coalesce(planned, 0) as planned, coalesce("onDay", 0) as "onDay",
         coalesce("inWeek", 0) as "inWeek", coalesce("notDone", 0) as "notDone", "lastDone" is not null as visited,
         coalesce("openedOn" <= ${lastDay}, true) and coalesce("closedOn" > ${lastDay}, true) as open,
         greatest(0, ${lastDay} - coalesce("lastDone", case
           when "lastVisitOn" <= ${lastDay} then "lastVisitOn"
           else (select max(date) from "VisitRecord" where "retailerId" = shop.id and done and date <= ${lastDay})
         end) - "intervalDays") as debt
       from shop left join month on month."retailerId" = shop.id
       offset 0 -- works the debt out once
     )
     select key, (count(*) filter (where open))::int as retailers,
       (count(*) filter (where open and visited))::int as visited, sum(planned)::int as planned,
       sum("onDay")::int as "doneOnDay", sum("inWeek")::int as "doneInWeek", sum("notDone")::int as "notDone",
       coalesce(sum(debt) filter (where open), 0)::float8 as "debtDays",
       (count(*) filter (where open and debt > 0))::int as overdue
     from standing where open or planned > 0 or "notDone" > 0 group by key order by key nulls first`,
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
  const weeks: IsoDate[] = [] // by their Mondays
  for (let day = weeksFirst; day <= end; day = addDays(day, 7)) weeks.push(day)
  const before = (date: IsoDate) => (date < today ? date : today)
  return { first, last: before(end), weeks, weeksFirst, weeksLast: before(sunday) }
}
