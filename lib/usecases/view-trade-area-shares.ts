/**
 * What the retailers of one trade area get of each scarce product, within reach, beside the suggestion for the zone that
 * they belong to (type × market): of each cycle the newest run that the actor may see.
 */
import { z } from 'zod'
import { listTradeAreaShares, type TradeAreaShareRecord } from '@/lib/db/allocation-share-repository'
import { findTradeArea } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { runsWanted, SHARE_MONTH } from './view-retailer-shares'

/** Without a month: the present one and what is already allocated after it. */
export const ViewTradeAreaShares = z.object({ tradeAreaId: z.int().positive(), month: SHARE_MONTH })

export type TradeAreaShare = TradeAreaShareRecord

export async function viewTradeAreaShares(
  actor: Actor,
  { tradeAreaId, month }: z.infer<typeof ViewTradeAreaShares>,
): Promise<Result<readonly TradeAreaShare[], { code: 'not-found' }>> {
  if (!can(actor, 'view-allocations')) return fail({ code: 'not-found' })
  if (!(await findTradeArea(tradeAreaId, actor.territoryIds))) return fail({ code: 'not-found' })
  return ok(await listTradeAreaShares(tradeAreaId, actor.territoryIds, await runsWanted(actor, month)))
}
