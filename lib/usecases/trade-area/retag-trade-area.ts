/** Gives a trade area another type, by hand or as the rule suggests. The suggestion stays visible either way. */
import { z } from 'zod'
import { changeTradeArea } from '@/lib/db/trade-area-change-repository'
import { findTradeArea } from '@/lib/db/trade-area-repository'
import { listMemberIds } from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { now } from '@/lib/usecases/clock'
import { followType } from './follow-change'
import { evidenceOf, suggestType } from './suggest-type'
import { Reason, TypeChoice, typedBy } from './type-choice'

export const RetagTradeArea = z.object({
  id: z.int().positive(),
  version: z.int().positive(),
  type: TypeChoice,
  reason: Reason,
})
export type RetagTradeArea = z.infer<typeof RetagTradeArea>

export type RetagTradeAreaFailure = {
  readonly code: 'forbidden' | 'not-found' | 'changed-meanwhile' | 'no-change' | 'unknown-type'
}

export async function retagTradeArea(
  actor: Actor,
  { id, version, type, reason }: RetagTradeArea,
): Promise<Result<{ id: number }, RetagTradeAreaFailure>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const area = await findTradeArea(id, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  if (area.version !== version) return fail({ code: 'changed-meanwhile' })
  const evidence = evidenceOf(area.typeEvidence) ?? (await suggestType(area.geometry, null)).evidence
  const typed = await typedBy(type, evidence)
  if (!typed) return fail({ code: 'unknown-type' })
  if (typed.typeCode === area.typeCode && typed.typeSource === area.typeSource) {
    return fail({ code: 'no-change' })
  }

  const changed = await changeTradeArea(
    id,
    version,
    { type: typed },
    {
      action: 'retag',
      authorId: actor.userId,
      reason,
      at: now(),
      details: { from: area.typeCode, to: typed.typeCode, by: typed.typeSource },
    },
  )
  if (!changed) return fail({ code: 'changed-meanwhile' })
  await followType(await listMemberIds(id))
  return ok({ id })
}
