/** What the load of service rules is reckoned from, so that a screen can say what other rules would bring. */
import { getCalendar, getOrganization } from '@/lib/db/organization-repository'
import { listPlannedTravel, listRetailerGroups } from '@/lib/db/service-load-repository'
import { listDaysOff, listTerritories } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addDays, type IsoDate } from '@/lib/domain/calendar/dates'
import { isWorkingDay } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { Period } from '@/lib/domain/routing/service/capacity'
import type { RetailerGroup } from '@/lib/domain/routing/service/service-load'
import { organizationToday } from './organization-today'

export type TerritoryServiceLoad = {
  readonly id: number
  readonly name: string
  readonly managerName: string | null
  readonly groups: readonly RetailerGroup[]
  readonly period: Period
  /** First day of the plan that the travel to one visit is taken from; null while there is none. */
  readonly travelFrom: IsoDate | null
}
export type ServiceLoadView = {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly territories: readonly TerritoryServiceLoad[]
}

export const LOAD_DAYS = 30

export async function viewServiceLoad(actor: Actor): Promise<Result<ServiceLoadView, { code: 'forbidden' }>> {
  if (!can(actor, 'view-plans')) return fail({ code: 'forbidden' })
  const [organization, today, records] = await Promise.all([
    getOrganization(),
    organizationToday(),
    listTerritories(actor.territoryIds),
  ])
  const ids = records.map(({ id }) => id)
  const to = addDays(today, LOAD_DAYS - 1)
  const [calendar, groups, travel] = await Promise.all([
    getCalendar(organization),
    listRetailerGroups(ids),
    listPlannedTravel(ids),
  ])
  const span = Array.from({ length: LOAD_DAYS }, (_, k) => addDays(today, k))
  const working = span.filter((date) => isWorkingDay(date, calendar))
  const territories = await Promise.all(
    records.map(async ({ id, name, managerId, managerName, shift, break: pause }) => {
      const off = managerId ? await listDaysOff(managerId, today, to) : []
      const way = travel.find(({ territoryId }) => territoryId === id)
      return {
        id,
        name,
        managerName,
        groups: groups
          .filter(({ territoryId }) => territoryId === id)
          .map(({ territoryId: _, ...group }) => group),
        period: {
          days: LOAD_DAYS,
          workingDays: working.filter((date) => !off.includes(date)).length,
          shiftSeconds: shift[1] - shift[0],
          breakSeconds: pause?.seconds ?? 0,
          travelSeconds: way ? Math.round(way.driveSeconds / way.onsiteVisits) : 0,
        },
        travelFrom: way?.startsOn ?? null,
      }
    }),
  )
  return ok({ from: today, to, territories })
}
