/**
 * Drafts the reviews (商圈月度复盘) of a month, all trade areas in one go: profile, findings and proposals from the data.
 *
 * A draft that nobody has touched is made anew; one that was edited, submitted or closed stays as it is. A month is
 * reviewed once it is over. What is proposed takes effect in the month after the one in which the draft is made.
 */
import { z } from 'zod'
import { findOrganization } from '@/lib/db/organization-repository'
import { getParameters, listParameterVersions, saveParameters } from '@/lib/db/parameter-repository'
import { listEarlierProposals } from '@/lib/db/review-evidence-repository'
import { type ReviewDraft, saveDrafts } from '@/lib/db/review-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { AllocationParameters } from '@/lib/domain/allocation/zone-suggestion'
import { addDays, addMonths, type IsoMonth, monthOf, monthStart } from '@/lib/domain/calendar/dates'
import { monthOfNumber } from '@/lib/domain/calendar/month-number'
import { fail, ok, type Result } from '@/lib/domain/result'
import { findShortages } from '@/lib/domain/review/detect-stock-out'
import { isNews } from '@/lib/domain/review/finding'
import { findingsOf, wantsShops } from '@/lib/domain/review/findings'
import { outcomesOf } from '@/lib/domain/review/outcome'
import { profileOf } from '@/lib/domain/review/profile'
import { proposalsFor } from '@/lib/domain/review/proposals'
import { DEFAULT_REVIEW_PARAMETERS, type ReviewParameters } from '@/lib/domain/review/review-parameters'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { now } from '@/lib/usecases/clock'
import { organizationToday } from '@/lib/usecases/organization-today'
import { readShops, readZones } from './read-zones'

export const REVIEW_MONTH = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const DraftReviews = z.object({
  month: REVIEW_MONTH,
  /** All of the month without a choice. */
  tradeAreaIds: z.array(z.int().positive()).max(10_000).optional(),
})

export type DraftedReviews = {
  readonly drafted: number
  /** Already worked on, and left as they are. */
  readonly kept: number
  readonly withNews: number
}

/** "What came of it" looks back so many months. */
const OUTCOME_MONTHS = 3

export async function draftReviews(
  actor: Actor,
  { month, tradeAreaIds }: z.infer<typeof DraftReviews>,
): Promise<Result<DraftedReviews, { code: 'forbidden' | 'nothing-loaded' | 'month-open' | 'no-orders' }>> {
  if (!can(actor, 'draft-reviews')) return fail({ code: 'forbidden' })
  const organization = await findOrganization()
  if (!organization) return fail({ code: 'nothing-loaded' })
  const today = await organizationToday()
  if (month >= monthOf(today)) return fail({ code: 'month-open' })

  const [review, allocation, service, all, earlier] = await Promise.all([
    reviewParameters(organization.id),
    getParameters<AllocationParameters>('allocation'),
    getParameters<readonly ServiceRule[]>('service-rules'),
    readZones(month, organization.timeZone),
    listEarlierProposals(month, OUTCOME_MONTHS, addDays(monthStart(addMonths(month, 1)), -1)),
  ])
  if (all.length === 0) return fail({ code: 'no-orders' })
  const isWanted = ({ zone, territoryId }: (typeof all)[number]) =>
    (!tradeAreaIds || tradeAreaIds.includes(zone.area.id)) && can(actor, 'draft-reviews', territoryId)
  const read = all.filter(isWanted)
  const shops = await readShops(
    read.flatMap(({ zone }) => (wantsShops(zone, review.values) ? [zone] : [])),
    month,
    organization.timeZone,
  )
  const intervals = Object.fromEntries(
    service.values.map(({ serviceClass, intervalDays }) => [serviceClass, intervalDays]),
  )
  const forMonth = effectMonth(month, monthOf(today))
  const earlierOf = Map.groupBy(earlier, ({ tradeAreaId }) => tradeAreaId)
  const drafts = read.map(({ zone, territoryId }): ReviewDraft => {
    const findings = findingsOf(zone, shops.get(zone.area.id) ?? [], review.values)
    const profile = profileOf(zone, review.values, allocation.values)
    const shortages = findShortages(zone, review.values).map(({ product }) => {
      const { id, nameEn, nameZh, scarce } = zone.products[product]!
      return { productId: id, name: { nameEn, nameZh }, scarce }
    })
    const past = earlierOf.get(zone.area.id) ?? []
    return {
      tradeAreaId: zone.area.id,
      territoryId,
      profile: { ...profile, outcomes: outcomes(past, profile), effectMonth: forMonth },
      findings,
      proposals: proposalsFor(findings, shortages, { profile, intervals, parameters: review.values }),
    }
  })
  const drafted = await saveDrafts(drafts, {
    month,
    forMonth,
    dueOn: addDays(today, review.values.dueDays),
    parameters: {
      review: review.version,
      allocation: allocation.version,
      'service-rules': service.version,
    },
    authorId: actor.userId,
    at: now(),
  })
  return ok({
    drafted,
    kept: drafts.length - drafted,
    withNews: drafts.filter(({ findings }) => findings.some(({ code }) => isNews(code))).length,
  })
}

/** The month after the one in which the draft is made, as that one's goods are given out already. */
function effectMonth(month: IsoMonth, present: IsoMonth): IsoMonth {
  const [, later = present] = [addMonths(month, 1), present].toSorted()
  return addMonths(later, 1)
}

/** A city that was loaded before there were reviews gets the values that the product comes with. */
async function reviewParameters(organizationId: number) {
  const [newest] = await listParameterVersions<ReviewParameters>('review')
  return (
    newest ??
    saveParameters<ReviewParameters>({
      organizationId,
      kind: 'review',
      values: DEFAULT_REVIEW_PARAMETERS,
      note: '',
      authorId: null,
    })
  )
}

function outcomes(
  past: Awaited<ReturnType<typeof listEarlierProposals>>,
  profile: ReturnType<typeof profileOf>,
) {
  return outcomesOf(
    past.map(({ planned, done, month, forMonth, profile: _profile, tradeAreaId: _area, ...proposal }) => ({
      ...proposal,
      month: monthOfNumber(month),
      forMonth: monthOfNumber(forMonth),
      visits: planned === null || done === null ? null : { planned, done },
    })),
    new Map(past.map(({ reviewId, profile: then }) => [reviewId, then])),
    profile,
  )
}
