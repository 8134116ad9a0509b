/** Sets or clears what this month's work has in view in a trade area; visits planned there carry it as a purpose. */
import { z } from 'zod'
import { changeTradeArea } from '@/lib/db/trade-area-change-repository'
import { findTradeArea } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { now } from '@/lib/usecases/clock'
import { Reason } from './type-choice'

export const SetFocus = z.object({
  id: z.int().positive(),
  version: z.int().positive(),
  /** Null clears it. */
  focus: z.string().trim().min(1).max(120).nullable(),
  reason: Reason,
})
export type SetFocus = z.infer<typeof SetFocus>

export type SetFocusFailure = { readonly code: 'forbidden' | 'not-found' | 'changed-meanwhile' | 'no-change' }

export async function setFocus(
  actor: Actor,
  { id, version, focus, reason }: SetFocus,
): Promise<Result<{ id: number }, SetFocusFailure>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const area = await findTradeArea(id, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  if (area.version !== version) return fail({ code: 'changed-meanwhile' })
  if (area.focus === focus) return fail({ code: 'no-change' })

  const changed = await changeTradeArea(
    id,
    version,
    { focus },
    {
      action: 'focus',
      authorId: actor.userId,
      reason,
      at: now(),
      details: { focusFrom: area.focus, focusTo: focus },
    },
  )
  return changed ? ok({ id }) : fail({ code: 'changed-meanwhile' })
}
