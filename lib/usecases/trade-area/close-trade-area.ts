/** Closes a trade area: its shops fall to the next larger area that holds them, or to none. Its history stays. */
import { z } from 'zod'
import { changeTradeArea } from '@/lib/db/trade-area-change-repository'
import { findTradeArea } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { now } from '@/lib/usecases/clock'
import { followShape } from './follow-change'
import { Reason } from './type-choice'

export const CloseTradeArea = z.object({
  id: z.int().positive(),
  version: z.int().positive(),
  reason: Reason,
})
export type CloseTradeArea = z.infer<typeof CloseTradeArea>

export type CloseTradeAreaFailure = { readonly code: 'forbidden' | 'not-found' | 'changed-meanwhile' }

export async function closeTradeArea(
  actor: Actor,
  { id, version, reason }: CloseTradeArea,
): Promise<Result<{ moved: number }, CloseTradeAreaFailure>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const area = await findTradeArea(id, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  if (area.version !== version) return fail({ code: 'changed-meanwhile' })

  const at = now()
  const changed = await changeTradeArea(
    id,
    version,
    { closedAt: at },
    { action: 'close', authorId: actor.userId, reason, at },
  )
  if (!changed) return fail({ code: 'changed-meanwhile' })
  return ok({ moved: await followShape() })
}
