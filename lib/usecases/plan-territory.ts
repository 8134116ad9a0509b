/**
 * Plans one territory's visits (周拜访线路): those due in the working days from a week's first on. The days of that week
 * become its draft. Of the plan that it has already, what is locked and what lies in the past stays; how much of the rest
 * may move is the caller's choice, and what moved is kept with the draft.
 *
 * Errors  AssertionError if the checker finds a fault in a plan.
 */
import { z } from 'zod'
import {
  type ActiveObjective,
  listActiveObjectives,
  listReviewedServices,
  type ReviewedService,
} from '@/lib/db/objective-repository'
import { getCalendar, getOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { type Purpose, saveDraftCycle } from '@/lib/db/plan-repository'
import { listServedRetailers, type ServedRetailerRecord } from '@/lib/db/served-retailer-repository'
import { findTerritory, listDaysOff, type TerritoryRecord } from '@/lib/db/territory-repository'
import { listLastPlannedVisits, type PlannedVisitDate } from '@/lib/db/week-summary-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { assert } from '@/lib/domain/assert'
import { addDays, type IsoDate, type IsoWeek, monthOf, weekStart } from '@/lib/domain/calendar/dates'
import { workingDays } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import type { Plan, PlanProblem, TravelTable } from '@/lib/domain/routing/problem'
import { type Freedom, replanProblem } from '@/lib/domain/routing/replan'
import { AGREED_LOCK_REASON, type AgreedDay, agreedDay } from '@/lib/domain/routing/service/agreed-day'
import { dueState } from '@/lib/domain/routing/service/due'
import type { PlanningParameters } from '@/lib/domain/routing/service/planning-parameters'
import { monthsWithoutOrder, NO_ORDER_MONTHS_MIN, purposesOf } from '@/lib/domain/routing/service/purposes'
import type { ServiceRule, VisitChannel } from '@/lib/domain/routing/service/service-rules'
import { toPlanProblem } from '@/lib/domain/routing/service/to-plan-problem'
import { type VisitDemand, visitDemand } from '@/lib/domain/routing/service/visit-demand'
import { createTravelTable } from '@/lib/domain/routing/travel-table'
import { solveInWorker } from '@/lib/solver/pool'
import { BROKEN_BY_HAND } from './edit-week/broken-by-hand'
import { organizationToday } from './organization-today'
import {
  daysOf,
  filterVisits,
  findPresentPlan,
  type KeptVisit,
  keptVisits,
  movesInWeek,
  routesOf,
} from './present-plan'
import { travelBetween } from './travel-between'

export const PlanTerritory = z.object({
  territoryId: z.coerce.number().int(),
  week: z.string().regex(/^\d{4}-W\d{2}$/),
})

export type PlanTerritoryFailure =
  | { code: 'forbidden' }
  | { code: 'no-territory' }
  | { code: 'no-visits-due'; week: IsoWeek }

/** Of the iterations, where the search starts from a plan of which most stays. */
const REPLAN_SHARE = 0.1

export type PlanTerritorySearch = {
  /** How much of a plan that stands may move. */
  readonly freedom?: Freedom
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { done: number; cost: number }) => void
}

export type PlannedTerritory = {
  readonly cycleId: number
  readonly weekPlanId: number
  readonly plan: Plan
}

