/** Today's date where the organisation works. */
import { findOrganization } from '@/lib/db/organization-repository'
import { dateAt, type IsoDate } from '@/lib/domain/calendar/dates'
import { now } from './clock'

export async function organizationToday(): Promise<IsoDate> {
  const organization = await findOrganization()
  return dateAt(now().getTime(), organization?.timeZone ?? 'UTC')
}
