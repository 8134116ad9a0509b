/**
 * One territory's week (周拜访计划) as the plan board shows it: days with their stops, what is broken, what found no
 * place, and the sums.
 *
 * Units   whole seconds (of the day where a time), whole metres; load is time driving and at counters ÷ shift less break.
 * Shape   the draft where there is one and nothing else is asked for; codes with parameters, never sentences.
 */
import { z } from 'zod'
import { getCalendar, getOrganization } from '@/lib/db/organization-repository'
import {
  getCycle,
  listWeekPlans,
  type PlanCycleRecord,
  type PlannedVisitRecord,
  type Purpose,
  type ReplanRecord,
  type WeekPlanRecord,
} from '@/lib/db/plan-repository'
import { listActiveRuns } from '@/lib/db/plan-run-repository'
import { findStopRetailers, type StopRetailer } from '@/lib/db/stop-retailer-repository'
import { findTerritory, listDayOffReasons, type TerritoryRecord } from '@/lib/db/territory-repository'
import { findUserNames } from '@/lib/db/user-repository'
import { listPlannedWeeks } from '@/lib/db/week-summary-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addDays, type IsoDate, type IsoWeek, weekOf, weekStart } from '@/lib/domain/calendar/dates'
import { findDayOff, type NamedDay, type OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { PlanCost, Relaxation, UnplannedReason } from '@/lib/domain/routing/problem'
import { organizationToday } from './organization-today'
import { Week } from './request-plan'

export const ViewWeek = z.object({
  territoryId: z.int().positive(),
  /** The nearest planned week, if absent. */
  week: Week.optional(),
  /** `published` shows what is published although a draft waits. */
  status: z.enum(['draft', 'published']).optional(),
})
export type ViewWeek = z.infer<typeof ViewWeek>

export type WeekStop = {
  readonly visitId: number
  readonly retailer: StopRetailer
  readonly arrive: number
  readonly start: number
  readonly leave: number
  readonly driveSeconds: number
  readonly driveMeters: number
  readonly channel: string
  readonly lock: { readonly by: string; readonly reason: string } | null
  readonly purposes: readonly Purpose[]
  readonly breaches: readonly Purpose[]
}

export type WeekDay = {
  /** Index into the plan cycle's days; null where the week has no plan for the day. */
  readonly dayIndex: number | null
  readonly date: IsoDate
  readonly isPast: boolean
  readonly holiday: NamedDay | null
  /** The customer manager's own day off. */
  readonly dayOff: { readonly reason: string } | null
  readonly stops: readonly WeekStop[]
  readonly startTime: number | null
  readonly endTime: number | null
  readonly break: { readonly start: number; readonly end: number } | null
  readonly driveSeconds: number
  readonly driveMeters: number
  readonly workSeconds: number
  readonly serviceSeconds: number
  readonly overtimeSeconds: number
  readonly load: number
  readonly breaches: readonly Purpose[]
}

export type UnplannedVisitView = {
  readonly retailer: StopRetailer
  readonly visits: number
  readonly reason: UnplannedReason
  readonly needs: (Relaxation & { readonly and?: readonly Relaxation[] }) | null
}

export type WeekPlanView = {
  readonly id: number
  readonly status: 'draft' | 'published'
  readonly version: number
  readonly publishedAt: string | null
  readonly publishedBy: string | null
  readonly plannedAt: string
  readonly seed: number
  readonly iterations: number
  readonly seconds: number
  readonly travelSource: string
  readonly cost: PlanCost
  /** Versions of the parameter sets that went in. */
  readonly parameters: Readonly<Record<string, number>>
  /** Every working day that was planned for; those of the week come first. */
  readonly dates: readonly IsoDate[]
  readonly replan: ReplanView | null
}

/** What planning the week again changed, until that is published. */
export type ReplanView = Pick<ReplanRecord, 'freedom' | 'visits'> & {
  readonly moves: readonly (Omit<ReplanRecord['moves'][number], 'retailerId'> & {
    readonly retailer: Pick<StopRetailer, 'id' | 'name'>
  })[]
}

export type WeekView = {
  readonly territory: Pick<
    TerritoryRecord,
    'id' | 'name' | 'managerName' | 'start' | 'end' | 'shift' | 'break' | 'visitsMax' | 'travelMode'
  >
  readonly week: IsoWeek
  readonly today: IsoDate
  readonly plan: WeekPlanView | null
  readonly hasDraft: boolean
  readonly hasPublished: boolean
  readonly days: readonly WeekDay[]
  readonly unplanned: readonly UnplannedVisitView[]
  readonly runId: number | null
  readonly may: { readonly plan: boolean; readonly publish: boolean }
}

export async function viewWeek(
  actor: Actor,
  { territoryId, week, status }: ViewWeek,
): Promise<Result<WeekView, { code: 'forbidden' | 'no-territory' }>> {
  if (!can(actor, 'view-plans', territoryId)) return fail({ code: 'forbidden' })
  const [territory, organization, today] = await Promise.all([
    findTerritory(territoryId),
    getOrganization(),
    organizationToday(),
  ])
  if (!territory) return fail({ code: 'no-territory' })

  const shown = week ?? (await nearestWeek([territoryId], today))
  const monday = weekStart(shown)
  const [plans, calendar, daysOff, runs] = await Promise.all([
    listWeekPlans([territoryId], shown),
    getCalendar(organization),
    territory.managerId ? listDayOffReasons(territory.managerId, monday, addDays(monday, 6)) : [],
    listActiveRuns([territoryId], shown),
  ])
  const record = plans.find((plan) => plan.status === status) ?? plans[0]
  const cycle = record ? await getCycle(record.cycleId) : undefined
  const retailers = await findStopRetailers(cycle ? retailerIdsOf(cycle, shown) : [])
  const names = await findUserNames(
    [
      record?.publishedBy,
      ...(cycle?.days ?? []).flatMap((day) => day.visits.map((visit) => visit.lockedBy)),
    ].filter((id) => id !== null && id !== undefined),
  )

  return ok({
    territory,
    week: shown,
    today,
    plan:
      record && cycle
        ? toPlanView(record, cycle, {
            names,
            retailers,
            mayTakeBack: cycle.replacedId !== null || plans.some((plan) => plan.status === 'published'),
          })
        : null,
    hasDraft: plans.some((plan) => plan.status === 'draft'),
    hasPublished: plans.some((plan) => plan.status === 'published'),
    days: datesShown(monday, calendar, cycle).map((date) => {
      const off = findDayOff(date, calendar)
      return toDay(date, {
        territory,
        day: cycle?.days.find((day) => day.date === date),
        holiday: off?.reason === 'holiday' ? off.holiday : null,
        dayOff: daysOff.find((day) => day.date === date) ?? null,
        today,
        retailers,
        names,
      })
    }),
    unplanned: (cycle?.unplanned ?? []).flatMap(({ retailerId, visits, reason, needs }) => {
      const retailer = retailers.get(retailerId)
      return retailer ? [{ retailer, visits, reason, needs: needs ?? null }] : []
    }),
    runId: runs[0]?.id ?? null,
    may: {
      plan: can(actor, 'plan-routes', territoryId) && shown >= weekOf(today),
      publish: can(actor, 'publish-plans', territoryId),
    },
  })
}

/** The week that a screen opens with: this one or the next that is planned, else this one. */
export async function nearestWeek(territoryIds: readonly number[], today: IsoDate): Promise<IsoWeek> {
  const current = weekOf(today)
  const planned = (await listPlannedWeeks(territoryIds)).filter((week) => week >= current)
  return planned.at(-1) ?? current
}

function retailerIdsOf(cycle: PlanCycleRecord, week: IsoWeek): number[] {
  return [
    ...cycle.days
      .filter(({ date }) => weekOf(date) === week)
      .flatMap(({ visits }) => visits.map(({ retailerId }) => retailerId)),
    ...cycle.unplanned.map(({ retailerId }) => retailerId),
    ...(cycle.replan?.moves ?? []).map(({ retailerId }) => retailerId),
  ]
}

/** Every day that is worked or would be but for a holiday, and every day with visits. */
function datesShown(
  monday: IsoDate,
  calendar: OrganizationCalendar,
  cycle: PlanCycleRecord | undefined,
): IsoDate[] {
  return Array.from({ length: 7 }, (_, k) => addDays(monday, k)).filter(
    (date) =>
      findDayOff(date, calendar)?.reason !== 'weekend' || cycle?.days.some((day) => day.date === date),
  )
}

function toPlanView(
  record: WeekPlanRecord,
  cycle: PlanCycleRecord,
  {
    names,
    retailers,
    mayTakeBack,
  }: Pick<DayContext, 'names' | 'retailers'> & { readonly mayTakeBack: boolean },
): WeekPlanView {
  const { seed, iterations, seconds, travelSource, cost, parameters } = cycle
  return {
    id: record.id,
    status: record.status,
    version: record.version,
    publishedAt: record.publishedAt?.toISOString() ?? null,
    publishedBy: record.publishedBy ? (names.get(record.publishedBy) ?? null) : null,
    plannedAt: cycle.createdAt.toISOString(),
    seed,
    iterations,
    seconds,
    travelSource,
    cost,
    parameters,
    dates: cycle.dates,
    replan: record.status === 'draft' && mayTakeBack ? toReplanView(cycle, retailers) : null,
  }
}

function toReplanView({ replan }: PlanCycleRecord, retailers: DayContext['retailers']): ReplanView | null {
  if (!replan) return null
  const { freedom, visits, moves } = replan
  return {
    freedom,
    visits,
    moves: moves.flatMap(({ retailerId, ...move }) => {
      const retailer = retailers.get(retailerId)
      return retailer ? [{ ...move, retailer: { id: retailer.id, name: retailer.name } }] : []
    }),
  }
}

type DayContext = {
  readonly territory: TerritoryRecord
  readonly day: PlanCycleRecord['days'][number] | undefined
  readonly holiday: NamedDay | null
  readonly dayOff: { readonly reason: string } | null
  readonly today: IsoDate
  readonly retailers: ReadonlyMap<number, StopRetailer>
  readonly names: ReadonlyMap<string, string>
}

function toDay(date: IsoDate, context: DayContext): WeekDay {
  const { territory, day, holiday, dayOff, today, retailers, names } = context
  const { shift, visitsMax } = territory
  const visits = day?.visits ?? []
  const driveSeconds = day?.driveSeconds ?? 0
  const serviceSeconds = visits.reduce((sum, { start, leave }) => sum + leave - start, 0)
  const overtimeSeconds = Math.max(0, (day?.endTime ?? 0) - shift[1])
  const breaches: Purpose[] = []
  if (overtimeSeconds > 0) breaches.push({ code: 'overtime', params: { seconds: overtimeSeconds } })
  if (visits.length > visitsMax) {
    breaches.push({ code: 'visits-max', params: { visits: visits.length, most: visitsMax } })
  }
  if (dayOff && visits.length > 0) breaches.push({ code: 'day-off', params: { visits: visits.length } })
  return {
    dayIndex: day?.dayIndex ?? null,
    date,
    isPast: date < today,
    holiday,
    dayOff: dayOff ? { reason: dayOff.reason } : null,
    stops: visits.flatMap((visit) => {
      const retailer = retailers.get(visit.retailerId)
      return retailer ? [toStop(visit, retailer, names)] : []
    }),
    startTime: day?.startTime ?? null,
    endTime: day?.endTime ?? null,
    break: day?.break ?? null,
    driveSeconds,
    driveMeters: day?.driveMeters ?? 0,
    workSeconds: day?.workSeconds ?? 0,
    serviceSeconds,
    overtimeSeconds,
    load: (driveSeconds + serviceSeconds) / (shift[1] - shift[0] - (territory.break?.seconds ?? 0)),
    breaches,
  }
}

function toStop(
  visit: PlannedVisitRecord,
  retailer: StopRetailer,
  names: ReadonlyMap<string, string>,
): WeekStop {
  const { id, arrive, start, leave, driveSeconds, driveMeters, channel, purposes, breaches } = visit
  const lock = visit.locked
    ? { by: names.get(visit.lockedBy ?? '') ?? '', reason: visit.lockReason ?? '' }
    : null
  return {
    visitId: id,
    retailer,
    arrive,
    start,
    leave,
    driveSeconds,
    driveMeters,
    channel,
    lock,
    purposes,
    breaches,
  }
}
