/** What the planner asks about the open retailers of a territory. */
import type { IsoDate, IsoMonth } from '@/lib/domain/calendar/dates'
import type { Position } from '@/lib/domain/geo/position'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import type { ContactPreference, VisitChannel } from '@/lib/domain/routing/service/service-rules'
import { pool } from './client'

export type ServedRetailerRecord = {
  readonly id: number
  readonly position: Position
  readonly tier: number | null
  readonly serviceClass: ServiceClass
  readonly lastVisit: IsoDate | null
  readonly lastChannel: VisitChannel | null
  /** Agreed with the shop at the last visit. */
  readonly agreedOn: IsoDate | null
  readonly lastOrderMonth: IsoMonth | null
  readonly visitsPerWeek: number | null
  readonly windows: readonly (readonly [number, number])[]
  readonly closedWeekdays: readonly number[]
  readonly contact: ContactPreference
  readonly tradeAreaId: number | null
  readonly focus: { readonly tradeArea: string; readonly focus: string } | null
}

/** In the order of their ids, so that the same territory plans the same way twice. */
export async function listServedRetailers(territoryId: number): Promise<ServedRetailerRecord[]> {
  const { rows } = await pool().query<
    Omit<ServedRetailerRecord, 'position' | 'focus'> & {
      lng: number
      lat: number
      tradeArea: string | null
      focus: string | null
    }
  >(
    `select r.id, r.lng, r.lat, r.tier, r."serviceClass", to_char(r."lastVisitOn", 'YYYY-MM-DD') as "lastVisit",
       to_char(r."nextVisitOn", 'YYYY-MM-DD') as "agreedOn", visit.channel as "lastChannel", r."lastOrderMonth", r."visitsPerWeek", r."openWindows" as windows,
       coalesce(r."closedWeekdays", '{}') as "closedWeekdays", r."contactPreference" as contact,
       r."tradeAreaId", area.name as "tradeArea", area.focus
     from "Retailer" r
     left join "TradeArea" area on area.id = r."tradeAreaId"
     left join lateral (
       select channel from "VisitRecord" v where v."retailerId" = r.id and v.done order by v.date desc, v.id desc limit 1
     ) visit on true
     where r."territoryId" = $1 and r."closedAt" is null order by r.id`,
    [territoryId],
  )
  return rows.map(({ lng, lat, tradeArea, focus, ...row }) => ({
    ...row,
    position: [lng, lat],
    focus: tradeArea !== null && focus ? { tradeArea, focus } : null,
  }))
}
