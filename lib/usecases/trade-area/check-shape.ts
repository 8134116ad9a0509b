/**
 * What an outline would be as a trade area: its faults, else its size, the shops in it, what it overlaps, and the type
 * that the rule suggests. Asked while someone draws, and again before anything is stored.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import { getOrganization } from '@/lib/db/organization-repository'
import { findTradeArea } from '@/lib/db/trade-area-repository'
import { listAreasOver } from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { boxOf } from '@/lib/domain/geo/box-of'
import { SHARE_MIN } from '@/lib/domain/import/overlaps'
import { areaM2, toGeometry } from '@/lib/domain/import/polygon'
import { fail, ok, type Result } from '@/lib/domain/result'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'
import { sharedM2 } from '@/lib/domain/trade-area/changes'
import { readShape, type ShapeParts } from '@/lib/domain/trade-area/read-shape'
import { findShapeFault, type ShapeFault } from '@/lib/domain/trade-area/shape-fault'
import { evidenceOf, suggestType, type TypeEvidence } from './suggest-type'

const TEXT_MAX = 400_000
const Vertex = z.tuple([z.number(), z.number()])
export const ShapePartsInput = z.array(z.array(z.array(Vertex))).max(200)

export const CheckShape = z.object({
  /** The area whose outline changes; null for a new one. */
  tradeAreaId: z.int().positive().nullable(),
  shape: z.union([z.object({ text: z.string().max(TEXT_MAX) }), z.object({ parts: ShapePartsInput })]),
})
export type CheckShape = z.infer<typeof CheckShape>

export type ShapeOverlap = {
  readonly id: number
  /** Null where the caller may not see that area. */
  readonly name: string | null
  readonly areaM2: number
  readonly ofThis: number
  readonly ofOther: number
}

export type CheckedShape = {
  readonly geometry: Polygon | MultiPolygon
  readonly areaM2: number
  readonly homes: number
  readonly retailers: number
  /** Of those, the ones that will belong here: no smaller area holds them. */
  readonly members: number
  /** Members within the caller's reach. */
  readonly ownMembers: number
  /** `isNew`: the outline as it is stored does not cover that area. */
  readonly overlaps: readonly (ShapeOverlap & { readonly isNew: boolean })[]
  readonly evidence: TypeEvidence
}

export type CheckShapeFailure =
  | { readonly code: 'forbidden' | 'not-found' | 'not-an-area' }
  | { readonly code: 'fault'; readonly fault: ShapeFault }

export async function checkShape(
  actor: Actor,
  { tradeAreaId, shape }: CheckShape,
): Promise<Result<CheckedShape, CheckShapeFailure>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  const area = tradeAreaId === null ? undefined : await findTradeArea(tradeAreaId, actor.territoryIds)
  if (tradeAreaId !== null && (!area || area.closedAt)) return fail({ code: 'not-found' })
  const parts: ShapeParts | undefined = 'text' in shape ? readShape(shape.text) : shape.parts
  if (!parts) return fail({ code: 'not-an-area' })
  const fault = findShapeFault(parts, (await getOrganization()).bbox)
  if (fault) return fail({ code: 'fault', fault })

  const geometry = toGeometry(parts)
  const [suggestion, around] = await Promise.all([
    suggestType(geometry, evidenceOf(area?.typeEvidence)),
    listAreasOver(boxOf(geometry), actor.territoryIds),
  ])
  const others = around.filter(({ id }) => id !== tradeAreaId)
  const { retailers, homes, evidence } = suggestion
  const at = assignRetailers(
    retailers.map(({ position }) => position),
    [geometry, ...others.map((other) => other.geometry)],
  )
  const before = new Set(area && overlapsOf(area.geometry, area.areaM2, others).map(({ id }) => id))
  const members = retailers.filter((_, k) => at[k] === 0)
  return ok({
    geometry,
    areaM2: areaM2(parts),
    homes,
    retailers: retailers.length,
    members: members.length,
    ownMembers: members.filter(({ territoryId }) => can(actor, 'view-map', territoryId)).length,
    overlaps: overlapsOf(geometry, areaM2(parts), others).map((overlap) => ({
      ...overlap,
      isNew: !before.has(overlap.id),
    })),
    evidence,
  })
}

type Other = Awaited<ReturnType<typeof listAreasOver>>[number]

export function overlapsOf(
  geometry: Polygon | MultiPolygon,
  ownM2: number,
  others: readonly Other[],
): ShapeOverlap[] {
  return others
    .map(({ id, name, isWithinReach, areaM2: otherM2, geometry: other }) => {
      const shared = sharedM2(geometry, other)
      return {
        id,
        name: isWithinReach ? name : null,
        areaM2: shared,
        ofThis: Math.min(1, shared / ownM2),
        ofOther: Math.min(1, shared / otherM2),
      }
    })
    .filter(({ ofThis, ofOther }) => Math.max(ofThis, ofOther) > SHARE_MIN)
    .sort((a, b) => b.areaM2 - a.areaM2)
}
