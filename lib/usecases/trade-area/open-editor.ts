/** What drawing needs to begin: the types, and the area whose outline changes. */
import { z } from 'zod'
import { findOrganization } from '@/lib/db/organization-repository'
import {
  findTradeArea,
  listTradeAreaTypes,
  type TradeAreaRecord,
  type TradeAreaTypeRecord,
} from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'

export const OpenEditor = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647).nullable() })

export type TradeAreaEditor = {
  readonly types: readonly TradeAreaTypeRecord[]
  readonly area: Pick<
    TradeAreaRecord,
    'id' | 'name' | 'version' | 'geometry' | 'bbox' | 'areaM2' | 'typeCode' | 'typeSource'
  > | null
}

export async function openEditor(
  actor: Actor,
  { id }: z.infer<typeof OpenEditor>,
): Promise<Result<TradeAreaEditor, { code: 'forbidden' | 'not-found' | 'no-city' }>> {
  if (!can(actor, 'edit-trade-areas')) return fail({ code: 'forbidden' })
  if (!(await findOrganization())) return fail({ code: 'no-city' })
  const types = await listTradeAreaTypes()
  if (id === null) return ok({ types, area: null })
  const area = await findTradeArea(id, actor.territoryIds)
  if (!area || area.closedAt) return fail({ code: 'not-found' })
  const { name, version, geometry, bbox, areaM2, typeCode, typeSource } = area
  return ok({ types, area: { id, name, version, geometry, bbox, areaM2, typeCode, typeSource } })
}
