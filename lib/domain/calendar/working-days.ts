/**
 * The organisation's calendar: which days are worked (工作日), with weekends, holidays and make-up workdays (调休).
 *
 * Units   dates as in `./dates`; weekdays 1 Monday … 7 Sunday.
 * Shape   an extra workday wins over a holiday, a holiday over the weekday. Lists may be in any order.
 * Errors  AssertionError where no working day is found within two years (a weekend of seven days).
 */
import { assert } from '@/lib/domain/assert'
import { addDays, type IsoDate, type IsoMonth, monthOf, monthStart, weekdayOf } from './dates'

export type NamedDay = {
  readonly date: IsoDate
  readonly nameEn: string
  readonly nameZh: string
}

export type OrganizationCalendar = {
  readonly weekend: readonly number[]
  readonly holidays: readonly NamedDay[]
  /** Days worked although they fall on a weekend. */
  readonly extraWorkdays: readonly NamedDay[]
  /** The years whose holidays the calendar knows; absent means all. */
  readonly knownYears?: { readonly from: number; readonly to: number }
}

export type DayOff = { reason: 'weekend' } | { reason: 'holiday'; holiday: NamedDay }

const SEARCH_DAYS_MAX = 731

/** Why a day is not worked; undefined on a working day. */
export function findDayOff(date: IsoDate, calendar: OrganizationCalendar): DayOff | undefined {
  if (calendar.extraWorkdays.some((day) => day.date === date)) return undefined
  const holiday = calendar.holidays.find((day) => day.date === date)
  if (holiday) return { reason: 'holiday', holiday }
  return calendar.weekend.includes(weekdayOf(date)) ? { reason: 'weekend' } : undefined
}

export function isWorkingDay(date: IsoDate, calendar: OrganizationCalendar): boolean {
  return findDayOff(date, calendar) === undefined
}

/** The first `count` working days from a date on, that date included, ascending. */
export function workingDays(from: IsoDate, count: number, calendar: OrganizationCalendar): IsoDate[] {
  const days: IsoDate[] = []
  for (let date = from, idle = 0; days.length < count; date = addDays(date, 1)) {
    const works = isWorkingDay(date, calendar)
    if (works) days.push(date)
    idle = works ? 0 : idle + 1
    assert(idle <= SEARCH_DAYS_MAX, `no working day within two years of ${date}`)
  }
  return days
}

/** The latest working day on or before a date. */
export function workingDayBefore(date: IsoDate, calendar: OrganizationCalendar): IsoDate {
  for (let back = 0; back <= SEARCH_DAYS_MAX; back++) {
    const candidate = addDays(date, -back)
    if (isWorkingDay(candidate, calendar)) return candidate
  }
  throw new Error(`no working day within two years before ${date}`)
}

export function workingDaysOfMonth(month: IsoMonth, calendar: OrganizationCalendar): IsoDate[] {
  const days: IsoDate[] = []
  for (let date = monthStart(month); monthOf(date) === month; date = addDays(date, 1)) {
    if (isWorkingDay(date, calendar)) days.push(date)
  }
  return days
}

/** Years among the dates whose holidays the calendar does not know: there, only weekends were left out. */
export function unknownYears(dates: readonly IsoDate[], { knownYears }: OrganizationCalendar): number[] {
  if (!knownYears) return []
  const years = [...new Set(dates.map((date) => Number(date.slice(0, 4))))]
  return years.filter((year) => year < knownYears.from || year > knownYears.to).toSorted((a, b) => a - b)
}

/** Positions of the given weekdays among the days: the closed days of a shop that shuts on them. */
export function indexesOfWeekdays(days: readonly IsoDate[], weekdays: readonly number[]): number[] {
  return days.flatMap((date, index) => (weekdays.includes(weekdayOf(date)) ? [index] : []))
}
