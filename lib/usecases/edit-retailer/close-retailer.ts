/**
 * Closes a shop, and opens it again. A closed shop leaves the map, the next plans and the next allocation; its record and
 * history stay. Week plans that hold it keep their order until they are planned again, and say that it is closed.
 */
import { z } from 'zod'
import { listTerritoryPlaces } from '@/lib/db/import-repository'
import {
  type ComingVisit,
  listComingVisits,
  listLatestShares,
  type RetailerShare,
} from '@/lib/db/retailer-records-repository'
import { changeRetailer, findRetailer, type StoredRetailer } from '@/lib/db/retailer-repository'
import { findTerritory } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { territoryFinder } from '@/lib/domain/territory/nearest-territory'
import { now } from '@/lib/usecases/clock'
import { organizationToday } from '@/lib/usecases/organization-today'
import { redrawRings } from './follow-up'
import { AtVersion, type ChangeFailure, Reason } from './order'
import { findTradeAreaAt } from './place'

export const CloseRetailer = z.object({ ...AtVersion.shape, reason: Reason })
export type CloseRetailer = z.infer<typeof CloseRetailer>
type Changed = Promise<Result<{ id: number; version: number }, ChangeFailure>>

export async function closeRetailer(actor: Actor, { id, version, reason }: CloseRetailer): Changed {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const stored = await findRetailer(id)
  if (!stored) return fail({ code: 'not-found' })
  if (!can(actor, 'edit-retailers', stored.territoryId)) return fail({ code: 'forbidden' })
  if (stored.closedAt) return fail({ code: 'closed' })

  const closedAt = now()
  const isDone = await changeRetailer(
    { id, version },
    {
      authorId: actor.userId,
      action: 'close',
      reason,
      values: { closedAt },
      changes: { closedAt: [null, closedAt.toISOString()] },
    },
  )
  return isDone ? ok({ id, version: version + 1 }) : fail({ code: 'changed-meanwhile' })
}

/**
 * Trade areas and territories may have changed meanwhile: the shop joins the area that holds it now, and the territory of
 * its nearest neighbour if its own is closed.
 */
export async function reopenRetailer(actor: Actor, { id, version, reason }: CloseRetailer): Changed {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const stored = await findRetailer(id)
  if (!stored) return fail({ code: 'not-found' })
  if (!can(actor, 'edit-retailers', stored.territoryId)) return fail({ code: 'forbidden' })
  if (!stored.closedAt) return fail({ code: 'not-closed' })

  const tradeAreaId = (await findTradeAreaAt(stored.position))?.id ?? null
  const territoryId = await openTerritoryOf(stored)
  const isDone = await changeRetailer(
    { id, version },
    {
      authorId: actor.userId,
      action: 'reopen',
      reason,
      values: { closedAt: null, tradeAreaId, territoryId },
      changes: {
        closedAt: [stored.closedAt, null],
        ...(tradeAreaId !== stored.tradeAreaId && { tradeAreaId: [stored.tradeAreaId, tradeAreaId] }),
        ...(territoryId !== stored.territoryId && { territoryId: [stored.territoryId, territoryId] }),
      },
    },
  )
  if (!isDone) return fail({ code: 'changed-meanwhile' })
  await redrawRings(id)
  return ok({ id, version: version + 1 })
}

async function openTerritoryOf({ territoryId, position }: StoredRetailer): Promise<number | null> {
  if (territoryId === null || !(await findTerritory(territoryId))?.isClosed) return territoryId
  return territoryFinder(await listTerritoryPlaces())(position)
}

export type ClosingEffect = {
  readonly visits: readonly ComingVisit[]
  /** Of this month and later ones, without those of nothing. */
  readonly shares: readonly RetailerShare[]
}

/** What a closing would leave behind: visits planned from today on, and shares that are published. */
export async function viewClosing(
  actor: Actor,
  id: number,
): Promise<Result<ClosingEffect, { code: 'forbidden' | 'not-found' }>> {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const stored = await findRetailer(id)
  if (!stored) return fail({ code: 'not-found' })
  if (!can(actor, 'edit-retailers', stored.territoryId)) return fail({ code: 'forbidden' })
  const today = await organizationToday()
  const [visits, shares] = await Promise.all([
    listComingVisits(id, today),
    listLatestShares(id, Number(today.slice(0, 7).replace('-', ''))),
  ])
  return ok({ visits, shares: shares.filter(({ units }) => units > 0) })
}
