/** Renames a trade area or draws its outline anew; a new outline asks the rule for the type again. */
import { z } from 'zod'
import { changeTradeArea, type TypedState } from '@/lib/db/trade-area-change-repository'
import { findTradeArea, type TradeAreaRecord } from '@/lib/db/trade-area-repository'
import { listMemberIds } from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { polygonsOf } from '@/lib/domain/city/polygon'
import { toGeometry } from '@/lib/domain/import/polygon'
import { fail, ok, type Result } from '@/lib/domain/result'
import { isSameShape } from '@/lib/domain/trade-area/changes'
import { now } from '@/lib/usecases/clock'
import { type CheckedShape, type CheckShapeFailure, checkShape, ShapePartsInput } from './check-shape'
import { followShape } from './follow-change'
import { AreaName, Reason } from './type-choice'

export const EditTradeArea = z.object({
  id: z.int().positive(),
  version: z.int().positive(),
  name: AreaName,
  parts: ShapePartsInput,
  reason: Reason,
  overlapsMeant: z.array(z.int()).max(500),
})
export type EditTradeArea = z.infer<typeof EditTradeArea>

export type EditTradeAreaFailure =
  | CheckShapeFailure
  | { readonly code: 'overlaps' | 'changed-meanwhile' | 'no-change' | 'no-own-shop' }

export async function editTradeArea(
  actor: Actor,
  { id, version, name, parts, reason, overlapsMeant }: EditTradeArea,
): Promise<Result<{ id: number; moved: number }, EditTradeAreaFailure>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const area = await findTradeArea(id, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  if (area.version !== version) return fail({ code: 'changed-meanwhile' })

  const trace = { action: 'edit', authorId: actor.userId, reason, at: now() } as const
  if (isSameShape(withOwnRings(area), toGeometry(parts))) {
    if (name === area.name) return fail({ code: 'no-change' })
    const renamed = await changeTradeArea(id, version, { name }, trace)
    return renamed ? ok({ id, moved: 0 }) : fail({ code: 'changed-meanwhile' })
  }
  const checked = await checkShape(actor, { tradeAreaId: id, shape: { parts } })
  if (!checked.ok) return checked
  const { geometry, overlaps, ownMembers } = checked.value
  if (overlaps.some((overlap) => overlap.isNew && !overlapsMeant.includes(overlap.id)))
    return fail({ code: 'overlaps' })
  if (actor.territoryIds !== 'all' && ownMembers === 0) return fail({ code: 'no-own-shop' })

  const type = typeOf(area, checked.value)
  const changed = await changeTradeArea(id, version, { name, geometry, type }, trace)
  if (!changed) return fail({ code: 'changed-meanwhile' })
  return ok({ id, moved: await followShape(type.typeCode === area.typeCode ? [] : await listMemberIds(id)) })
}

/** As it would be stored today: an outline that is only renamed is not judged again, whatever it is. */
function withOwnRings({ geometry }: TradeAreaRecord) {
  return toGeometry(polygonsOf(geometry) as unknown as Parameters<typeof toGeometry>[0])
}

/** A type that the rule gave follows the rule; one that a person or a file gave stays, beside the new suggestion. */
function typeOf({ typeSource, typeCode }: TradeAreaRecord, { evidence }: CheckedShape): TypedState {
  return typeSource === 'rule'
    ? { typeSource, typeCode: evidence.proposed, typeEvidence: evidence }
    : { typeSource, typeCode, typeEvidence: evidence }
}
