/** The calendar that a person chooses: China's, Uruguay's, or the days of a file on top of what is known. */
import { z } from 'zod'
import { getCalendar, getOrganization, type OrganizationRecord } from '@/lib/db/organization-repository'
import type { IsoDate } from '@/lib/domain/calendar/dates'
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import type { NamedDay, OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type CalendarFileError, chinaCalendar, readCalendarFile } from '@/lib/files/holidays'

export const CALENDAR_SOURCES = ['CN', 'UY', 'file'] as const
export type CalendarSource = (typeof CALENDAR_SOURCES)[number]
export const CALENDAR_BYTES_MAX = 256 * 1024

export const CalendarChoice = z.object({
  source: z.enum(CALENDAR_SOURCES),
  /** ISO weekdays without work. */
  weekend: z
    .array(z.int().min(1).max(7))
    .max(6)
    .transform((days) => [...new Set(days)].toSorted((a, b) => a - b)),
  /** Of the source `file`; without one only the weekend changes. */
  file: z.object({ name: z.string().min(1).max(255), text: z.string().max(CALENDAR_BYTES_MAX) }).nullable(),
})
export type CalendarChoice = z.infer<typeof CalendarChoice>

export type ChosenCalendar = {
  readonly organization: OrganizationRecord
  readonly before: OrganizationCalendar
  readonly after: OrganizationCalendar
  /** What is stored, and for which years; all of them if none are named. */
  readonly stored: OrganizationCalendar
  readonly years: { readonly from: number; readonly to: number } | undefined
}
export type CalendarChoiceFailure =
  | { readonly code: 'calendar-empty' }
  | { readonly code: 'calendar-file-invalid'; readonly errors: readonly CalendarFileError[] }

/** So many years to either side of the present one. */
const YEARS = 2

export async function chosenCalendar(
  { source, weekend, file }: CalendarChoice,
  today: IsoDate,
): Promise<Result<ChosenCalendar, CalendarChoiceFailure>> {
  const organization = await getOrganization()
  const before = await getCalendar(organization)
  const year = Number(today.slice(0, 4))
  const span = { from: year - YEARS, to: year + YEARS }
  if (source !== 'file') {
    const { holidays, extraWorkdays } = source === 'CN' ? chinaCalendar(span) : uruguayCalendar(span)
    const after = { weekend, holidays, extraWorkdays }
    return ok({ organization, before, after, stored: after, years: undefined })
  }
  if (!file) {
    const after = { ...before, weekend }
    return ok({ organization, before, after, stored: after, years: undefined })
  }
  const read = readCalendarFile(file.text, weekend)
  if (!read.ok) return read
  const { knownYears: years, ...stored } = read.value
  if (!years) return fail({ code: 'calendar-empty' })
  const isKept = ({ date }: NamedDay) => {
    const of = Number(date.slice(0, 4))
    return of < years.from || of > years.to
  }
  const after = {
    weekend,
    holidays: [...before.holidays.filter(isKept), ...stored.holidays],
    extraWorkdays: [...before.extraWorkdays.filter(isKept), ...stored.extraWorkdays],
  }
  return ok({ organization, before, after, stored, years })
}
