/**
 * Adds a shop by hand: checked as an import would, placed in the trade area that holds it, ringed by its class.
 *
 * Errors  `confirm` names what about the place may be a mistake; the same order with these confirmed is stored.
 */
import { z } from 'zod'
import { createRetailer } from '@/lib/db/retailer-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { checkRecord } from '@/lib/domain/retailer/check-record'
import { mayRank, standingOf } from '@/lib/domain/retailer/standing'
import { redrawRings, territoryFailure } from './follow-up'
import {
  type ChangeFailure,
  ChosenFacts,
  Confirmed,
  Reason,
  TypedFacts,
  TypedPlace,
  weekdaysOf,
} from './order'
import { openAsks, placeTerms, settlePlace } from './place'

export const AddRetailer = z.object({
  ...TypedFacts.shape,
  ...TypedPlace.shape,
  ...ChosenFacts.shape,
  code: z.string().max(2_000),
  territoryId: z.int().positive().nullable(),
  reason: Reason,
  confirmed: Confirmed,
})
export type AddRetailer = z.infer<typeof AddRetailer>

export async function addRetailer(
  actor: Actor,
  order: AddRetailer,
): Promise<Result<{ id: number }, ChangeFailure>> {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const { territoryId, reason, confirmed, datum } = order
  const failure = await territoryFailure(actor, territoryId)
  if (failure) return fail({ code: failure })

  const checked = checkRecord(order, await placeTerms(datum))
  if (!checked.ok) return fail({ code: 'invalid', faults: checked.faults })
  const { record, asks } = checked
  const { serviceClass, keyGrowth, assisted, contactPreference } = order
  if (!mayRank(actor) && standingOf({ ...record, serviceClass, assisted }) !== standingOf(UNRANKED)) {
    return fail({ code: 'forbidden-standing' })
  }
  const place = await settlePlace(actor, record.position, asks)
  const open = openAsks(place.asks, confirmed)
  if (open.length > 0) return fail({ code: 'confirm', asks: open })

  const id = await createRetailer(
    {
      ...record,
      serviceClass,
      keyGrowth,
      assisted,
      contactPreference,
      closedWeekdays: weekdaysOf(order.closedWeekdays),
      territoryId,
      tradeAreaId: place.tradeArea?.id ?? null,
    },
    { authorId: actor.userId, reason },
  )
  if (id === undefined) return fail({ code: 'code-taken' })
  await redrawRings(id)
  return ok({ id })
}

/** How a shop begins that nobody has ranked yet. */
const UNRANKED = { tier: null, serviceClass: 'C', assisted: false } as const
