/**
 * Records a visit (拜访记录), done or not, and corrects the record of the same day.
 *
 * The client names each record, so that one sent twice arrives once: the second time gives what is stored already.
 * A shop has one record a day. What was agreed for the next visit goes to the shop, where the planner finds it. A shop
 * that has changed its territory is still visited by whom a published route sends there.
 *
 * Errors  `forbidden`; `not-found`; `closed` if the shop has given up; the faults of a record; `already-recorded` if the
 *         shop has another record of that day; for corrections `not-yours` and `too-late`.
 */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { getOrganization } from '@/lib/db/organization-repository'
import {
  correctVisitRecord,
  createVisitRecord,
  findVisitRecord,
  findVisitRecordOfClient,
  isOnRoute,
  listVisitedRetailers,
  type VisitedRetailer,
  type VisitRecord,
} from '@/lib/db/visit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { dateAt, type IsoDate, isIsoDate } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import { NOT_DONE_REASONS } from '@/lib/domain/visit/not-done'
import { findRecordFault, type VisitRecordFault } from '@/lib/domain/visit/visit-record'
import { now } from '@/lib/usecases/clock'
import { organizationToday } from '@/lib/usecases/organization-today'

const Day = z.string().refine(isIsoDate)

const Facts = z.object({
  channel: z.enum(['onsite', 'phone']).default('onsite'),
  done: z.boolean(),
  reason: z.enum(NOT_DONE_REASONS).nullable().default(null),
  notes: z.string().trim().max(1_000).default(''),
  /** Agreed with the shop; null leaves it to the service rule. */
  nextVisitOn: Day.nullable().default(null),
  objectives: z.array(z.int().positive()).max(20).default([]),
})

export const RecordVisit = Facts.extend({
  /** Made by the client. */
  clientId: z.uuid(),
  retailerId: z.int().positive(),
  date: Day,
})
export type RecordVisit = z.input<typeof RecordVisit>

export const CorrectVisit = Facts.extend({ id: z.int().positive() })
export type CorrectVisit = z.input<typeof CorrectVisit>

export type RecordVisitFailure = {
  readonly code: 'forbidden' | 'not-found' | 'closed' | 'already-recorded' | VisitRecordFault
}
export type CorrectVisitFailure = {
  readonly code: 'forbidden' | 'not-found' | 'not-yours' | 'too-late' | VisitRecordFault
}

export async function recordVisit(
  actor: Actor,
  order: z.output<typeof RecordVisit>,
): Promise<Result<VisitRecord, RecordVisitFailure>> {
  if (!can(actor, 'record-visits')) return fail({ code: 'forbidden' })
  const [retailer] = await listVisitedRetailers([order.retailerId])
  if (!retailer) return fail({ code: 'not-found' })
  if (!(await mayVisit(actor, retailer, order.date))) return fail({ code: 'forbidden' })

  const known = await findVisitRecordOfClient(order.clientId)
  if (known) return known.authorId === actor.userId ? ok(known) : fail({ code: 'already-recorded' })
  if (retailer.isClosed) return fail({ code: 'closed' })
  const fault = findRecordFault(order, await organizationToday())
  if (fault) return fail({ code: fault })

  const created = await createVisitRecord({ ...order, authorId: actor.userId, recordedAt: now() })
  // the same record may have come in by another way meanwhile
  const stored = created ? await findVisitRecord(created.id) : await findVisitRecordOfClient(order.clientId)
  return stored ? ok(stored) : fail({ code: 'already-recorded' })
}

/** Only by its author, and on the day on which it was made. */
export async function correctVisit(
  actor: Actor,
  { id, ...facts }: z.output<typeof CorrectVisit>,
): Promise<Result<VisitRecord, CorrectVisitFailure>> {
  if (!can(actor, 'record-visits')) return fail({ code: 'forbidden' })
  const before = await findVisitRecord(id)
  const [retailer] = before ? await listVisitedRetailers([before.retailerId]) : []
  if (!before || !retailer) return fail({ code: 'not-found' })
  if (!(await mayVisit(actor, retailer, before.date))) return fail({ code: 'forbidden' })
  if (before.authorId !== actor.userId) return fail({ code: 'not-yours' })
  const [today, { timeZone }] = await Promise.all([organizationToday(), getOrganization()])
  if (dateAt(Date.parse(before.recordedAt), timeZone) !== today) return fail({ code: 'too-late' })
  const { retailerId, date } = before
  const fault = findRecordFault({ ...facts, date }, today)
  if (fault) return fail({ code: fault })

  await correctVisitRecord(id, { ...facts, retailerId, date, recordedAt: now() })
  const after = (await findVisitRecord(id))!
  await recordAudit({
    authorId: actor.userId,
    action: 'correct-visit',
    subject: 'visit-record',
    subjectId: String(id),
    reason: '',
    details: { before: factsOf(before), after: factsOf(after) },
  })
  return ok(after)
}

async function mayVisit(actor: Actor, { id, territoryId }: VisitedRetailer, date: IsoDate): Promise<boolean> {
  if (can(actor, 'record-visits', territoryId)) return true
  return actor.territoryIds !== 'all' && isOnRoute(id, actor.territoryIds, date)
}

function factsOf({ channel, done, reason, notes, nextVisitOn, objectives }: VisitRecord) {
  return { channel, done, reason, notes, nextVisitOn, objectives: [...objectives] }
}
