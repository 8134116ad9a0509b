/**
 * A week plan opened for changing by hand: its records, and the planning problem with the locks as they stand now.
 *
 * Errors  `no-such-plan`; `forbidden`; `plan-changed` if it is no longer at the version that the person saw;
 *         `draft-exists` if a published plan is to change while a draft of it waits; `week-over` once its days are past.
 */

import type { PlanCycleRecord, WeekPlanRecord } from '@/lib/db/plan-repository'
import { copyToDraft, findWeekPlan, getCycle, getProblem, listWeekPlans } from '@/lib/db/plan-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { weekOf } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { Plan, PlanProblem, PlanRoute } from '@/lib/domain/routing/problem'
import { organizationToday } from '@/lib/usecases/organization-today'
import { lockedBy, locksOf } from './locks'

export type OpenWeek = {
  readonly record: WeekPlanRecord
  readonly cycle: PlanCycleRecord
  readonly problem: PlanProblem
  readonly plan: Plan
  readonly manager: string
  /** Days of the week that are not past: those that may still change. */
  readonly openDays: readonly number[]
}
export type OpenWeekFailure = {
  readonly code: 'no-such-plan' | 'forbidden' | 'plan-changed' | 'draft-exists' | 'week-over'
}

/** The plan as it stands, published or draft. */
export async function openWeek(
  actor: Actor,
  { weekPlanId, version }: { weekPlanId: number; version: number },
): Promise<Result<OpenWeek, OpenWeekFailure>> {
  if (!can(actor, 'plan-routes')) return fail({ code: 'forbidden' })
  const record = await findWeekPlan(weekPlanId)
  if (!record) return fail({ code: 'no-such-plan' })
  if (!can(actor, 'plan-routes', record.territoryId)) return fail({ code: 'forbidden' })
  if (record.version !== version) return fail({ code: 'plan-changed' })
  const opened = await readWeek(record)
  return opened.openDays.length > 0 ? ok(opened) : fail({ code: 'week-over' })
}

/** The same as a draft: a published plan is copied first, so that nobody's route changes underfoot. */
export async function openDraft(
  actor: Actor,
  at: { weekPlanId: number; version: number },
): Promise<Result<OpenWeek, OpenWeekFailure>> {
  const opened = await openWeek(actor, at)
  if (!opened.ok || opened.value.record.status === 'draft') return opened
  const { territoryId, week } = opened.value.record
  const plans = await listWeekPlans([territoryId], week)
  if (plans.some(({ status }) => status === 'draft')) return fail({ code: 'draft-exists' })
  const draft = await findWeekPlan(await copyToDraft(at.weekPlanId, actor.userId))
  return draft ? ok(await readWeek(draft)) : fail({ code: 'no-such-plan' })
}

async function readWeek(record: WeekPlanRecord): Promise<OpenWeek> {
  const [cycle, problem, today] = await Promise.all([
    getCycle(record.cycleId),
    getProblem(record.cycleId),
    organizationToday(),
  ])
  const manager = problem.managers[0]!.id
  return {
    record,
    cycle,
    problem: lockedBy(problem, locksOf(cycle)),
    plan: toPlan(cycle, manager),
    manager,
    openDays: cycle.days
      .filter(({ date }) => weekOf(date) === record.week && date >= today)
      .map(({ dayIndex }) => dayIndex),
  }
}

function toPlan(cycle: PlanCycleRecord, manager: string): Plan {
  const { cost, seed, iterations, seconds, travelSource } = cycle
  return {
    routes: cycle.days
      .filter(({ visits }) => visits.length > 0)
      .map((day): PlanRoute => {
        const { dayIndex, driveSeconds, driveMeters, workSeconds, visits } = day
        return {
          manager,
          day: dayIndex,
          break: day.break,
          startTime: day.startTime ?? 0,
          endTime: day.endTime ?? 0,
          driveSeconds,
          driveMeters,
          workSeconds,
          stops: visits.map((visit) => ({
            store: String(visit.retailerId),
            arrive: visit.arrive,
            start: visit.start,
            leave: visit.leave,
            driveSeconds: visit.driveSeconds,
            driveMeters: visit.driveMeters,
          })),
        }
      }),
    unplanned: cycle.unplanned.map(({ retailerId, visits, reason, needs }) => ({
      store: String(retailerId),
      visits,
      reason,
      ...(needs && { needs }),
    })),
    cost,
    seed,
    iterations,
    seconds,
    travelSource,
  }
}
