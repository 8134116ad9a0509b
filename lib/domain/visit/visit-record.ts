/**
 * The record of one visit (拜访记录): what has to be true of it, and when the next one is proposed.
 *
 * Units  calendar dates; days.
 */
import { addDays, addMonths, daysInMonth, type IsoDate, monthOf } from '@/lib/domain/calendar/dates'
import { type OrganizationCalendar, workingDays } from '@/lib/domain/calendar/working-days'
import type { NotDoneReason } from './not-done'

/** So long a visit may be recorded afterwards. */
export const RECORD_DAYS_BACK = 7
/** So far ahead a next visit may be agreed. */
const AGREED_MONTHS_MAX = 6

export type VisitRecordFacts = {
  readonly date: IsoDate
  readonly done: boolean
  readonly reason: NotDoneReason | null
  readonly notes: string
  readonly nextVisitOn: IsoDate | null
}

export type VisitRecordFault =
  | 'date-ahead'
  | 'date-too-old'
  | 'reason-missing'
  | 'reason-of-done'
  | 'notes-missing'
  | 'next-visit-too-early'
  | 'next-visit-too-late'

/** The first thing that is wrong with a record made today. */
export function findRecordFault(
  { date, done, reason, notes, nextVisitOn }: VisitRecordFacts,
  today: IsoDate,
): VisitRecordFault | undefined {
  if (date > today) return 'date-ahead'
  if (date < oldestRecordDate(today)) return 'date-too-old'
  if (!done && reason === null) return 'reason-missing'
  if (done && reason !== null) return 'reason-of-done'
  if (reason === 'other' && notes.trim() === '') return 'notes-missing'
  if (nextVisitOn === null) return undefined
  if (nextVisitOn <= date) return 'next-visit-too-early'
  return nextVisitOn > latestAgreedDate(today) ? 'next-visit-too-late' : undefined
}

export function oldestRecordDate(today: IsoDate): IsoDate {
  return addDays(today, -RECORD_DAYS_BACK)
}

export function latestAgreedDate(today: IsoDate): IsoDate {
  const month = addMonths(monthOf(today), AGREED_MONTHS_MAX)
  return `${month}-${String(Math.min(Number(today.slice(8)), daysInMonth(month))).padStart(2, '0')}`
}

/** The first working day once the interval has passed. */
export function proposedNextVisit(
  date: IsoDate,
  intervalDays: number,
  calendar: OrganizationCalendar,
): IsoDate {
  return workingDays(addDays(date, Math.ceil(intervalDays)), 1, calendar)[0]!
}
