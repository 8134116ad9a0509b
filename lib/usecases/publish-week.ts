/**
 * Publishes a draft: from then on it is the week that the customer manager drives. The plan published before it ends.
 *
 * Errors  `division-changed` if the draft visits shops that have gone to another territory since, whose plans hold them
 *         now; a change of a week that is published already may keep them.
 */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { visitsOthersShops } from '@/lib/db/division-repository'
import { findWeekPlan, publishWeekPlan } from '@/lib/db/plan-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { now } from './clock'

export const PublishWeek = z.object({ weekPlanId: z.int().positive(), version: z.int().positive() })
export type PublishWeek = z.infer<typeof PublishWeek>
export type PublishWeekFailure = {
  readonly code: 'no-such-plan' | 'forbidden' | 'plan-changed' | 'already-published' | 'division-changed'
}

export async function publishWeek(
  actor: Actor,
  { weekPlanId, version }: PublishWeek,
): Promise<Result<{ weekPlanId: number; version: number }, PublishWeekFailure>> {
  if (!can(actor, 'publish-plans')) return fail({ code: 'forbidden' })
  const plan = await findWeekPlan(weekPlanId)
  if (!plan) return fail({ code: 'no-such-plan' })
  if (!can(actor, 'publish-plans', plan.territoryId)) return fail({ code: 'forbidden' })
  if (plan.status === 'published') return fail({ code: 'already-published' })
  if (plan.version !== version) return fail({ code: 'plan-changed' })
  if (await visitsOthersShops(weekPlanId)) return fail({ code: 'division-changed' })

  await publishWeekPlan(weekPlanId, actor.userId, now())
  await recordAudit({
    authorId: actor.userId,
    action: 'publish-week',
    subject: 'week-plan',
    subjectId: String(weekPlanId),
    reason: '',
    details: { territoryId: plan.territoryId, week: plan.week, version },
  })
  return ok({ weekPlanId, version })
}
