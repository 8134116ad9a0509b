/** One trade area as the map's inspector shows it: its type with the evidence, and its members within reach. */
import { z } from 'zod'
import { findTradeArea, type RetailerTally, tallyRetailers } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { BBox } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { Typing } from '@/lib/domain/trade-area/classify'

export const ViewTradeAreaOnMap = z.object({ id: z.int().positive() })

export type TradeAreaOnMap = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly typeSource: string
  /** What the typing rule saw; null where a person or a file said the type. */
  readonly typing: Typing | null
  readonly bbox: BBox
  readonly areaM2: number
  readonly source: string
  readonly focus: string | null
  readonly members: readonly RetailerTally[]
}

export async function viewTradeAreaOnMap(
  actor: Actor,
  { id }: z.infer<typeof ViewTradeAreaOnMap>,
): Promise<Result<TradeAreaOnMap, { code: 'not-found' }>> {
  if (!can(actor, 'view-map')) return fail({ code: 'not-found' })
  const area = await findTradeArea(id, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  const { code, name, typeCode, typeSource, typeEvidence, bbox, areaM2, source, focus } = area
  return ok({
    id,
    code,
    name,
    typeCode,
    typeSource,
    typing: (typeEvidence as Typing | null) ?? null,
    bbox,
    areaM2,
    source,
    focus,
    members: await tallyRetailers(id, actor.territoryIds),
  })
}
