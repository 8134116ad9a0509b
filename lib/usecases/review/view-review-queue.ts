/** The reviews of a month within reach: by state, owner, due date and news, with the choice that the address carries. */
import { z } from 'zod'
import { findOrganization } from '@/lib/db/organization-repository'
import { listPriceClassNames, type PriceClassName } from '@/lib/db/review-evidence-repository'
import { listReviewQueue, type QueueRow, tallyReviews } from '@/lib/db/review-queue-repository'
import { listSalesMonths } from '@/lib/db/sales-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type IsoDate, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { REVIEW_STATES, type ReviewState } from '@/lib/domain/review/workflow'
import { organizationToday } from '@/lib/usecases/organization-today'
import { REVIEW_MONTH } from './draft-reviews'

export type { QueueRow }

export const ViewReviewQueue = z.object({
  month: REVIEW_MONTH.optional().catch(undefined),
  state: z.enum(REVIEW_STATES).optional().catch(undefined),
  territory: z.coerce.number().int().positive().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  news: z.literal('1').optional().catch(undefined),
})

export type ReviewQueue = {
  readonly today: IsoDate
  readonly month: IsoMonth
  /** Months that have orders and are over, the newest first. */
  readonly months: readonly IsoMonth[]
  readonly filter: {
    readonly state: ReviewState | null
    readonly territory: number | null
    readonly text: string
    readonly withNews: boolean
  }
  readonly rows: readonly QueueRow[]
  /** All of the month, whatever is chosen. */
  readonly tally: Readonly<Record<ReviewState | 'all' | 'overdue', number>>
  readonly territories: readonly {
    readonly id: number
    readonly name: string
    readonly manager: string | null
  }[]
  readonly isDemonstration: boolean
  readonly currency: string
  readonly types: readonly TradeAreaTypeRecord[]
  readonly priceClasses: readonly PriceClassName[]
  readonly may: { readonly draft: boolean; readonly edit: boolean }
}

const OPEN_STATES: readonly ReviewState[] = ['draft', 'submitted', 'returned']

export async function viewReviewQueue(
  actor: Actor,
  { month: wanted, state, territory, q, news }: z.infer<typeof ViewReviewQueue>,
): Promise<ReviewQueue | undefined> {
  const organization = can(actor, 'view-reviews') ? await findOrganization() : undefined
  if (!organization) return undefined
  const [today, sales, tallies, territories, types, priceClasses] = await Promise.all([
    organizationToday(),
    listSalesMonths(),
    tallyReviews(actor.territoryIds),
    listTerritories(actor.territoryIds),
    listTradeAreaTypes(),
    listPriceClassNames(),
  ])
  const months = sales.filter((month) => month < monthOf(today)).toReversed()
  const month = wanted ?? months[0] ?? monthOf(today)
  const all = await listReviewQueue(actor.territoryIds, { month })
  const matches = (row: QueueRow) =>
    (!state || row.state === state) &&
    (!territory || row.territory?.id === territory) &&
    (!q || row.area.name.toLocaleLowerCase().includes(q.toLocaleLowerCase())) &&
    (!news || row.news > 0)
  const states = tallies.find((tally) => tally.month === month)?.states ?? {}
  return {
    today,
    month,
    months: months.slice(0, MONTHS_SHOWN),
    filter: {
      state: state ?? null,
      territory: territory ?? null,
      text: q ?? '',
      withNews: news !== undefined,
    },
    rows: all.filter(matches),
    tally: {
      ...(Object.fromEntries(REVIEW_STATES.map((one) => [one, states[one] ?? 0])) as Record<
        ReviewState,
        number
      >),
      all: all.length,
      overdue: all.filter((row) => OPEN_STATES.includes(row.state) && row.dueOn < today).length,
    },
    territories: territories.map(({ id, name, managerName }) => ({ id, name, manager: managerName })),
    isDemonstration: organization.demonstration,
    currency: organization.currency,
    types,
    priceClasses,
    may: { draft: can(actor, 'draft-reviews'), edit: can(actor, 'edit-reviews') },
  }
}

const MONTHS_SHOWN = 24
