/**
 * What a customer manager is asked to record of shops on a day: the objectives that hold there, and the next visit as the
 * service rule proposes it.
 */
import { z } from 'zod'
import { listActiveObjectives, listReviewedServices } from '@/lib/db/objective-repository'
import { getCalendar, getOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { searchRetailers } from '@/lib/db/search-repository'
import { listVisitedRetailers, type VisitedRetailer } from '@/lib/db/visit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type IsoDate, isIsoDate } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { ObjectivePurpose } from '@/lib/domain/routing/service/purposes'
import { findRule, type ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { intervalOf } from '@/lib/domain/routing/service/visit-demand'
import { proposedNextVisit } from '@/lib/domain/visit/visit-record'

export type VisitSubject = Pick<VisitedRetailer, 'id' | 'code' | 'name' | 'address'> & {
  readonly objectives: readonly ObjectivePurpose[]
  /** Null where no service rule owes the shop a visit. */
  readonly nextVisit: {
    readonly date: IsoDate
    readonly intervalDays: number
    /** Whose interval it is: the shop's own, the month's review, or the rule of its class. */
    readonly by: 'own' | 'review' | 'rule'
    readonly serviceClass: string
  } | null
}

/** The open ones among the shops, in the same order. */
export async function visitSubjects(
  territoryId: number,
  retailerIds: readonly number[],
  date: IsoDate,
): Promise<VisitSubject[]> {
  const organization = await getOrganization()
  const [retailers, objectives, services, rules, calendar] = await Promise.all([
    listVisitedRetailers(retailerIds),
    listActiveObjectives(territoryId, date, date),
    listReviewedServices(territoryId, date),
    getParameters<readonly ServiceRule[]>('service-rules'),
    getCalendar(organization),
  ])
  return retailers
    .filter(({ isClosed }) => !isClosed)
    .map(({ id, code, name, address, tradeAreaId, serviceClass, visitsPerWeek }) => {
      const rule = findRule(rules.values, serviceClass)
      const service = services.find(
        (one) => one.tradeAreaId === tradeAreaId && one.serviceClass === serviceClass,
      )
      const intervalDays =
        rule &&
        intervalOf(
          { ...(visitsPerWeek && { visitsPerWeek }), ...(service && { reviewedIntervalDays: service.to }) },
          rule,
        )
      return {
        id,
        code,
        name,
        address,
        objectives: objectives
          .filter((objective) => objective.tradeAreaId === tradeAreaId)
          .map(({ purpose }) => purpose),
        nextVisit:
          intervalDays === undefined
            ? null
            : {
                date: proposedNextVisit(date, intervalDays, calendar),
                intervalDays,
                by: visitsPerWeek ? ('own' as const) : service ? ('review' as const) : ('rule' as const),
                serviceClass,
              },
      }
    })
}

export const FindVisitSubjects = z.object({
  territoryId: z.int().positive(),
  date: z.string().refine(isIsoDate),
  text: z.string().trim().min(1).max(100),
})
export type FindVisitSubjects = z.infer<typeof FindVisitSubjects>

const FOUND_MAX = 8

/** Open shops of the territory by name, code or address, for a visit that was not planned. */
export async function findVisitSubjects(
  actor: Actor,
  { territoryId, date, text }: FindVisitSubjects,
): Promise<Result<VisitSubject[], { code: 'forbidden' }>> {
  if (!can(actor, 'record-visits', territoryId)) return fail({ code: 'forbidden' })
  const found = await searchRetailers(text, [territoryId], FOUND_MAX)
  return ok(
    await visitSubjects(
      territoryId,
      found.map(({ id }) => id),
      date,
    ),
  )
}
