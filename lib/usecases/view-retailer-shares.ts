/**
 * What one retailer gets of each scarce product, with the reason (货源份额): of each cycle the newest run that the actor
 * may see. Drafts are for those who allocate.
 */
import { z } from 'zod'
import {
  findTerritoryOfRetailer,
  listRetailerShares,
  type RetailerShareRecord,
} from '@/lib/db/allocation-share-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from './organization-today'

export const SHARE_MONTH = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .optional()

/** Without a month: the present one and what is already allocated after it. */
export const ViewRetailerShares = z.object({ retailerId: z.int().positive(), month: SHARE_MONTH })

export type RetailerShare = RetailerShareRecord

export async function viewRetailerShares(
  actor: Actor,
  { retailerId, month }: z.infer<typeof ViewRetailerShares>,
): Promise<Result<readonly RetailerShare[], { code: 'not-found' }>> {
  if (!can(actor, 'view-allocations')) return fail({ code: 'not-found' })
  const territoryId = await findTerritoryOfRetailer(retailerId)
  if (territoryId === undefined || !can(actor, 'view-allocations', territoryId)) {
    return fail({ code: 'not-found' })
  }
  return ok(await listRetailerShares(retailerId, await runsWanted(actor, month)))
}

export async function runsWanted(actor: Actor, month: string | undefined) {
  const from = monthNumber(month ?? monthOf(await organizationToday()))
  return { month: { from, to: month ? from : 999912 }, drafts: can(actor, 'allocate') }
}
