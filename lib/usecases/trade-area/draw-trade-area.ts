/** Draws a trade area: its shops are reassigned and its type suggested at once. */
import { z } from 'zod'
import { insertTradeArea } from '@/lib/db/trade-area-change-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { now } from '@/lib/usecases/clock'
import { type CheckShapeFailure, checkShape, ShapePartsInput } from './check-shape'
import { followShape } from './follow-change'
import { AreaName, Reason, TypeChoice, typedBy } from './type-choice'

export const DrawTradeArea = z.object({
  name: AreaName,
  parts: ShapePartsInput,
  type: TypeChoice,
  reason: Reason,
  /** The areas of which the person says that the overlap is meant. */
  overlapsMeant: z.array(z.int()).max(500),
})
export type DrawTradeArea = z.infer<typeof DrawTradeArea>

export type DrawTradeAreaFailure =
  | CheckShapeFailure
  | { readonly code: 'overlaps' | 'unknown-type' | 'no-own-shop' }

export async function drawTradeArea(
  actor: Actor,
  { name, parts, type, reason, overlapsMeant }: DrawTradeArea,
): Promise<Result<{ id: number; moved: number }, DrawTradeAreaFailure>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const checked = await checkShape(actor, { tradeAreaId: null, shape: { parts } })
  if (!checked.ok) return checked
  const { geometry, overlaps, evidence, ownMembers, areaM2 } = checked.value
  if (overlaps.some(({ id }) => !overlapsMeant.includes(id))) return fail({ code: 'overlaps' })
  // an area without a shop of theirs would vanish from the sight of whoever drew it
  if (actor.territoryIds !== 'all' && ownMembers === 0) return fail({ code: 'no-own-shop' })
  const typed = await typedBy(type, evidence)
  if (!typed) return fail({ code: 'unknown-type' })

  const id = await insertTradeArea(
    { name, geometry, ...typed },
    {
      action: 'draw',
      authorId: actor.userId,
      reason,
      at: now(),
      details: { name, typeCode: typed.typeCode, areaM2 },
    },
  )
  return ok({ id, moved: await followShape() })
}
