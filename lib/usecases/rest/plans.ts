/** REST: week plans (周拜访计划), and what people do with them. */
import { z } from 'zod'
import { listPlansPage } from '@/lib/db/plan-listing-repository'
import { findWeekPlan, getCycle } from '@/lib/db/plan-repository'
import { RUN_STATES } from '@/lib/db/plan-run-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { weekOf } from '@/lib/domain/calendar/dates'
import { fail, ok } from '@/lib/domain/result'
import { COST_TERMS, UNPLANNED_REASONS } from '@/lib/domain/routing/problem'
import { LockVisit, lockVisit } from '@/lib/usecases/edit-week/lock-visit'
import { MoveVisit, moveVisit } from '@/lib/usecases/edit-week/move-visit'
import { followPlanRuns } from '@/lib/usecases/follow-plan-runs'
import { PublishWeek, publishWeek } from '@/lib/usecases/publish-week'
import { RequestPlan, requestPlan } from '@/lib/usecases/request-plan'
import {
  ById,
  DATE,
  endpoint,
  ID,
  ID_TEXT,
  MOMENT,
  NOTHING,
  PAGING,
  PLAN_STATUS,
  pageOf,
  SECOND_OF_DAY,
  WEEK,
} from './endpoint'

export const Plan = z.object({
  id: ID,
  territoryId: ID,
  week: WEEK,
  status: PLAN_STATUS,
  version: z.int().positive().describe('send it along with every change: another version is refused'),
  publishedAt: MOMENT.nullable(),
  plannedAt: MOMENT,
  travelSource: z.string().describe('where the travel times come from'),
  visits: z.int().min(0),
  unplannedVisits: z.int().min(0).describe('over all days that were planned ahead'),
  driveSeconds: z.int().min(0),
  driveMeters: z.int().min(0),
  workSeconds: z.int().min(0),
})
export const PlanPage = pageOf(Plan)

const cost = z.number()
export const PlanDetail = Plan.extend({
  seed: z.int(),
  iterations: z.int(),
  cost: z.object(Object.fromEntries(['total', ...COST_TERMS].map((term) => [term, cost]))),
  parameters: z.record(z.string(), z.int()).describe('versions of the parameter sets that went in'),
  days: z.array(
    z.object({
      dayIndex: z.int().min(0),
      date: DATE,
      startTime: SECOND_OF_DAY.nullable(),
      endTime: SECOND_OF_DAY.nullable(),
      break: z.object({ start: SECOND_OF_DAY, end: SECOND_OF_DAY }).nullable(),
      driveSeconds: z.int().min(0),
      driveMeters: z.int().min(0),
      workSeconds: z.int().min(0),
      visitIds: z.array(ID).describe('in the order of the day'),
    }),
  ),
  unplanned: z.array(
    z.object({
      retailerId: ID,
      visits: z.int().positive(),
      reason: z.enum(UNPLANNED_REASONS),
      needs: z.unknown().describe('the smallest change that would admit it: { field, from, to }, or null'),
    }),
  ),
})

export const PlanVersion = z.object({ id: ID, version: z.int().positive() })
export const PlanRequested = z.object({ runIds: z.array(ID) })
export const PlanPublished = z.object({ id: ID })
export const PlanRun = z.object({
  id: ID,
  territoryId: ID,
  week: WEEK,
  state: z.enum(RUN_STATES),
  progress: z.number().min(0).max(1),
  failure: z.string().nullable(),
})

const HAND_FAILURES = {
  forbidden: 403,
  'no-such-plan': 404,
  'no-such-visit': 404,
  'plan-changed': 409,
  'draft-exists': 409,
  'week-over': 409,
} as const

