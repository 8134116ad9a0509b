/** REST: planned visits (拜访), on the days of their plan's week; and the record of what became of a visit. */
import { z } from 'zod'
import { findListedVisit, listVisitsPage } from '@/lib/db/plan-listing-repository'
import { fail, ok } from '@/lib/domain/result'
import { NOT_DONE_REASONS } from '@/lib/domain/visit/not-done'
import { RecordVisit, recordVisit } from '@/lib/usecases/visit/record-visit'
import {
  BBOX,
  ById,
  DATE,
  endpoint,
  ID,
  ID_TEXT,
  MOMENT,
  NOTHING,
  PAGING,
  PLAN_STATUS,
  pageOf,
  Reason,
  SECOND_OF_DAY,
} from './endpoint'

export const Visit = z.object({
  id: ID,
  planId: ID,
  territoryId: ID,
  retailerId: ID,
  date: DATE,
  dayIndex: z.int().min(0).describe('the day as moves and locks name it'),
  position: z.int().min(0).describe('in the order of the day'),
  arrive: SECOND_OF_DAY,
  start: SECOND_OF_DAY,
  leave: SECOND_OF_DAY,
  driveSeconds: z.int().min(0).describe('the leg that leads here'),
  driveMeters: z.int().min(0),
  channel: z.string().describe('onsite or phone'),
  locked: z.boolean(),
  lockReason: z.string().nullable(),
  purposes: z.array(Reason).describe('the most pressing first'),
  breaches: z.array(Reason).describe('what a change by hand breaks'),
})
export const VisitPage = pageOf(Visit)

export const VisitRecord = z.object({
  id: ID,
  clientId: z.uuid().nullable().describe('the id that the client gave the record'),
  retailerId: ID,
  date: DATE,
  authorId: z.string().nullable(),
  channel: z.string().describe('onsite or phone'),
  done: z.boolean(),
  reason: z.enum(NOT_DONE_REASONS).nullable().describe('why it was not done'),
  notes: z.string(),
  nextVisitOn: DATE.nullable().describe('agreed with the shop; null: the service rule decides'),
  objectives: z.array(ID).describe('ids of the visit objectives that were dealt with'),
  recordedAt: MOMENT,
})

export const VISIT_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/visits',
    tag: 'visits',
    summary: 'Planned visits within reach',
    ability: 'view-plans',
    params: NOTHING,
    query: z.strictObject({
      ...PAGING,
      bbox: BBOX.optional(),
      status: PLAN_STATUS.default('published').describe('of the plan; not looked at where `plan` is given'),
      plan: ID_TEXT.optional(),
      territory: ID_TEXT.optional(),
      retailer: ID_TEXT.optional(),
      from: DATE.optional().describe('first date'),
      to: DATE.optional().describe('last date'),
    }),
    answer: VisitPage,
    failures: {},
    run: async ({ territoryIds }, { query: { after, limit, plan, territory, retailer, ...rest } }) =>
      ok(
        await listVisitsPage(
          territoryIds,
          { ...rest, planId: plan, territoryId: territory, retailerId: retailer },
          { after, limit },
        ),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/visits/{id}',
    tag: 'visits',
    summary: 'One planned visit',
    ability: 'view-plans',
    params: ById,
    query: NOTHING,
    answer: Visit,
    failures: { 'not-found': 404 },
    run: async ({ territoryIds }, { params: { id } }) => {
      const visit = await findListedVisit(territoryIds, id)
      return visit ? ok(visit) : fail({ code: 'not-found' })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/visits',
    tag: 'visits',
    summary: 'Record a visit, done or not; a record sent again arrives once',
    ability: 'record-visits',
    params: NOTHING,
    query: NOTHING,
    body: z.strictObject(RecordVisit.shape),
    answer: VisitRecord,
    status: 201,
    failures: {
      forbidden: 403,
      'not-found': 404,
      closed: 409,
      'already-recorded': 409,
      'date-ahead': 422,
      'date-too-old': 422,
      'reason-missing': 422,
      'reason-of-done': 422,
      'notes-missing': 422,
      'next-visit-too-early': 422,
      'next-visit-too-late': 422,
    },
    run: (actor, { body }) => recordVisit(actor, body),
  }),
]
