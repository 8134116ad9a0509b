/** Replaces the organisation's calendar: plans made from then on follow it, those that stand are not touched. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { replaceCalendar } from '@/lib/db/organization-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { CalendarChoice, type CalendarChoiceFailure, chosenCalendar } from './calendar-choice'
import { organizationToday } from './organization-today'
import { reasonOfChange } from './save-rules'

export const SaveCalendar = z.object({
  choice: CalendarChoice,
  /** The version of the calendar that the author saw. */
  basedOn: z.int().min(0),
  note: reasonOfChange,
})
export type SaveCalendar = z.infer<typeof SaveCalendar>
export type SaveCalendarFailure = { readonly code: 'forbidden' | 'changed-meanwhile' } | CalendarChoiceFailure

export async function saveCalendar(
  actor: Actor,
  { choice, basedOn, note }: SaveCalendar,
): Promise<Result<{ days: number }, SaveCalendarFailure>> {
  if (!can(actor, 'edit-parameters')) return fail({ code: 'forbidden' })
  const chosen = await chosenCalendar(choice, await organizationToday())
  if (!chosen.ok) return chosen
  const { organization, stored, years } = chosen.value
  const { source } = choice
  if (!(await replaceCalendar(organization.id, stored, { source, years, basedOn }))) {
    return fail({ code: 'changed-meanwhile' })
  }
  const days = stored.holidays.length + stored.extraWorkdays.length
  await recordAudit({
    authorId: actor.userId,
    action: 'save-calendar',
    subject: 'organization',
    subjectId: String(organization.id),
    reason: note,
    details: {
      before: { source: organization.holidayCalendar, weekend: organization.weekend },
      after: { source, weekend: [...choice.weekend], days },
      ...(choice.file && { fileName: choice.file.name }),
      ...(years && { years: { ...years } }),
    },
  })
  return ok({ days })
}
