/** The corners of trade areas in a part of the map, which a new outline may snap to. */
import { z } from 'zod'
import { listAreasOver } from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { polygonsOf } from '@/lib/domain/city/polygon'
import { isInside, type Position } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'

export const ListCorners = z.object({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** The area being edited does not snap to itself. */
  except: z.int().positive().nullable(),
})
export type ListCorners = z.infer<typeof ListCorners>

/** More than can be told apart on a screen: without them one draws freehand. */
const CORNERS_MAX = 20_000

export async function listCorners(
  actor: Actor,
  { bbox, except }: ListCorners,
): Promise<Result<Position[], { code: 'forbidden' }>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const areas = await listAreasOver(bbox, actor.territoryIds)
  const corners = areas
    .filter(({ id }) => id !== except)
    .flatMap(({ geometry }) => polygonsOf(geometry).flat(2) as unknown as Position[])
    .filter((corner) => isInside(corner, bbox))
  return ok(corners.length > CORNERS_MAX ? [] : corners)
}
