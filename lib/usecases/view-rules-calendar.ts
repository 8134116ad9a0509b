/** The organisation's calendar of the coming months, and what another choice would make of it before it is stored. */
import { getCalendar, getOrganization, readCalendarVersion } from '@/lib/db/organization-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addMonths, daysInMonth, type IsoDate, monthOf, monthStart } from '@/lib/domain/calendar/dates'
import {
  type CalendarMonth,
  monthSheet,
  unnamedYears,
  type WorkingDaysChange,
  workingDaysChange,
} from '@/lib/domain/calendar/month-sheet'
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type CalendarChoice, type CalendarChoiceFailure, chosenCalendar } from './calendar-choice'
import { organizationToday } from './organization-today'

export type YearTally = { readonly year: number; readonly holidays: number; readonly makeUps: number }
type Sheet = {
  readonly months: readonly CalendarMonth[]
  readonly years: readonly YearTally[]
  /** Shown years of which no holidays are known. */
  readonly unnamed: readonly number[]
}
export type CalendarView = Sheet & {
  readonly today: IsoDate
  /** `CN`, `UY` … or `file`. */
  readonly source: string
  readonly weekend: readonly number[]
  readonly version: number
  readonly mayEdit: boolean
}
export type CalendarPreview = Sheet & { readonly change: WorkingDaysChange }

const MONTHS = 12
/** The planner looks so many working days ahead. */
const WORKING_DAYS = 20

export async function viewRulesCalendar(actor: Actor): Promise<Result<CalendarView, { code: 'forbidden' }>> {
  if (!can(actor, 'view-map')) return fail({ code: 'forbidden' })
  const [organization, today, version] = await Promise.all([
    getOrganization(),
    organizationToday(),
    readCalendarVersion(),
  ])
  return ok({
    ...sheetOf(today, await getCalendar(organization)),
    today,
    source: organization.holidayCalendar,
    weekend: organization.weekend,
    version,
    mayEdit: can(actor, 'edit-parameters'),
  })
}

export async function previewCalendar(
  actor: Actor,
  choice: CalendarChoice,
): Promise<Result<CalendarPreview, { code: 'forbidden' } | CalendarChoiceFailure>> {
  if (!can(actor, 'edit-parameters')) return fail({ code: 'forbidden' })
  const today = await organizationToday()
  const chosen = await chosenCalendar(choice, today)
  if (!chosen.ok) return chosen
  const { before, after } = chosen.value
  return ok({ ...sheetOf(today, after), change: workingDaysChange(today, WORKING_DAYS, before, after) })
}

function sheetOf(today: IsoDate, calendar: OrganizationCalendar): Sheet {
  const first = monthOf(today)
  const last = addMonths(first, MONTHS - 1)
  const lastDay = `${last}-${daysInMonth(last)}`
  return {
    months: monthSheet(first, MONTHS, calendar),
    years: yearsOf(calendar),
    unnamed: unnamedYears(monthStart(first), lastDay, calendar),
  }
}

function yearsOf({ holidays, extraWorkdays }: OrganizationCalendar): YearTally[] {
  const tally = new Map<number, { holidays: number; makeUps: number }>()
  const at = (date: IsoDate) => {
    const year = Number(date.slice(0, 4))
    const entry = tally.get(year) ?? { holidays: 0, makeUps: 0 }
    tally.set(year, entry)
    return entry
  }
  for (const { date } of holidays) at(date).holidays++
  for (const { date } of extraWorkdays) at(date).makeUps++
  return [...tally].map(([year, counts]) => ({ year, ...counts })).toSorted((a, b) => a.year - b.year)
}
