/** Holds a visit to its day, with a reason, or lets it go; every later planning keeps to that. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { setLock } from '@/lib/db/plan-repository'
import type { Actor } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type OpenWeekFailure, openDraft } from './open-week'

export const LockVisit = z.object({
  weekPlanId: z.int().positive(),
  version: z.int().positive(),
  retailerId: z.int().positive(),
  day: z.int().min(0),
  /** Null lets it go. */
  reason: z.string().trim().min(1).max(200).nullable(),
})
export type LockVisit = z.infer<typeof LockVisit>

export type LockVisitFailure = OpenWeekFailure | { readonly code: 'no-such-visit' }

export async function lockVisit(
  actor: Actor,
  order: LockVisit,
): Promise<Result<{ weekPlanId: number; version: number }, LockVisitFailure>> {
  const opened = await openDraft(actor, order)
  if (!opened.ok) return opened
  const { record, cycle } = opened.value
  const { retailerId, day, reason } = order
  const visit = cycle.days
    .find(({ dayIndex }) => dayIndex === day)
    ?.visits.find((one) => one.retailerId === retailerId)
  if (!visit) return fail({ code: 'no-such-visit' })

  const isSaved = await setLock(record, visit.id, reason === null ? null : { by: actor.userId, reason })
  if (!isSaved) return fail({ code: 'plan-changed' })
  await recordAudit({
    authorId: actor.userId,
    action: reason === null ? 'unlock-visit' : 'lock-visit',
    subject: 'week-plan',
    subjectId: String(record.id),
    reason: reason ?? '',
    details: { retailerId, day },
  })
  return ok({ weekPlanId: record.id, version: record.version + 1 })
}
