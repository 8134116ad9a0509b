/** The page of one trade area: what it is, who trades there, this week beside this month, and how it came to be. */
import { z } from 'zod'
import { getOrganization } from '@/lib/db/organization-repository'
import {
  findTradeArea,
  listTradeAreaTypes,
  type RetailerTally,
  type TradeAreaRecord,
  type TradeAreaTypeRecord,
  tallyRetailers,
} from '@/lib/db/trade-area-repository'
import {
  listAreasOver,
  listZoneAllocations,
  listZoneVisits,
  type ZoneAllocation,
  type ZoneVisit,
} from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addDays, type IsoDate, type IsoMonth, type IsoWeek, weekStart } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from '@/lib/usecases/organization-today'
import { overlapsOf, type ShapeOverlap } from './check-shape'
import { evidenceOf, suggestType, type TypeEvidence } from './suggest-type'
import { listZoneChanges, type ZoneChange } from './zone-history'
import { monthOfWeek, weekShown } from './zone-period'
import { profileZone, type ZoneProfile } from './zone-profile'

export type { ZoneAllocation, ZoneVisit }

export const ViewTradeArea = z.object({
  id: z.coerce.number().int().positive().max(2_147_483_647),
  week: z
    .string()
    .regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)
    .optional(),
})
export type ViewTradeArea = z.infer<typeof ViewTradeArea>

export type TradeAreaView = {
  readonly area: Omit<TradeAreaRecord, 'typeEvidence' | 'closedAt'>
  readonly types: readonly TradeAreaTypeRecord[]
  readonly evidence: TypeEvidence
  readonly tally: readonly RetailerTally[]
  readonly overlaps: readonly ShapeOverlap[]
  readonly profile: ZoneProfile
  readonly week: {
    readonly week: IsoWeek
    readonly today: IsoDate
    readonly days: readonly IsoDate[]
    readonly visits: readonly ZoneVisit[]
  }
  /** Null where the caller may not look at allocations. */
  readonly allocation: { readonly month: IsoMonth; readonly lines: readonly ZoneAllocation[] } | null
  readonly history: readonly ZoneChange[]
  readonly isDemonstration: boolean
  readonly may: { readonly edit: boolean }
}

const DAYS = 7

export async function viewTradeArea(
  actor: Actor,
  { id, week: wanted }: ViewTradeArea,
): Promise<Result<TradeAreaView, { code: 'not-found' }>> {
  if (!can(actor, 'view-map')) return fail({ code: 'not-found' })
  const found = await findTradeArea(id, actor.territoryIds)
  if (!found || found.closedAt) return fail({ code: 'not-found' })
  const { typeEvidence, closedAt: _open, ...area } = found
  const reach = actor.territoryIds
  const [organization, today] = await Promise.all([getOrganization(), organizationToday()])
  const week = await weekShown(actor, today, wanted)
  const month = monthOfWeek(week)
  const [types, evidence, tally, around, profile, visits, lines, history] = await Promise.all([
    listTradeAreaTypes(),
    evidenceOf(typeEvidence) ?? suggestType(area.geometry, null).then((suggestion) => suggestion.evidence),
    tallyRetailers(id, reach),
    listAreasOver(area.bbox, reach),
    profileZone(actor, found, today),
    can(actor, 'view-plans') ? listZoneVisits(id, reach, week) : [],
    can(actor, 'view-allocations') ? listZoneAllocations(id, reach, monthNumber(month)) : null,
    listZoneChanges(found),
  ])
  return ok({
    area,
    types,
    evidence,
    tally,
    overlaps: overlapsOf(
      area.geometry,
      area.areaM2,
      around.filter((other) => other.id !== id),
    ),
    profile,
    week: {
      week,
      today,
      days: Array.from({ length: DAYS }, (_, k) => addDays(weekStart(week), k)),
      visits,
    },
    allocation: lines && { month, lines },
    history,
    isDemonstration: organization.demonstration,
    may: { edit: can(actor, 'edit-trade-areas') },
  })
}
