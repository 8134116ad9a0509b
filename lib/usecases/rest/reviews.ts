/** REST: monthly trade-area reviews (商圈月度复盘). */
import { z } from 'zod'
import { listReviewsPage } from '@/lib/db/review-queue-repository'
import { findReview } from '@/lib/db/review-repository'
import { fail, ok } from '@/lib/domain/result'
import { isNews } from '@/lib/domain/review/finding'
import { PROPOSAL_KINDS } from '@/lib/domain/review/proposals'
import { REVIEW_STATES } from '@/lib/domain/review/workflow'
import { ById, DATE, endpoint, ID, ID_TEXT, MOMENT, NOTHING, PAGING, pageOf } from './endpoint'

const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .describe('month, such as 2026-10')
const Area = z.object({ id: ID, name: z.string(), typeCode: z.string().nullable() })
const Owner = z
  .object({ id: ID, name: z.string(), manager: z.string().nullable() })
  .nullable()
  .describe('the territory with most of its retailers, whose customer manager owns the review')
const Values = z.record(z.string(), z.unknown()).describe('values that the sentence of the code names')

export const Review = z.object({
  id: ID,
  month: Month,
  state: z.enum(REVIEW_STATES),
  dueOn: DATE,
  updatedAt: MOMENT,
  tradeArea: Area,
  territory: Owner,
  news: z.int().min(0).describe('findings that call for a decision'),
  proposals: z.int().min(0),
})
export const ReviewPage = pageOf(Review)
export const ReviewDetail = Review.extend({
  version: z.int(),
  summary: z.string().describe("the customer manager's own words"),
  parameters: z.record(z.string(), z.int()).describe('versions of the parameter sets that went in'),
  findings: z.array(z.object({ code: z.string(), isNews: z.boolean(), params: Values })),
  proposed: z.array(
    z.object({
      id: ID,
      kind: z.enum(PROPOSAL_KINDS),
      code: z.string(),
      params: Values,
      source: z.string().describe('rule or hand'),
      state: z.enum(['proposed', 'dropped', 'approved', 'rejected']),
      reason: z.string(),
      forMonth: Month,
    }),
  ),
  steps: z.array(
    z.object({ at: MOMENT, action: z.string(), author: z.string().nullable(), comment: z.string() }),
  ),
})

export const REVIEW_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/reviews',
    tag: 'reviews',
    summary: 'Reviews of trade areas within reach',
    ability: 'view-reviews',
    params: NOTHING,
    query: z.strictObject({
      ...PAGING,
      month: Month.optional(),
      state: z.enum(REVIEW_STATES).optional(),
      tradeArea: ID_TEXT.optional().describe('id of a trade area'),
    }),
    answer: ReviewPage,
    failures: {},
    run: async ({ territoryIds }, { query: { month, state, tradeArea, ...at } }) => {
      const page = await listReviewsPage(territoryIds, { month, state, tradeAreaId: tradeArea }, at)
      return ok({
        next: page.next,
        items: page.items.map(({ area, updatedAt, top: _top, notes: _notes, version: _version, ...row }) => ({
          ...row,
          tradeArea: area,
          updatedAt: updatedAt.toISOString(),
        })),
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/reviews/{id}',
    tag: 'reviews',
    summary: 'One review with its findings, proposals and steps',
    ability: 'view-reviews',
    params: ById,
    query: NOTHING,
    answer: ReviewDetail,
    failures: { 'not-found': 404 },
    run: async ({ territoryIds }, { params: { id } }) => {
      const found = await findReview(id, territoryIds)
      if (!found) return fail({ code: 'not-found' })
      const { area, findings, proposals, events } = found
      return ok({
        id: found.id,
        month: found.month,
        state: found.state,
        dueOn: found.dueOn,
        updatedAt: found.updatedAt.toISOString(),
        tradeArea: { id: area.id, name: area.name, typeCode: area.typeCode },
        territory: found.territory,
        news: findings.filter(({ code }) => isNews(code)).length,
        proposals: proposals.filter(({ state }) => state === 'proposed' || state === 'approved').length,
        version: found.version,
        summary: found.summary,
        parameters: found.parameters,
        findings: findings.map(({ code, params }) => ({ code, params, isNews: isNews(code) })),
        proposed: proposals.map(({ author: _author, finding: _finding, ...proposal }) => proposal),
        steps: events.map(({ at, action, author, comment }) => ({
          at: at.toISOString(),
          action,
          author,
          comment,
        })),
      })
    },
  }),
]
