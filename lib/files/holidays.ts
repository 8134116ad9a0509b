/**
 * Calendars from outside: China's, as the State Council announces it, and any other from a file.
 *
 * Shape   a calendar file is CSV with the columns `date,kind,name` (and `name_en` if it has one); `kind` is `holiday` or
 *         `workday`, a day worked although it falls on a weekend.
 * Errors  every faulty line of a file, with its line number and a stable code; nothing is half-read.
 * Source  npm `chinese-days`, which knows the years announced so far: `knownYears` says which.
 */
// The package calls itself CommonJS, yet names an ES module for bundlers, which Turbopack refuses: so, its CommonJS file.
import chineseDays from 'chinese-days/dist/index.min.js'
import { parse } from 'csv-parse/sync'
import { addDays, type IsoDate, isIsoDate, weekdayOf } from '@/lib/domain/calendar/dates'
import type { NamedDay, OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'

/** China's holidays and make-up workdays in the years asked for, as far as the package knows them. */
export function chinaCalendar(years: { from: number; to: number }): OrganizationCalendar {
  const holidays: NamedDay[] = []
  const extraWorkdays: NamedDay[] = []
  const known: number[] = []
  for (let year = years.from; year <= years.to; year++) {
    const announced = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false)
    if (announced.length === 0) continue
    known.push(year)
    holidays.push(...announced.map(namedDay))
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
      if (weekdayOf(date) >= 6 && chineseDays.isWorkday(date)) extraWorkdays.push(namedDay(date))
    }
  }
  const knownYears = { from: known[0] ?? years.from, to: known.at(-1) ?? years.from - 1 }
  return { weekend: [6, 7], holidays, extraWorkdays, knownYears }
}

export type CalendarFileError = {
  readonly line: number
  readonly code: 'not-csv' | 'no-date-column' | 'bad-date' | 'bad-kind' | 'repeated-date'
  readonly value: string
}
export type CalendarFileFailure = { code: 'calendar-file-invalid'; errors: readonly CalendarFileError[] }

/** Reads a calendar file. The years it knows are those from its first to its last day. */
export function readCalendarFile(
  text: string,
  weekend: readonly number[],
): Result<OrganizationCalendar, CalendarFileFailure> {
  const rows = readRows(text)
  if (!rows.ok) return rows

  const errors: CalendarFileError[] = []
  const seen = new Set<string>()
  const holidays: NamedDay[] = []
  const extraWorkdays: NamedDay[] = []
  for (const [index, row] of rows.value.entries()) {
    const line = index + 2
    const { date = '', kind = '', name = '', name_en: nameEn } = row
    if (!isIsoDate(date)) errors.push({ line, code: 'bad-date', value: date })
    else if (kind !== 'holiday' && kind !== 'workday') errors.push({ line, code: 'bad-kind', value: kind })
    else if (seen.has(date)) errors.push({ line, code: 'repeated-date', value: date })
    else (kind === 'holiday' ? holidays : extraWorkdays).push({ date, nameEn: nameEn || name, nameZh: name })
    seen.add(date)
  }
  if (errors.length > 0) return fail({ code: 'calendar-file-invalid', errors })

  const years = [...seen].map((date) => Number(date.slice(0, 4)))
  const known =
    years.length > 0 ? { knownYears: { from: Math.min(...years), to: Math.max(...years) } } : undefined
  return ok({ weekend, holidays, extraWorkdays, ...known })
}

function readRows(text: string): Result<Record<string, string>[], CalendarFileFailure> {
  const invalid = (line: number, code: CalendarFileError['code'], value: string) =>
    fail({ code: 'calendar-file-invalid' as const, errors: [{ line, code, value }] })
  try {
    const columns = (header: string[]) => header.map((name) => name.trim().toLowerCase())
    const options = { bom: true, columns, skip_empty_lines: true, trim: true, relax_column_count_less: true }
    const rows = parse(text, options) as Record<string, string>[]
    if (rows[0] && !('date' in rows[0])) return invalid(1, 'no-date-column', Object.keys(rows[0]).join(','))
    return ok(rows)
  } catch (error) {
    return invalid(1, 'not-csv', error instanceof Error ? error.message : String(error))
  }
}

/** The package's names read "English,中文,days off". */
function namedDay(date: IsoDate): NamedDay {
  const [nameEn = '', nameZh = nameEn] = chineseDays.getDayDetail(date).name.split(',')
  return { date, nameEn, nameZh }
}
