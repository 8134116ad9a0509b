/** Asks for the plan of a week, for one territory or for all within reach; a worker makes it. Locked visits and past days stay. */
import { z } from 'zod'
import { findOrCreateRun } from '@/lib/db/plan-run-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { weekOf } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import { FREEDOMS } from '@/lib/domain/routing/replan'
import { queuePlan } from '@/lib/jobs/queue'
import { organizationToday } from './organization-today'

export const Week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)
export const RequestPlan = z.object({
  /** Null plans every territory within reach. */
  territoryId: z.int().positive().nullable(),
  week: Week,
  /** How much of a plan that stands may move. */
  freedom: z.enum(FREEDOMS).default('free'),
})
export type RequestPlan = z.infer<typeof RequestPlan>
export type RequestPlanFailure = { readonly code: 'forbidden' | 'no-territory' | 'week-over' }

export async function requestPlan(
  actor: Actor,
  { territoryId, week, freedom }: RequestPlan,
): Promise<Result<{ runIds: number[] }, RequestPlanFailure>> {
  if (!can(actor, 'plan-routes', territoryId ?? undefined)) return fail({ code: 'forbidden' })
  if (week < weekOf(await organizationToday())) return fail({ code: 'week-over' })
  const reach = await listTerritories(territoryId === null ? actor.territoryIds : [territoryId])
  if (reach.length === 0) return fail({ code: 'no-territory' })

  const runIds: number[] = []
  for (const { id } of reach) {
    const { run, isNew } = await findOrCreateRun({ territoryId: id, week, freedom, authorId: actor.userId })
    if (isNew) await queuePlan(run.id)
    runIds.push(run.id)
  }
  return ok({ runIds })
}
