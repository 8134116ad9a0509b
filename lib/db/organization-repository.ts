/** The organisation of this installation, and its calendar. */
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { BBox } from '@/lib/domain/geo/position'
import { db } from './client'
import { raiseDataVersion, readDataVersions } from './data-version-repository'

export type OrganizationRecord = {
  id: number
  name: string
  sample: string | null
  timeZone: string
  holidayCalendar: string
  weekend: number[]
  currency: string
  bbox: BBox
  attribution: string
  demonstration: boolean
}

/** The one organisation, or undefined before anything is loaded. */
export async function findOrganization(): Promise<OrganizationRecord | undefined> {
  const row = await db.organization.findFirst({ orderBy: { id: 'asc' } })
  if (!row) return undefined
  const { createdAt: _createdAt, bbox, ...rest } = row
  const [west, south, east, north] = bbox as [number, number, number, number]
  return { ...rest, bbox: [west, south, east, north] }
}

export async function getOrganization(): Promise<OrganizationRecord> {
  const organization = await findOrganization()
  if (!organization) throw new Error('no organisation is loaded: run `npm run demo` or import data first')
  return organization
}

export async function getCalendar(organization: OrganizationRecord): Promise<OrganizationCalendar> {
  const rows = await db.calendarDay.findMany({
    where: { organizationId: organization.id },
    orderBy: { date: 'asc' },
  })
  const days = rows.map(({ date, off, nameEn, nameZh }) => ({ date: isoDate(date), off, nameEn, nameZh }))
  return {
    weekend: organization.weekend,
    holidays: days.filter(({ off }) => off),
    extraWorkdays: days.filter(({ off }) => !off),
  }
}

/** How often the calendar was changed: whoever changes it names the version that was looked at. */
export async function readCalendarVersion(): Promise<number> {
  const [version = 0] = await readDataVersions(['calendar'])
  return version
}

/**
 * The named days of whole years in place of what was known of them, or of everything without `years`. False if the
 * calendar is no longer the one that the author looked at.
 */
export async function replaceCalendar(
  organizationId: number,
  { holidays, extraWorkdays, weekend }: OrganizationCalendar,
  change: { source: string; years: { from: number; to: number } | undefined; basedOn: number },
): Promise<boolean> {
  const { source, years, basedOn } = change
  const days = [
    ...holidays.map((day) => ({ ...day, off: true })),
    ...extraWorkdays.map((day) => ({ ...day, off: false })),
  ].map((day) => ({ ...day, date: dateOf(day.date), organizationId }))
  const span = years && { gte: dateOf(`${years.from}-01-01`), lte: dateOf(`${years.to}-12-31`) }
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from "Organization" where id = ${organizationId} for update`
    const [version = 0] = await readDataVersions(['calendar'], tx)
    if (version !== basedOn) return false
    await tx.calendarDay.deleteMany({ where: { organizationId, ...(span && { date: span }) } })
    await tx.calendarDay.createMany({ data: days })
    await tx.organization.update({
      where: { id: organizationId },
      data: { holidayCalendar: source, weekend: [...weekend] },
    })
    await raiseDataVersion('calendar', tx)
    return true
  })
}

/** A calendar date as the database client carries it, at UTC midnight. */
export function dateOf(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`)
}

export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}
