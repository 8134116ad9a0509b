/** The week of every territory within reach: what is planned, what waits to be published, what found no place. */

import { listActiveRuns } from '@/lib/db/plan-run-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { listWeekSummaries, type WeekSummary } from '@/lib/db/week-summary-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type IsoDate, type IsoWeek, weekOf } from '@/lib/domain/calendar/dates'
import { organizationToday } from './organization-today'
import { nearestWeek } from './view-week'

export type TerritoryWeek = {
  readonly territoryId: number
  readonly name: string
  readonly managerName: string | null
  /** The draft if there is one, else what is published. */
  readonly plan: WeekSummary | null
  readonly isPublished: boolean
  /** Seconds of work that a day has room for. */
  readonly capacitySeconds: number
  readonly shiftEnd: number
}

export type WeekOverview = {
  readonly week: IsoWeek
  readonly today: IsoDate
  readonly territories: readonly TerritoryWeek[]
  readonly runIds: readonly number[]
  readonly may: { readonly plan: boolean; readonly publish: boolean }
}

export async function viewWeekOverview(actor: Actor, chosen?: IsoWeek): Promise<WeekOverview> {
  const today = await organizationToday()
  if (!can(actor, 'view-plans')) {
    return {
      week: weekOf(today),
      today,
      territories: [],
      runIds: [],
      may: { plan: false, publish: false },
    }
  }
  const territories = await listTerritories(actor.territoryIds)
  const ids = territories.map(({ id }) => id)
  const week = chosen ?? (await nearestWeek(ids, today))
  const [summaries, runs] = await Promise.all([listWeekSummaries(ids, week), listActiveRuns(ids, week)])
  return {
    week,
    today,
    territories: territories.map(({ id, name, managerName, shift, break: pause }) => {
      const own = summaries.filter(({ territoryId }) => territoryId === id)
      return {
        territoryId: id,
        name,
        managerName,
        plan: own[0] ?? null,
        isPublished: own.some(({ status }) => status === 'published'),
        capacitySeconds: shift[1] - shift[0] - (pause?.seconds ?? 0),
        shiftEnd: shift[1],
      }
    }),
    runIds: runs.map(({ id }) => id),
    may: {
      plan: can(actor, 'plan-routes') && week >= weekOf(today),
      publish: can(actor, 'publish-plans'),
    },
  }
}