export const PLAN_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/plans',
    tag: 'plans',
    summary: 'Week plans within reach, drafts and published ones',
    ability: 'view-plans',
    params: NOTHING,
    query: z.strictObject({
      ...PAGING,
      territory: ID_TEXT.optional(),
      week: WEEK.optional(),
      status: PLAN_STATUS.optional(),
    }),
    answer: PlanPage,
    failures: {},
    run: async ({ territoryIds }, { query: { after, limit, territory, week, status } }) =>
      ok(await listPlansPage(territoryIds, { territoryId: territory, week, status }, { after, limit })),
  }),
  endpoint({
    method: 'GET',
    path: '/plans/{id}',
    tag: 'plans',
    summary: 'One week plan with its days, and the visits that found no place',
    ability: 'view-plans',
    params: ById,
    query: NOTHING,
    answer: PlanDetail,
    failures: { 'not-found': 404 },
    run: async (actor, { params: { id } }) => {
      const plan = await getPlan(actor, id)
      return plan ? ok(plan) : fail({ code: 'not-found' })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/plans',
    tag: 'plans',
    summary: 'Have a week planned, for one territory or for all within reach; locked visits stay',
    ability: 'plan-routes',
    params: NOTHING,
    query: NOTHING,
    body: RequestPlan,
    answer: PlanRequested,
    status: 202,
    failures: { forbidden: 403, 'no-territory': 404, 'week-over': 409 },
    run: (actor, { body }) => requestPlan(actor, body),
  }),
  endpoint({
    method: 'GET',
    path: '/plan-runs/{id}',
    tag: 'plans',
    summary: 'How far a planning is',
    ability: 'view-plans',
    params: ById,
    query: NOTHING,
    answer: PlanRun,
    failures: { 'not-found': 404 },
    run: async (actor, { params: { id } }) => {
      const [run] = await followPlanRuns(actor, [id])
      if (!run) return fail({ code: 'not-found' })
      const { territoryId, week, state, progress, failure } = run
      return ok({ id, territoryId, week, state, progress, failure })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/plans/{id}/moves',
    tag: 'plans',
    summary: 'Move a visit to another day or place; a published plan stays, and a draft of it is changed',
    ability: 'plan-routes',
    params: ById,
    query: NOTHING,
    body: MoveVisit.omit({ weekPlanId: true }),
    answer: PlanVersion,
    failures: { ...HAND_FAILURES, 'already-visited': 409, 'day-over': 409, unreachable: 422 },
    run: async (actor, { params, body }) =>
      changed(await moveVisit(actor, { ...body, weekPlanId: params.id })),
  }),
  endpoint({
    method: 'POST',
    path: '/plans/{id}/locks',
    tag: 'plans',
    summary: 'Hold a visit to its day, or let it go with a reason of null',
    ability: 'plan-routes',
    params: ById,
    query: NOTHING,
    body: LockVisit.omit({ weekPlanId: true }),
    answer: PlanVersion,
    failures: HAND_FAILURES,
    run: async (actor, { params, body }) =>
      changed(await lockVisit(actor, { ...body, weekPlanId: params.id })),
  }),
  endpoint({
    method: 'POST',
    path: '/plans/{id}/publication',
    tag: 'plans',
    summary: 'Publish a draft: it becomes the week that the customer manager drives',
    ability: 'publish-plans',
    params: ById,
    query: NOTHING,
    body: PublishWeek.omit({ weekPlanId: true }),
    answer: PlanPublished,
    failures: {
      forbidden: 403,
      'no-such-plan': 404,
      'plan-changed': 409,
      'already-published': 409,
      'division-changed': 409,
    },
    run: async (actor, { params, body }) => {
      const published = await publishWeek(actor, { ...body, weekPlanId: params.id })
      return published.ok ? ok({ id: published.value.weekPlanId }) : published
    },
  }),
]

async function getPlan(actor: Actor, id: number): Promise<z.input<typeof PlanDetail> | undefined> {
  const record = await findWeekPlan(id)
  if (!record || !can(actor, 'view-plans', record.territoryId)) return undefined
  const [{ items }, cycle] = await Promise.all([
    listPlansPage([record.territoryId], { week: record.week }, { after: id - 1, limit: 1 }),
    getCycle(record.cycleId),
  ])
  const listed = items.find((plan) => plan.id === id)
  if (!listed) return undefined
  const { seed, iterations, parameters, unplanned } = cycle
  return {
    ...listed,
    seed,
    iterations,
    cost: cycle.cost,
    parameters,
    days: cycle.days
      .filter(({ date }) => weekOf(date) === record.week)
      .map(({ visits, ...day }) => ({
        dayIndex: day.dayIndex,
        date: day.date,
        startTime: day.startTime,
        endTime: day.endTime,
        break: day.break,
        driveSeconds: day.driveSeconds,
        driveMeters: day.driveMeters,
        workSeconds: day.workSeconds,
        visitIds: visits.map((visit) => visit.id),
      })),
    unplanned: unplanned.map(({ needs, ...visit }) => ({
      retailerId: visit.retailerId,
      visits: visit.visits,
      reason: visit.reason,
      needs: needs ?? null,
    })),
  }
}

function changed<F>(
  result: { ok: true; value: { weekPlanId: number; version: number } } | { ok: false; error: F },
) {
  return result.ok ? ok({ id: result.value.weekPlanId, version: result.value.version }) : result
}
