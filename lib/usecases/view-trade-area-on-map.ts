/**
 * One trade area as the map's inspector shows it: its type with the evidence, its members within reach, and the visits
 * that the nearest planned week pays them.
 */
import { z } from 'zod'
import { listTerritories } from '@/lib/db/territory-repository'
import { findTradeArea, type RetailerTally, tallyRetailers } from '@/lib/db/trade-area-repository'
import { countWeekVisits } from '@/lib/db/trade-area-visits-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { IsoWeek } from '@/lib/domain/calendar/dates'
import type { BBox } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from './organization-today'
import { evidenceOf, type TypeEvidence } from './trade-area/suggest-type'
import { nearestWeek } from './view-week'

export const ViewTradeAreaOnMap = z.object({ id: z.int().positive() })

export type TradeAreaOnMap = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly typeSource: string
  /** What the typing rule saw; null where it was never asked. */
  readonly evidence: TypeEvidence | null
  readonly bbox: BBox
  readonly areaM2: number
  readonly source: string
  readonly focus: string | null
  readonly members: readonly RetailerTally[]
  /** Null while no plan of that week covers these retailers. */
  readonly weekVisits: { readonly week: IsoWeek; readonly visits: number | null }
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
    evidence: evidenceOf(typeEvidence),
    bbox,
    areaM2,
    source,
    focus,
    members: await tallyRetailers(id, actor.territoryIds),
    weekVisits: await visitsOfWeek(actor, id),
  })
}

async function visitsOfWeek({ territoryIds }: Actor, id: number): Promise<TradeAreaOnMap['weekVisits']> {
  const [territories, today] = await Promise.all([listTerritories(territoryIds), organizationToday()])
  const week = await nearestWeek(
    territories.map((territory) => territory.id),
    today,
  )
  return { week, visits: (await countWeekVisits(id, week, territoryIds)) ?? null }
}
