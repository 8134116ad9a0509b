/** Puts a dated event of a trade area on record, so that the next review knows what moved its demand. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { addAreaEvent, findAreaOwner } from '@/lib/db/review-repository'
import { findTradeArea } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'

export const EVENT_KINDS = ['holiday', 'event', 'project', 'competition', 'other'] as const

export const AddAreaEvent = z
  .object({
    tradeAreaId: z.int().positive(),
    kind: z.enum(EVENT_KINDS),
    name: z.string().trim().min(1).max(120),
    startsOn: z.iso.date(),
    /** Null: it stays. */
    endsOn: z.iso.date().nullable(),
    note: z.string().trim().max(1000).default(''),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'] })

export async function addEvent(
  actor: Actor,
  event: z.infer<typeof AddAreaEvent>,
): Promise<Result<{ id: number }, { code: 'forbidden' | 'not-found' }>> {
  const area = await findTradeArea(event.tradeAreaId, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  if (!can(actor, 'edit-reviews', await findAreaOwner(area.id))) return fail({ code: 'forbidden' })
  const id = await addAreaEvent({ ...event, authorId: actor.userId })
  await recordAudit({
    authorId: actor.userId,
    action: 'add-area-event',
    subject: 'trade-area',
    subjectId: `${area.id}`,
    reason: event.note,
    details: { id, kind: event.kind, name: event.name, startsOn: event.startsOn, endsOn: event.endsOn },
  })
  return ok({ id })
}
