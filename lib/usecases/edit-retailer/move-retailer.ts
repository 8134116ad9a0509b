/**
 * Moves a shop to where it really stands: its trade area follows from the place, its rings are drawn anew there. The
 * territory stays unless another is chosen, and nobody moves a shop into a territory that is not theirs.
 *
 * Errors  `confirm` as in add-retailer.ts.
 */
import { z } from 'zod'
import { changeRetailer, findRetailer } from '@/lib/db/retailer-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { Position } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type Changes, changesBetween } from '@/lib/domain/retailer/changes'
import { checkPlace } from '@/lib/domain/retailer/check-record'
import { redrawRings, territoryFailure } from './follow-up'
import { AtVersion, type ChangeFailure, Confirmed, Reason, TypedPlace } from './order'
import { openAsks, placeTerms, settlePlace } from './place'

export const MoveRetailer = z.object({
  ...AtVersion.shape,
  ...TypedPlace.shape,
  territoryId: z.int().positive().nullable(),
  reason: Reason,
  confirmed: Confirmed,
})
export type MoveRetailer = z.infer<typeof MoveRetailer>

export async function moveRetailer(
  actor: Actor,
  { id, version, lng, lat, datum, territoryId, reason, confirmed }: MoveRetailer,
): Promise<Result<{ id: number; version: number }, ChangeFailure>> {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const stored = await findRetailer(id)
  if (!stored) return fail({ code: 'not-found' })
  if (!can(actor, 'edit-retailers', stored.territoryId)) return fail({ code: 'forbidden' })
  if (stored.closedAt) return fail({ code: 'closed' })
  if (stored.version !== version) return fail({ code: 'changed-meanwhile' })
  if (territoryId !== stored.territoryId) {
    const failure = await territoryFailure(actor, territoryId)
    if (failure) return fail({ code: failure })
  }

  const checked = checkPlace({ lng, lat }, await placeTerms(datum))
  if (!checked.ok) return fail({ code: 'invalid', faults: checked.faults })
  const { position } = checked.record
  const place = await settlePlace(actor, position, checked.asks)
  const open = openAsks(place.asks, confirmed)
  if (open.length > 0) return fail({ code: 'confirm', asks: open })

  const tradeAreaId = place.tradeArea?.id ?? null
  const changes = changesBetween<Record<string, number | null>>(
    {
      lng: stored.position[0],
      lat: stored.position[1],
      territoryId: stored.territoryId,
      tradeAreaId: stored.tradeAreaId,
    },
    { lng: position[0], lat: position[1], territoryId, tradeAreaId },
  )
  if (!('lng' in changes || 'lat' in changes)) return fail({ code: 'nothing-changed' })
  const isDone = await changeRetailer(
    { id, version },
    {
      authorId: actor.userId,
      action: 'move',
      reason,
      values: { position, territoryId, tradeAreaId },
      changes: { ...changes, ...bothWays(stored.position, position) },
    },
  )
  if (!isDone) return fail({ code: 'changed-meanwhile' })
  await redrawRings(id)
  return ok({ id, version: version + 1 })
}

/** Only both coordinates together say how far it went, also where one of them stayed. */
function bothWays(before: Position, after: Position): Changes {
  return { lng: [before[0], after[0]], lat: [before[1], after[1]] }
}
