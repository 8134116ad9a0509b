/** Changes what is known about a shop. Its place is changed by moving it; its code, the key of imports, never. */
import { z } from 'zod'
import { changeRetailer, findRetailer, type StoredRetailer } from '@/lib/db/retailer-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { changesBetween, type Json } from '@/lib/domain/retailer/changes'
import { checkRecord } from '@/lib/domain/retailer/check-record'
import { mayRank, standingOf } from '@/lib/domain/retailer/standing'
import { redrawRings, territoryFailure } from './follow-up'
import { AtVersion, type ChangeFailure, ChosenFacts, Reason, TypedFacts, weekdaysOf } from './order'
import { placeTerms } from './place'

export const EditRetailer = z.object({
  ...AtVersion.shape,
  ...TypedFacts.shape,
  ...ChosenFacts.shape,
  territoryId: z.int().positive().nullable(),
  reason: Reason,
})
export type EditRetailer = z.infer<typeof EditRetailer>

export async function editRetailer(
  actor: Actor,
  order: EditRetailer,
): Promise<Result<{ id: number; version: number }, ChangeFailure>> {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const stored = await findRetailer(order.id)
  if (!stored) return fail({ code: 'not-found' })
  if (!can(actor, 'edit-retailers', stored.territoryId)) return fail({ code: 'forbidden' })
  if (stored.closedAt) return fail({ code: 'closed' })
  if (stored.version !== order.version) return fail({ code: 'changed-meanwhile' })
  const { territoryId, reason, serviceClass, keyGrowth, assisted, contactPreference } = order
  if (territoryId !== stored.territoryId) {
    const failure = await territoryFailure(actor, territoryId)
    if (failure) return fail({ code: failure })
  }

  const [lng, lat] = stored.position.map(String) as [string, string]
  const checked = checkRecord({ ...order, code: stored.code, lng, lat }, await placeTerms('wgs84'))
  if (!checked.ok) return fail({ code: 'invalid', faults: checked.faults })
  const { code: _code, position: _position, ...facts } = checked.record
  const after = {
    ...facts,
    serviceClass,
    keyGrowth,
    assisted,
    contactPreference,
    closedWeekdays: weekdaysOf(order.closedWeekdays),
    territoryId,
  }
  if (!mayRank(actor) && standingOf(after) !== standingOf(stored)) return fail({ code: 'forbidden-standing' })
  const changes = changesBetween(factsOf(stored), after)
  if (Object.keys(changes).length === 0) return fail({ code: 'nothing-changed' })

  const at = { id: stored.id, version: stored.version }
  const isDone = await changeRetailer(at, {
    authorId: actor.userId,
    action: 'edit',
    reason,
    values: after,
    changes,
  })
  if (!isDone) return fail({ code: 'changed-meanwhile' })
  if ('format' in changes || 'marketType' in changes) await redrawRings(stored.id)
  return ok({ id: stored.id, version: stored.version + 1 })
}

function factsOf(stored: StoredRetailer): Record<string, Json> {
  return { ...stored, territory: null, tradeArea: null }
}
