/**
 * Calendar dates, ISO weeks and months as plain text, and the arithmetic on them.
 *
 * Units   dates `2026-11-23`, weeks `2026-W48`, months `2026-11`; weekdays 1 (Monday) … 7 (Sunday); whole seconds of
 *         the day. None of them has a time zone: `dateAt` turns an instant into the date that it is in a zone.
 * Errors  AssertionError for text that is not a date; `isIsoDate` asks first.
 * Source  ISO 8601; civil-day numbers as days since 1970-01-01.
 */
import { assert } from '@/lib/domain/assert'

export type IsoDate = string
export type IsoWeek = string
export type IsoMonth = string
/** 1 Monday … 7 Sunday. */
export type Weekday = number

const DAY_MS = 86_400_000

export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  assert(isIsoDate(date), `not a date: ${date}`)
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

export function dateOf(dayNumber: number): IsoDate {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10)
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOf(dayNumber(date) + days)
}

/** Whole days from the first date to the second; negative if the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

export function weekdayOf(date: IsoDate): Weekday {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1 // 1970-01-01 was a Thursday
}

export function weekOf(date: IsoDate): IsoWeek {
  const thursday = addDays(date, 4 - weekdayOf(date)) // a week belongs to the year of its Thursday
  const year = thursday.slice(0, 4)
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The Monday with which a week begins. */
export function weekStart(week: IsoWeek): IsoDate {
  const [year, number] = week.split('-W')
  const fourth = `${year}-01-04` // always in week 1
  const monday = addDays(fourth, 1 - weekdayOf(fourth) + 7 * (Number(number) - 1))
  assert(weekOf(monday) === week, `not a week: ${week}`)
  return monday
}

/** The week to plan next: the present one on its Monday, afterwards the coming one. */
export function weekToPlan(today: IsoDate): IsoWeek {
  return weekOf(addDays(today, 6))
}

export function monthOf(date: IsoDate): IsoMonth {
  return date.slice(0, 7)
}

export function monthStart(month: IsoMonth): IsoDate {
  const date = `${month}-01`
  assert(isIsoDate(date), `not a month: ${month}`)
  return date
}

export function addMonths(month: IsoMonth, months: number): IsoMonth {
  const [year, number] = monthStart(month).split('-').map(Number)
  const count = year! * 12 + (number! - 1) + months
  return `${Math.floor(count / 12)}-${String((((count % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

export function daysInMonth(month: IsoMonth): number {
  return daysBetween(monthStart(month), monthStart(addMonths(month, 1)))
}

/** The date that an instant (milliseconds since 1970, UTC) is in an IANA time zone. */
export function dateAt(instantMs: number, timeZone: string): IsoDate {
  const { year, month, day } = partsAt(instantMs, timeZone)
  return `${year}-${month}-${day}`
}

/** The second of the day that an instant is in an IANA time zone. */
export function secondOfDayAt(instantMs: number, timeZone: string): number {
  const { hour, minute, second } = partsAt(instantMs, timeZone)
  return Number(hour) * 3600 + Number(minute) * 60 + Number(second)
}

function partsAt(instantMs: number, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, value]))
}
