/**
 * Plans one territory's visits (周拜访线路): those due in the working days from a week's first on. The days of that week
 * become its draft; what is locked in the plan that it has already, and what lies in the past, stays.
 */
import { z } from 'zod'
import { getCalendar, getOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import {
  getCycle,
  listWeekPlans,
  type PlanCycleRecord,
  type Purpose,
  saveDraftCycle,
  type VisitLock,
} from '@/lib/db/plan-repository'
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
import { dueState } from '@/lib/domain/routing/service/due'
import type { PlanningParameters } from '@/lib/domain/routing/service/planning-parameters'
import { monthsWithoutOrder, NO_ORDER_MONTHS_MIN, purposesOf } from '@/lib/domain/routing/service/purposes'
import type { ServiceRule, VisitChannel } from '@/lib/domain/routing/service/service-rules'
import { toPlanProblem } from '@/lib/domain/routing/service/to-plan-problem'
import { type VisitDemand, visitDemand } from '@/lib/domain/routing/service/visit-demand'
import { createTravelTable } from '@/lib/domain/routing/travel-table'
import { solveInWorker } from '@/lib/solver/pool'
import { organizationToday } from './organization-today'
import { travelBetween } from './travel-between'

export const PlanTerritory = z.object({
  territoryId: z.coerce.number().int(),
  week: z.string().regex(/^\d{4}-W\d{2}$/),
})

export type PlanTerritoryFailure =
  | { code: 'forbidden' }
  | { code: 'no-territory' }
  | { code: 'no-visits-due'; week: IsoWeek }

export type PlannedTerritory = {
  readonly cycleId: number
  readonly weekPlanId: number
  readonly plan: Plan
}

export async function planTerritory(
  actor: Actor,
  { territoryId, week }: z.infer<typeof PlanTerritory>,
  search: { signal?: AbortSignal; onProgress?: (progress: { done: number; cost: number }) => void } = {},
): Promise<Result<PlannedTerritory, PlanTerritoryFailure>> {
  if (!can(actor, 'plan-routes', territoryId)) return fail({ code: 'forbidden' })
  const territory = await findTerritory(territoryId)
  if (!territory) return fail({ code: 'no-territory' })

  const organization = await getOrganization()
  const today = await organizationToday()
  const [calendar, rules, planning, known, before, kept] = await Promise.all([
    getCalendar(organization),
    getParameters<readonly ServiceRule[]>('service-rules'),
    getParameters<PlanningParameters>('planning'),
    listServedRetailers(territoryId),
    listLastPlannedVisits(territoryId, today, addDays(weekStart(week), -1)),
    presentPlan(territoryId, week),
  ])
  const retailers = asVisitedBefore(known, before)
  const { horizonDays, iterations, seed, weights, priority } = planning.values
  const dates = workingDays(weekStart(week), horizonDays, calendar)
  const locks = keptLocks(kept, dates, today)
  const demands = visitDemand(
    retailers.map((retailer) => served(retailer, locks, monthOf(dates[0] as IsoDate))),
    rules.values,
    dates,
    priority,
  )
  if (demands.length === 0) return fail({ code: 'no-visits-due', week })

  const datesOff = territory.managerId
    ? await listDaysOff(territory.managerId, dates[0] as IsoDate, dates.at(-1) as IsoDate)
    : []
  const positions = new Map(retailers.map(({ id, position }) => [`${id}`, position]))
  const previous = weights.change > 0 && kept ? previousRoutes(kept, dates, `${territoryId}`) : undefined
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
    ...(previous && { previous }),
  })
  const plan = await solveInWorker(problem, { iterations, seed, ...search })
  search.signal?.throwIfAborted() // an aborted search gives its best plan so far; nobody wants that one saved
  const check = checkPlan(problem, plan)
  assert(
    check.valid,
    `the plan of territory ${territory.code} is not valid: ${JSON.stringify(check.violations[0])}`,
  )

  const { seconds, meters, places } = problem.travel as TravelTable
  const saved = await saveDraftCycle({
    territoryId,
    week,
    dates,
    problem,
    travel: { size: places.length, seconds, meters },
    plan,
    purposes: purposesByStore(plan, demands, retailers, dates),
    locks: new Map(
      [...locks].flatMap(([store, days]) =>
        days.flatMap(({ day, lock }) => (lock ? [[`${store}:${day}`, lock] as const] : [])),
      ),
    ),
    parameters: { 'service-rules': rules.version, planning: planning.version },
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

type KeptLock = { readonly day: number; readonly lock: VisitLock | undefined }

async function presentPlan(territoryId: number, week: string): Promise<PlanCycleRecord | undefined> {
  const [newest] = await listWeekPlans([territoryId], week)
  return newest ? getCycle(newest.cycleId) : undefined
}

/** By store id: the days that a visit keeps, because someone locked it or its day is over. */
function keptLocks(
  kept: PlanCycleRecord | undefined,
  dates: readonly IsoDate[],
  today: IsoDate,
): Map<string, KeptLock[]> {
  const locks = new Map<string, KeptLock[]>()
  for (const { date, visits } of kept?.days ?? []) {
    const day = dates.indexOf(date)
    if (day < 0) continue
    for (const { retailerId, locked, lockedBy, lockReason } of visits) {
      if (!locked && date >= today) continue
      const lock = locked ? { by: lockedBy ?? '', reason: lockReason ?? '' } : undefined
      locks.set(`${retailerId}`, [...(locks.get(`${retailerId}`) ?? []), { day, lock }])
    }
  }
  return locks
}

function served(
  retailer: ServedRetailerRecord,
  locks: ReadonlyMap<string, readonly KeptLock[]>,
  month: string,
) {
  const { id, lastVisit, lastChannel, visitsPerWeek, lastOrderMonth, focus, ...rest } = retailer
  const quietMonths = lastOrderMonth ? monthsWithoutOrder(lastOrderMonth, month) : 0
  return {
    ...rest,
    id: `${id}`,
    ...(lastVisit && { lastVisit }),
    ...(lastChannel && { lastChannel }),
    ...(visitsPerWeek && { visitsPerWeek }),
    signal: quietMonths >= NO_ORDER_MONTHS_MIN ? 1 : 0,
    inFocus: focus !== null,
    lockedDays: (locks.get(`${id}`) ?? []).map(({ day }) => day),
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

function previousRoutes(
  kept: PlanCycleRecord,
  dates: readonly IsoDate[],
  manager: string,
): Pick<Plan, 'routes'> {
  return {
    routes: kept.days.flatMap(({ date, visits, break: pause, startTime, endTime, ...sums }) => {
      const day = dates.indexOf(date)
      if (day < 0 || visits.length === 0) return []
      const { driveSeconds, driveMeters, workSeconds } = sums
      return {
        manager,
        day,
        stops: visits.map(({ retailerId, arrive, start, leave, driveSeconds, driveMeters }) => ({
          store: `${retailerId}`,
          arrive,
          start,
          leave,
          driveSeconds,
          driveMeters,
        })),
        break: pause,
        startTime: startTime ?? 0,
        endTime: endTime ?? 0,
        driveSeconds,
        driveMeters,
        workSeconds,
      }
    }),
  }
}

/** As things stand on the day of the first visit. */
function purposesByStore(
  plan: Plan,
  demands: readonly VisitDemand[],
  retailers: readonly ServedRetailerRecord[],
  dates: readonly IsoDate[],
): Map<string, readonly Purpose[]> {
  const firstDay = new Map<string, number>()
  for (const { day, stops } of plan.routes.toSorted((a, b) => a.day - b.day)) {
    for (const { store } of stops) if (!firstDay.has(store)) firstDay.set(store, day)
  }
  const byId = new Map(retailers.map((retailer) => [`${retailer.id}`, retailer]))
  return new Map(
    demands.map(({ retailerId, intervalDays }) => {
      const { lastVisit, lastOrderMonth, focus } = byId.get(retailerId)!
      const date = dates[firstDay.get(retailerId) ?? 0] as IsoDate
      const purposes = purposesOf({
        due: dueState(lastVisit ?? undefined, intervalDays, date),
        intervalDays,
        month: monthOf(date),
        ...(lastOrderMonth && { lastOrderMonth }),
        ...(focus && { focus }),
      })
      return [retailerId, purposes as Purpose[]]
    }),
  )
}
