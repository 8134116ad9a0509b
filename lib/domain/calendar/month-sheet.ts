/**
 * The calendar as whole months, each day with what it is; and how one calendar's working days differ from another's.
 */
import { addDays, addMonths, type IsoDate, type IsoMonth, monthOf, monthStart } from './dates'
import {
  findDayOff,
  isWorkingDay,
  type NamedDay,
  type OrganizationCalendar,
  workingDays,
} from './working-days'

export type CalendarDay = {
  readonly date: IsoDate
  readonly state: 'work' | 'weekend' | 'holiday' | 'make-up'
  readonly named: NamedDay | null
}
export type CalendarMonth = { readonly month: IsoMonth; readonly days: readonly CalendarDay[] }

export function monthSheet(from: IsoMonth, count: number, calendar: OrganizationCalendar): CalendarMonth[] {
  return Array.from({ length: count }, (_, k) => {
    const month = addMonths(from, k)
    const days: CalendarDay[] = []
    for (let date = monthStart(month); monthOf(date) === month; date = addDays(date, 1)) {
      days.push(calendarDay(date, calendar))
    }
    return { month, days }
  })
}

function calendarDay(date: IsoDate, calendar: OrganizationCalendar): CalendarDay {
  const makeUp = calendar.extraWorkdays.find((day) => day.date === date)
  if (makeUp) return { date, state: 'make-up', named: makeUp }
  const off = findDayOff(date, calendar)
  if (!off) return { date, state: 'work', named: null }
  return { date, state: off.reason, named: off.reason === 'holiday' ? off.holiday : null }
}

export type WorkingDaysChange = {
  readonly before: readonly IsoDate[]
  readonly after: readonly IsoDate[]
  /** Days of the span of both that only the new calendar works, and that it no longer does. */
  readonly gained: readonly IsoDate[]
  readonly lost: readonly IsoDate[]
}

/** What a new calendar does to the next working days; with fewer of them, the last ones come later. */
export function workingDaysChange(
  from: IsoDate,
  count: number,
  before: OrganizationCalendar,
  after: OrganizationCalendar,
): WorkingDaysChange {
  const [was, is] = [workingDays(from, count, before), workingDays(from, count, after)]
  const end = [...was, ...is].toSorted().at(-1) ?? from
  const gained: IsoDate[] = []
  const lost: IsoDate[] = []
  for (let date = from; date <= end; date = addDays(date, 1)) {
    const [did, does] = [isWorkingDay(date, before), isWorkingDay(date, after)]
    if (did && !does) lost.push(date)
    if (!did && does) gained.push(date)
  }
  return { before: was, after: is, gained, lost }
}

/** Years of a span in which a calendar names no day at all: only weekends are left out there. */
export function unnamedYears(from: IsoDate, to: IsoDate, calendar: OrganizationCalendar): number[] {
  const named = new Set(
    [...calendar.holidays, ...calendar.extraWorkdays].map(({ date }) => Number(date.slice(0, 4))),
  )
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    if (!named.has(year)) years.push(year)
  }
  return years
}
