/**
 * One customer manager's route of a day: today's, or that of the next working day where today is none, or the first of
 * the next planned week where this one has no plan.
 *
 * Shape   what is published; a draft only where nothing is. `nextIndex` is the stop that the clock has come to.
 *         `records` are all of the day, planned or not; `subjects` what may be recorded, none where nothing may.
 */
import { z } from 'zod'
import { getCalendar, getOrganization } from '@/lib/db/organization-repository'
import { listVisitFigures } from '@/lib/db/visit-figures-repository'
import { type DayRecord, listDayRecords } from '@/lib/db/visit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import {
  addDays,
  dateAt,
  type IsoDate,
  type IsoMonth,
  type IsoWeek,
  isIsoDate,
  monthOf,
  secondOfDayAt,
  weekOf,
} from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { workingDayBefore, workingDays } from '@/lib/domain/calendar/working-days'
import { fail, ok, type Result } from '@/lib/domain/result'
import { latestAgreedDate, oldestRecordDate } from '@/lib/domain/visit/visit-record'
import { now } from './clock'
import { dueTerms } from './list-retailers'
import { organizationToday } from './organization-today'
import { nearestWeek, viewWeek, type WeekDay, type WeekView } from './view-week'
import { type VisitSubject, visitSubjects } from './visit/visit-subjects'

export const ViewToday = z.object({
  territoryId: z.int().positive(),
  date: z.string().refine(isIsoDate).optional(),
})
export type ViewToday = z.infer<typeof ViewToday>

export type RecordView = DayRecord & {
  /** When it was recorded, where the organisation works. */
  readonly time: number
  readonly mayCorrect: boolean
}

export type TodayView = Pick<WeekView, 'territory' | 'week' | 'today' | 'plan'> & {
  readonly may: WeekView['may'] & { readonly record: boolean }
  readonly date: IsoDate
  /** Not today's, though no other was asked for. */
  readonly isAhead: boolean
  readonly day: WeekDay | null
  readonly nextIndex: number | null
  readonly records: readonly RecordView[]
  /** The territory's shops that were visited in the month so far, and those that are open; null ahead of time. */
  readonly coverage: { readonly month: IsoMonth; readonly visited: number; readonly retailers: number } | null
  readonly subjects: readonly VisitSubject[]
  readonly agreedUntil: IsoDate
  readonly dayBefore: IsoDate
  readonly dayAfter: IsoDate
}

export async function viewToday(
  actor: Actor,
  { territoryId, date: chosen }: ViewToday,
): Promise<Result<TodayView, { code: 'forbidden' | 'no-territory' }>> {
  if (!can(actor, 'view-plans', territoryId)) return fail({ code: 'forbidden' })
  const organization = await getOrganization()
  const [calendar, today] = await Promise.all([getCalendar(organization), organizationToday()])
  const opening = chosen ?? workingDays(today, 1, calendar)[0]!
  const asked = await viewPublished(actor, territoryId, weekOf(opening))
  if (!asked.ok) return asked
  const ahead = chosen || asked.value.plan ? undefined : await findRouteAhead(actor, territoryId, today)

  const { date, week } = ahead ?? { date: opening, week: asked.value }
  const { territory, plan, days, may } = week
  const day = days.find((one) => one.date === date) ?? null
  const second = secondOfDayAt(now().getTime(), organization.timeZone)
  const next = day?.stops.findIndex(({ leave }) => leave > second) ?? -1
  const mayRecord =
    can(actor, 'record-visits', territoryId) && date <= today && date >= oldestRecordDate(today)
  const records = date <= today ? await listDayRecords([territoryId], date) : []
  const shops = [
    ...(day?.stops ?? []).map(({ retailer }) => retailer.id),
    ...records.map((one) => one.retailerId),
  ]
  return ok({
    territory,
    week: week.week,
    today,
    plan,
    may: { ...may, record: mayRecord },
    date,
    isAhead: chosen === undefined && date !== today,
    day,
    nextIndex: date === today && next >= 0 ? next : null,
    records: records.map((record) => {
      const at = Date.parse(record.recordedAt)
      const isOfToday = dateAt(at, organization.timeZone) === today
      return {
        ...record,
        time: secondOfDayAt(at, organization.timeZone),
        mayCorrect: mayRecord && record.authorId === actor.userId && isOfToday,
      }
    }),
    coverage: date <= today ? await coverageOf(territoryId, monthOf(date)) : null,
    subjects: mayRecord ? await visitSubjects(territoryId, [...new Set(shops)], date) : [],
    agreedUntil: latestAgreedDate(today),
    dayBefore: workingDayBefore(addDays(date, -1), calendar),
    dayAfter: workingDays(addDays(date, 1), 1, calendar)[0]!,
  })
}

async function coverageOf(territoryId: number, month: IsoMonth): Promise<TodayView['coverage']> {
  const scope = { reach: [territoryId], territoryId }
  const [figures] = await listVisitFigures(scope, monthNumber(month), 'none', await dueTerms())
  return { month, visited: figures?.visited ?? 0, retailers: figures?.retailers ?? 0 }
}

function viewPublished(actor: Actor, territoryId: number, week: IsoWeek) {
  return viewWeek(actor, { territoryId, week, status: 'published' })
}

async function findRouteAhead(
  actor: Actor,
  territoryId: number,
  today: IsoDate,
): Promise<{ date: IsoDate; week: WeekView } | undefined> {
  const view = await viewPublished(actor, territoryId, await nearestWeek([territoryId], today))
  const day = view.ok
    ? view.value.days.find(({ date, stops }) => date > today && stops.length > 0)
    : undefined
  return view.ok && day ? { date: day.date, week: view.value } : undefined
}
