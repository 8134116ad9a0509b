/** A customer manager's day off: nobody is visited on it in plans made from then on; a plan that stands shows it. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { addDayOff, findTerritory, removeDayOff } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { isIsoDate } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import { organizationToday } from './organization-today'

export const EditDayOff = z.object({
  territoryId: z.int().positive(),
  date: z.string().refine(isIsoDate),
  /** Null takes the day off back. */
  reason: z.string().trim().min(1).max(200).nullable(),
})
export type EditDayOff = z.infer<typeof EditDayOff>
export type EditDayOffFailure = {
  readonly code: 'forbidden' | 'no-territory' | 'no-manager' | 'day-over' | 'no-day-off'
}

export async function editDayOff(
  actor: Actor,
  { territoryId, date, reason }: EditDayOff,
): Promise<Result<null, EditDayOffFailure>> {
  if (!can(actor, 'plan-routes', territoryId)) return fail({ code: 'forbidden' })
  const territory = await findTerritory(territoryId)
  if (!territory) return fail({ code: 'no-territory' })
  const { managerId } = territory
  if (managerId === null) return fail({ code: 'no-manager' })
  if (date < (await organizationToday())) return fail({ code: 'day-over' })

  if (reason !== null) await addDayOff({ userId: managerId, date, reason, authorId: actor.userId })
  else if (!(await removeDayOff(managerId, date))) return fail({ code: 'no-day-off' })
  await recordAudit({
    authorId: actor.userId,
    action: reason === null ? 'remove-day-off' : 'add-day-off',
    subject: 'territory',
    subjectId: String(territoryId),
    reason: reason ?? '',
    details: { date },
  })
  return ok(null)
}
