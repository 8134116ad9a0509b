/** Takes back that a week was planned again: the plan from before stands once more, changes made by hand since are gone. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { findWeekPlan } from '@/lib/db/plan-repository'
import { takeBackDraft } from '@/lib/db/replan-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'

export const TakeBack = z.object({ weekPlanId: z.int().positive(), version: z.int().positive() })
export type TakeBack = z.infer<typeof TakeBack>
export type TakeBackFailure = { readonly code: 'no-such-plan' | 'forbidden' | 'plan-changed' }

export async function takeBack(
  actor: Actor,
  { weekPlanId, version }: TakeBack,
): Promise<Result<{ weekPlanId: number; version: number }, TakeBackFailure>> {
  if (!can(actor, 'plan-routes')) return fail({ code: 'forbidden' })
  const record = await findWeekPlan(weekPlanId)
  if (!record) return fail({ code: 'no-such-plan' })
  if (!can(actor, 'plan-routes', record.territoryId)) return fail({ code: 'forbidden' })

  const standing = await takeBackDraft({ id: weekPlanId, version })
  if (!standing) return fail({ code: 'plan-changed' })
  await recordAudit({
    authorId: actor.userId,
    action: 'take-back-planning',
    subject: 'week-plan',
    subjectId: String(standing.id),
    reason: '',
    details: { territoryId: record.territoryId, week: record.week },
  })
  return ok({ weekPlanId: standing.id, version: standing.version })
}
