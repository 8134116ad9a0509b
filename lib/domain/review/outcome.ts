/**
 * What came of earlier proposals: the figure that each was to move, then and now, beside the city's.
 *
 * Units   rates, shares and indexes as in the profile; `since` counts visits in the month under review.
 */
import type { ReviewProfile } from './profile'
import type { ProposalKind } from './proposals'

export const OUTCOME_MEASURES = [
  'fill-rate',
  'city-share',
  'stock-to-sales',
  'price-index',
  'coverage',
] as const
export type OutcomeMeasure = (typeof OUTCOME_MEASURES)[number]

export type EarlierProposal = {
  readonly reviewId: number
  /** Month of the review that made it. */
  readonly month: string
  readonly forMonth: string
  readonly kind: ProposalKind
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  /** Code of the finding that it answers. */
  readonly finding: string | null
  readonly visits: { readonly planned: number; readonly done: number } | null
}

export type Outcome = EarlierProposal & {
  readonly measure: OutcomeMeasure
  readonly before: number | null
  readonly now: number | null
  readonly cityBefore: number | null
  readonly cityNow: number | null
  /** Its month has not come yet. */
  readonly isPending: boolean
}

/** What a measure is read from. */
export type MeasuredProfile = Pick<ReviewProfile, 'trade' | 'cityFillRate' | 'market' | 'visits'>

export function outcomesOf(
  earlier: readonly EarlierProposal[],
  profiles: ReadonlyMap<number, MeasuredProfile>,
  now: ReviewProfile,
): Outcome[] {
  const month = now.history.months.at(-1)!
  return earlier.map((proposal) => {
    const measure = measureOf(proposal)
    const before = profiles.get(proposal.reviewId)
    const [was, is] = [before && figuresOf(before, measure), figuresOf(now, measure)]
    return {
      ...proposal,
      measure,
      before: was?.zone ?? null,
      now: is.zone,
      cityBefore: was?.city ?? null,
      cityNow: is.city,
      isPending: proposal.forMonth > month,
    }
  })
}

function measureOf({ kind, code, finding }: EarlierProposal): OutcomeMeasure {
  if (kind === 'service') return 'coverage'
  if (finding === 'price-fall' || finding === 'price-rise' || code === 'check-price') return 'price-index'
  if (finding === 'stock-high' || finding === 'stock-low' || code === 'sell-down-stock')
    return 'stock-to-sales'
  if (finding === 'stock-out' || code === 'explain-shortage') return 'fill-rate'
  return kind === 'allocation' && finding === null ? 'fill-rate' : 'city-share'
}

function figuresOf(profile: MeasuredProfile, measure: OutcomeMeasure) {
  const { trade, cityFillRate, market, visits } = profile
  switch (measure) {
    case 'fill-rate':
      return { zone: trade.fillRate.now, city: cityFillRate.now }
    case 'city-share':
      return { zone: trade.cityShare.now, city: null }
    case 'stock-to-sales':
      return { zone: market.stockToSales, city: market.cityStockToSales }
    case 'price-index':
      return { zone: market.priceIndex, city: market.cityPriceIndex }
    case 'coverage':
      return { zone: visits && visits.retailers > 0 ? visits.visited / visits.retailers : null, city: null }
  }
}
