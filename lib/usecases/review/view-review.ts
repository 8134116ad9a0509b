/** One review as a document: what was found, what is proposed, who did what, and which steps the caller may take. */
import { z } from 'zod'
import { getOrganization } from '@/lib/db/organization-repository'
import {
  type EventRow,
  listAreaEvents,
  listPriceClassNames,
  listReviewProducts,
  type PriceClassName,
} from '@/lib/db/review-evidence-repository'
import { findReview, findReviewId, type ReviewRecord } from '@/lib/db/review-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addDays, addMonths, type IsoDate, monthStart } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { LocalName } from '@/lib/domain/review/evidence'
import { ABILITY_OF, actionsFrom, type ReviewAction } from '@/lib/domain/review/workflow'
import { organizationToday } from '@/lib/usecases/organization-today'
import { standingOf } from './take-step'

export const ViewReview = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })

export type ReviewView = {
  readonly review: Omit<ReviewRecord, 'events'>
  readonly events: readonly (Omit<ReviewRecord['events'][number], 'at' | 'authorId'> & {
    readonly at: string
  })[]
  readonly today: IsoDate
  /** On record now; those written down after the draft are not in its findings yet. */
  readonly areaEvents: readonly EventRow[]
  readonly types: readonly TradeAreaTypeRecord[]
  readonly before: number | null
  readonly after: number | null
  readonly products: readonly (LocalName & { readonly id: number; readonly scarce: boolean })[]
  readonly news: number
  readonly actions: readonly ReviewAction[]
  /** The caller handed it in, so somebody else approves it. */
  readonly isOwnSubmission: boolean
  readonly isDemonstration: boolean
  readonly currency: string
  readonly priceClasses: readonly PriceClassName[]
}

const EVENT_MONTHS = 2

export async function viewReview(
  actor: Actor,
  { id }: z.infer<typeof ViewReview>,
): Promise<Result<ReviewView, { code: 'not-found' }>> {
  if (!can(actor, 'view-reviews')) return fail({ code: 'not-found' })
  const found = await findReview(id, actor.territoryIds)
  if (!found) return fail({ code: 'not-found' })
  const { events, ...review } = found
  const { month, area } = review
  const [organization, today, areaEvents, types, products, priceClasses, before, after] = await Promise.all([
    getOrganization(),
    organizationToday(),
    listAreaEvents(
      monthStart(addMonths(month, -EVENT_MONTHS)),
      addDays(monthStart(addMonths(month, EVENT_MONTHS + 1)), -1),
      area.id,
    ),
    listTradeAreaTypes(),
    listReviewProducts(),
    listPriceClassNames(),
    findReviewId(area.id, addMonths(month, -1), actor.territoryIds),
    findReviewId(area.id, addMonths(month, 1), actor.territoryIds),
  ])
  const standing = standingOf(found)
  return ok({
    review,
    events: events.map(({ authorId: _author, at, ...event }) => ({ ...event, at: at.toISOString() })),
    today,
    areaEvents,
    types,
    before: before ?? null,
    after: after ?? null,
    products: products.map(({ id: productId, nameEn, nameZh, scarce }) => ({
      id: productId,
      nameEn,
      nameZh,
      scarce,
    })),
    news: standing.news,
    actions: actionsFrom(review.state).filter(
      (action) => action !== 'redraft' && can(actor, ABILITY_OF[action], review.territoryId),
    ),
    isOwnSubmission: standing.submittedBy === actor.userId,
    isDemonstration: organization.demonstration,
    currency: organization.currency,
    priceClasses,
  })
}