export async function planTerritory(
  actor: Actor,
  { territoryId, week }: z.infer<typeof PlanTerritory>,
  { freedom = 'free', ...search }: PlanTerritorySearch = {},
): Promise<Result<PlannedTerritory, PlanTerritoryFailure>> {
  if (!can(actor, 'plan-routes', territoryId)) return fail({ code: 'forbidden' })
  const territory = await findTerritory(territoryId)
  if (!territory) return fail({ code: 'no-territory' })

  const organization = await getOrganization()
  const today = await organizationToday()
  const [calendar, rules, planning, known, lastPlanned, kept] = await Promise.all([
    getCalendar(organization),
    getParameters<readonly ServiceRule[]>('service-rules'),
    getParameters<PlanningParameters>('planning'),
    listServedRetailers(territoryId),
    listLastPlannedVisits(territoryId, today, addDays(weekStart(week), -1)),
    findPresentPlan(territoryId, week),
  ])
  const { horizonDays, iterations, seed, weights, priority } = planning.values
  const dates = workingDays(weekStart(week), horizonDays, calendar)
  const [first, last] = [dates[0] as IsoDate, dates.at(-1) as IsoDate]
  const [datesOff, objectives, services] = await Promise.all([
    territory.managerId ? listDaysOff(territory.managerId, first, last) : [],
    listActiveObjectives(territoryId, first, last),
    listReviewedServices(territoryId, monthDayOf(week)),
  ])
  const retailers = asVisitedBefore(known, lastPlanned).map((retailer) => ({
    ...retailer,
    agreed: agreedOf(retailer, dates, datesOff, today),
    objectives: objectives.filter(({ tradeAreaId }) => tradeAreaId === retailer.tradeAreaId),
    service: services.find(
      ({ tradeAreaId, serviceClass }) =>
        tradeAreaId === retailer.tradeAreaId && serviceClass === retailer.serviceClass,
    ),
  }))
  const daysOver = dates.filter((date) => date < today).length
  const visits = keptVisits(kept, retailers, { dates, datesOff, today })
  const locks = withAgreedDays(
    filterVisits(visits, ({ isHeld }) => isHeld),
    retailers,
  )
  const staying = freedom === 'must' ? visits : locks
  const demands = visitDemand(
    retailers.map((retailer) => ({
      ...served(retailer, monthOf(first)),
      lockedDays: daysOf(locks.get(`${retailer.id}`), staying.get(`${retailer.id}`)),
      daysOver,
    })),
    rules.values,
    dates,
    priority,
  )
  if (demands.length === 0 || daysOver === dates.length) return fail({ code: 'no-visits-due', week })

  const positions = new Map(retailers.map(({ id, position }) => [`${id}`, position]))
  const problem: PlanProblem = toPlanProblem({
    days: dates,
    manager: { ...fieldManager(territory), datesOff },
    demands,
    places: new Map(
      demands.map(({ retailerId }) => [
        retailerId,
        {
          position: positions.get(retailerId)!,
          locks: (locks.get(retailerId) ?? []).map(({ day }) => ({ day })),
        },
      ]),
    ),
    travel: await travelTable(territory, demands, positions),
    weights,
  })
  const before = kept ? routesOf(kept, dates, `${territoryId}`) : []
  const open = replanProblem(
    problem,
    { routes: before },
    { freedom: kept ? freedom : 'free', from: daysOver },
  )
  const holds = before.length > 0 && freedom !== 'free'
  const solved = await solveInWorker(open.problem, {
    iterations: holds ? Math.ceil(iterations * REPLAN_SHARE) : iterations,
    seed,
    ...search,
  })
  search.signal?.throwIfAborted() // an aborted search gives its best plan so far; nobody wants that one saved
  const plan = open.complete(solved)
  const fault =
    checkPlan(open.problem, solved).violations[0] ??
    checkPlan(open.whole, plan).violations.find(({ code }) => !BROKEN_BY_HAND.has(code))
  assert(!fault, `the plan of territory ${territory.code} is not valid: ${JSON.stringify(fault)}`)

  const { seconds, meters, places } = problem.travel as TravelTable
  const saved = await saveDraftCycle({
    territoryId,
    week,
    dates,
    problem: open.whole,
    travel: { size: places.length, seconds, meters },
    plan,
    purposes: purposesByVisit(plan, demands, retailers, dates),
    locks: new Map(
      [...locks].flatMap(([store, days]) =>
        days.flatMap(({ day, lock }) => (lock ? [[`${store}:${day}`, lock] as const] : [])),
      ),
    ),
    parameters: { 'service-rules': rules.version, planning: planning.version },
    ...(kept && { replan: { freedom, ...movesInWeek(week, dates, problem, before, plan) } }),
    authorId: actor.userId,
  })
  return ok({ ...saved, plan })
}

/** What published weeks have between today and the week that is planned will have been done by then. */
function asVisitedBefore(
  retailers: readonly ServedRetailerRecord[],
  planned: readonly PlannedVisitDate[],
): ServedRetailerRecord[] {
  const visits = new Map(planned.map((visit) => [visit.retailerId, visit]))
  return retailers.map((retailer) => {
    const visit = visits.get(retailer.id)
    if (!visit) return retailer
    return { ...retailer, lastVisit: visit.date, lastChannel: visit.channel as VisitChannel }
  })
}

type PlannedRetailer = ServedRetailerRecord & {
  readonly agreed: AgreedDay | undefined
  readonly objectives: readonly ActiveObjective[]
  readonly service: ReviewedService | undefined
}

/** A week belongs to the month of its Thursday, as it does to the year. */
function monthDayOf(week: IsoWeek): IsoDate {
  return addDays(weekStart(week), 3)
}

