/** The organisation of this installation, and its calendar. */
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { BBox } from '@/lib/domain/geo/position'
import { db } from './client'

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

/** A calendar date as the database client carries it, at UTC midnight. */
export function dateOf(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`)
}

export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}
