/** How each territory within reach works: shift, break, way of moving, start and end, and its manager's days off. */
import {
  type DayOffRecord,
  listDayOffReasons,
  listTerritories,
  type TerritoryRecord,
} from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addDays } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from './organization-today'

export type TerritoryTerms = TerritoryRecord & {
  readonly daysOff: readonly DayOffRecord[]
  readonly mayEdit: boolean
}

const DAYS_OFF_AHEAD = 366

export async function viewRulesTerritories(
  actor: Actor,
): Promise<Result<{ territories: readonly TerritoryTerms[]; today: string }, { code: 'forbidden' }>> {
  if (!can(actor, 'view-plans')) return fail({ code: 'forbidden' })
  const [records, today] = await Promise.all([listTerritories(actor.territoryIds), organizationToday()])
  const territories = await Promise.all(
    records.map(async (territory) => ({
      ...territory,
      daysOff: territory.managerId
        ? await listDayOffReasons(territory.managerId, today, addDays(today, DAYS_OFF_AHEAD))
        : [],
      mayEdit: can(actor, 'edit-parameters', territory.id),
    })),
  )
  return ok({ territories, today })
}
