/** The day in every territory within reach: its route, what is done of it, and which shops were not visited, and why. */
import { countDoneOfPlanned, type DayRecord, listDayRecords } from '@/lib/db/visit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type IsoDate, weekOf } from '@/lib/domain/calendar/dates'
import { viewWeekOverview, type WeekOverview } from './view-week-overview'

export type TeamToday = {
  readonly overview: WeekOverview
  /** Today if it is in the week shown, else the week's first day with visits. */
  readonly date: IsoDate
  /** By territory; absent where the day has no visits. */
  readonly done: ReadonlyMap<number, { readonly planned: number; readonly done: number }>
  readonly notDone: readonly DayRecord[]
}

export async function viewTeamToday(actor: Actor): Promise<TeamToday> {
  const overview = await viewWeekOverview(actor)
  const date = dayShown(overview)
  if (!can(actor, 'view-plans')) return { overview, date, done: new Map(), notDone: [] }
  const ids = overview.territories.map(({ territoryId }) => territoryId)
  const [done, records] = await Promise.all([
    countDoneOfPlanned(ids, date),
    listDayRecords(actor.territoryIds, date),
  ])
  return { overview, date, done, notDone: records.filter((record) => !record.done) }
}

function dayShown({ today, week, territories }: WeekOverview): IsoDate {
  if (weekOf(today) === week) return today
  return territories.find(({ plan }) => plan !== null)?.plan?.days[0]?.date ?? today
}