/** What was agreed for a day up to the last visit has been done, or will be by then. */
function agreedOf(
  { agreedOn, lastVisit, closedWeekdays }: ServedRetailerRecord,
  dates: readonly IsoDate[],
  datesOff: readonly IsoDate[],
  today: IsoDate,
): AgreedDay | undefined {
  if (agreedOn === null || (lastVisit !== null && agreedOn <= lastVisit)) return undefined
  return agreedDay(agreedOn, dates, { closedWeekdays, datesOff, today })
}

function withAgreedDays(
  kept: ReadonlyMap<string, readonly KeptVisit[]>,
  retailers: readonly PlannedRetailer[],
): Map<string, readonly KeptVisit[]> {
  const lock = { by: '', reason: AGREED_LOCK_REASON }
  return new Map([
    ...kept,
    ...retailers.flatMap(({ id, agreed: day }) => {
      const locks = kept.get(`${id}`) ?? []
      if (typeof day !== 'number' || locks.some((one) => one.day === day)) return []
      return [[`${id}`, [...locks, { day, lock, isHeld: true }]] as const]
    }),
  ])
}

function served(retailer: PlannedRetailer, month: string) {
  const { id, lastVisit, lastChannel, visitsPerWeek, lastOrderMonth, focus, ...more } = retailer
  const { agreed, objectives, service, ...rest } = more
  const quietMonths = lastOrderMonth ? monthsWithoutOrder(lastOrderMonth, month) : 0
  return {
    ...rest,
    id: `${id}`,
    ...(lastVisit && { lastVisit }),
    ...(lastChannel && { lastChannel }),
    ...(visitsPerWeek && { visitsPerWeek }),
    ...(service && { reviewedIntervalDays: service.to }),
    ...(agreed !== undefined && { agreed }),
    signal: quietMonths >= NO_ORDER_MONTHS_MIN ? 1 : 0,
    inFocus: focus !== null || objectives.length > 0,
  }
}

function fieldManager({ id, start, end, shift, break: pause, visitsMax }: TerritoryRecord) {
  return { id: `${id}`, start, end, shift, visitsMax, ...(pause && { break: pause }) }
}

async function travelTable(
  territory: TerritoryRecord,
  demands: readonly VisitDemand[],
  positions: ReadonlyMap<string, readonly [number, number]>,
): Promise<TravelTable> {
  const stores = demands.map(({ retailerId }) => retailerId)
  const matrix = await travelBetween(territory.travelMode, [
    territory.start,
    territory.end,
    ...stores.map((id) => positions.get(id)!),
  ])
  const table = createTravelTable([`${territory.id}:start`, `${territory.id}:end`, ...stores], matrix.source)
  table.seconds.set(matrix.seconds)
  table.meters.set(matrix.meters)
  return table
}

/** By `store:day`, as things stand on the day of each visit once those before it are made. */
function purposesByVisit(
  plan: Plan,
  demands: readonly VisitDemand[],
  retailers: readonly PlannedRetailer[],
  dates: readonly IsoDate[],
): Map<string, readonly Purpose[]> {
  const intervals = new Map(demands.map(({ retailerId, intervalDays }) => [retailerId, intervalDays]))
  const byId = new Map(retailers.map((retailer) => [`${retailer.id}`, retailer]))
  const lastVisits = new Map<string, IsoDate>()
  const purposes = new Map<string, readonly Purpose[]>()
  for (const { day, stops } of plan.routes.toSorted((a, b) => a.day - b.day)) {
    const date = dates[day] as IsoDate
    for (const { store } of stops) {
      const retailer = byId.get(store)!
      const { lastOrderMonth, focus, objectives, agreedOn, agreed, service, visitsPerWeek } = retailer
      const intervalDays = intervals.get(store)!
      const found = purposesOf({
        due: dueState(lastVisits.get(store) ?? retailer.lastVisit ?? undefined, intervalDays, date),
        intervalDays,
        month: monthOf(date),
        ...(lastOrderMonth && { lastOrderMonth }),
        ...(focus && { focus }),
        objectives: objectives
          .filter(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn)
          .map(({ purpose }) => purpose),
        ...(agreedOn &&
          agreed === day && {
            agreed: { date: agreedOn, day: agreedOn === date ? ('same' as const) : ('nearest' as const) },
          }),
        ...(service && !visitsPerWeek && { service: changeOf(service) }),
      })
      purposes.set(`${store}:${day}`, found as Purpose[])
      lastVisits.set(store, date)
    }
  }
  return purposes
}

function changeOf({ from, to, tradeArea, month, reviewId }: ReviewedService) {
  return { from, to, tradeArea, month, reviewId }
}
