/**
 * Publishes the newest run of a cycle: from then on its shares are what retailers and customer managers are told. What
 * was published before it is superseded. A published run is never changed; another computation is another draft.
 */
import { z } from 'zod'
import { type NotPublished, publishAllocationRun } from '@/lib/db/allocation-repository'
import { recordAudit } from '@/lib/db/audit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { now } from './clock'

export const PublishAllocation = z.object({ runId: z.int().positive() })

export async function publishAllocation(
  actor: Actor,
  { runId }: z.infer<typeof PublishAllocation>,
): Promise<Result<{ runId: number }, { readonly code: 'forbidden' | NotPublished }>> {
  if (!can(actor, 'publish-allocations')) return fail({ code: 'forbidden' })
  const refused = await publishAllocationRun(runId, actor.userId, now())
  if (refused) return fail({ code: refused })
  await recordAudit({
    authorId: actor.userId,
    action: 'publish-allocation',
    subject: 'allocation-run',
    subjectId: String(runId),
    reason: '',
    details: {},
  })
  return ok({ runId })
}
