/** All trade areas within reach, with what a manager compares them by. */
import { findOrganization } from '@/lib/db/organization-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { listZones, type ZoneRow } from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type IsoMonth, type IsoWeek, monthOf, weekOf } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { organizationToday } from '@/lib/usecases/organization-today'
import { weekShown } from './zone-period'

export type { ZoneRow }

export type TradeAreaList = {
  readonly areas: readonly ZoneRow[]
  readonly types: readonly TradeAreaTypeRecord[]
  readonly week: IsoWeek
  readonly month: IsoMonth
  readonly isPresentWeek: boolean
  /** False where the caller sees own shops only. */
  readonly isWhole: boolean
  readonly may: { readonly edit: boolean }
}

export async function listTradeAreas(actor: Actor): Promise<TradeAreaList | undefined> {
  if (!can(actor, 'view-map') || !(await findOrganization())) return undefined
  const today = await organizationToday()
  const week = await weekShown(actor, today)
  const month = monthOf(today)
  const [areas, types] = await Promise.all([
    listZones(actor.territoryIds, week, monthNumber(month)),
    listTradeAreaTypes(),
  ])
  return {
    areas,
    types,
    week,
    month,
    isPresentWeek: week === weekOf(today),
    isWhole: actor.role !== 'customer-manager',
    may: { edit: can(actor, 'edit-trade-areas') },
  }
}
