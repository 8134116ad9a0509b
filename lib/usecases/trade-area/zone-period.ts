/** Which week and month the figures of trade areas are of. */
import { findPlannedWeek } from '@/lib/db/zone-repository'
import type { Actor } from '@/lib/domain/actor'
import {
  addDays,
  addMonths,
  type IsoDate,
  type IsoMonth,
  type IsoWeek,
  monthOf,
  weekOf,
  weekStart,
} from '@/lib/domain/calendar/dates'

/** The week asked for, else the present one or, where nobody has published it, the next one that is. */
export async function weekShown(actor: Actor, today: IsoDate, wanted?: IsoWeek): Promise<IsoWeek> {
  if (wanted) return wanted
  const present = weekOf(today)
  return (await findPlannedWeek(actor.territoryIds, present)) ?? present
}

/** The month that most of a week lies in. */
export function monthOfWeek(week: IsoWeek): IsoMonth {
  return monthOf(addDays(weekStart(week), 3))
}

/** The last full months before today, newest first. */
export function fullMonthsBefore(today: IsoDate, count: number): IsoMonth[] {
  return Array.from({ length: count }, (_, k) => addMonths(monthOf(today), -1 - k))
}
