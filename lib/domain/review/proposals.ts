/**
 * What a finding suggests to do: change of allocation by the market-state grid, nearer visits, campaigns, objectives.
 *
 * Allocation: tight markets are raised and loose ones lowered (market state of allocation/zone-suggestion), by half of what
 * the finding measured, between `proposalMin` and `proposalMax`; where the grid says "check the data" nothing is
 * proposed. Proposals for all scarce products are added up into one. Visits are brought nearer for news, never farther
 * apart. Everything is a proposal: people keep, change or drop it.
 *
 * Units   changes as parts (0.06 is 6 % more), days.
 */
import type { MarketState } from '@/lib/domain/allocation/zone-suggestion'
import type { LocalName } from './evidence'
import type { Finding } from './finding'
import type { Objective } from './objectives'
import type { ReviewProfile } from './profile'
import type { ReviewParameters } from './review-parameters'

export const PROPOSAL_KINDS = ['allocation', 'service', 'campaign', 'objective'] as const
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]

export type AllocationParams = {
  readonly change: number
  readonly productId?: number
  readonly product?: LocalName
  readonly priceClass?: string
  readonly brandId?: number
}
export type ServiceParams = { readonly serviceClass: string; readonly from: number; readonly to: number }
export type ObjectiveParams = {
  readonly productId?: number
  readonly product?: LocalName
  readonly priceClass?: string
  readonly event?: string
}
/** `finding` is the place of the finding that it answers; null for one made by hand. */
export type ProposalIdea = { readonly finding: number | null } & (
  | { readonly kind: 'allocation'; readonly code: 'raise' | 'lower'; readonly params: AllocationParams }
  | { readonly kind: 'service'; readonly code: 'shorten' | 'lengthen'; readonly params: ServiceParams }
  | { readonly kind: 'campaign' | 'objective'; readonly code: Objective; readonly params: ObjectiveParams }
)

type Context = {
  readonly profile: ReviewProfile
  /** Days between visits by service class. */
  readonly intervals: Readonly<Record<string, number>>
  readonly parameters: ReviewParameters
}

export function proposalsFor(
  findings: readonly Finding[],
  shortages: readonly { readonly productId: number; readonly name: LocalName; readonly scarce: boolean }[],
  context: Context,
): ProposalIdea[] {
  const ideas = findings.flatMap((finding, k) => ideasFor(finding, k, shortages, context))
  return withoutRepeats(mergedAllocations(ideas, context.parameters))
}

function ideasFor(
  { code, params }: Finding,
  finding: number,
  shortages: Parameters<typeof proposalsFor>[1],
  context: Context,
): ProposalIdea[] {
  const { profile } = context
  const size = Math.abs(Number(params.change ?? 0))
  const objective = (objectiveCode: Objective, more: ObjectiveParams = {}): ProposalIdea => ({
    finding,
    kind: 'objective',
    code: objectiveCode,
    params: more,
  })
  const allocation = (
    direction: 'raise' | 'lower',
    part: number,
    more: Omit<AllocationParams, 'change'> = {},
  ) => allocationIdea(finding, direction, part, more, context)
  const nearer = nearerVisits(finding, context)
  const scope = typeof params.priceClassCode === 'string' ? { priceClass: params.priceClassCode } : {}
  const state = profile.market.state

  switch (code) {
    case 'stock-out': {
      const lost = Number(params.usualFillRate) - Number(params.fillRate)
      const scarce = shortages.filter(({ scarce: isScarce }) => isScarce)
      // goods that are not scarce cannot be allotted: what the area misses is made good with those that are
      const wide = scarce.length === 0 || isTight(state) ? [allocation('raise', lost * WIDE_PART)] : []
      return [
        ...scarce.map(({ productId, name }) => allocation('raise', lost, { productId, product: name })),
        ...wide,
        ...shortages
          .slice(0, 2)
          .map(({ productId, name }) => objective('explain-shortage', { productId, product: name })),
        ...nearer,
      ]
    }
    case 'demand-up':
      return [
        ...(isLoose(state) ? [] : [allocation('raise', size)]),
        objective('serve-new-demand', scope),
        ...nearer,
      ]
    case 'demand-down':
      return [...(isLoose(state) ? [allocation('lower', size)] : []), objective('win-back', scope), ...nearer]
    case 'event-effect': {
      const event = { event: String(params.event) }
      const isUp = Number(params.change) > 0
      if (params.lasting !== 'yes') return [objective(isUp ? 'sell-down-stock' : 'win-back', event)]
      if (!isUp) return [objective('win-back', { ...scope, ...event }), ...nearer]
      return [
        ...(isLoose(state) ? [] : [allocation('raise', size)]),
        objective('serve-new-demand', { ...scope, ...event }),
        { finding, kind: 'campaign', code: 'use-event', params: { ...scope, ...event } },
        ...nearer,
      ]
    }
    case 'new-competition':
      return [objective('win-back', scope), ...nearer]
    case 'price-fall':
      return [
        ...(isTight(state) || state === 'check-data' ? [] : [allocation('lower', size)]),
        objective('check-price', scope),
      ]
    case 'price-rise':
      return [
        ...(isLoose(state) || state === 'check-data' ? [] : [allocation('raise', size)]),
        objective('check-price', scope),
      ]
    case 'stock-high':
      return [
        ...(isTight(state) || state === 'check-data' ? [] : [allocation('lower', size * STOCK_PART)]),
        objective('sell-down-stock'),
      ]
    case 'stock-low':
      return isLoose(state) || state === 'check-data' ? [] : [allocation('raise', size * STOCK_PART)]
    case 'shops-opened':
      return [objective('introduce-product')]
    default:
      return []
  }
}

/** Of what was lost of some products, this much is proposed for all scarce ones. */
const WIDE_PART = 0.25
/** A stock changes by tens of percent where an allocation changes by some. */
const STOCK_PART = 0.1
/** Half of what was measured: next month is seldom all like this one. */
const FOLLOW_PART = 0.5

function allocationIdea(
  finding: number,
  direction: 'raise' | 'lower',
  part: number,
  scope: Omit<AllocationParams, 'change'>,
  { parameters }: Context,
): ProposalIdea {
  const change = clampedChange(direction === 'raise' ? part * FOLLOW_PART : -part * FOLLOW_PART, parameters)
  return { finding, kind: 'allocation', code: direction, params: { change, ...scope } }
}

/** Whole percents between the least and the most, with the sign kept. */
function clampedChange(change: number, { proposalMin, proposalMax }: ReviewParameters): number {
  const size = Math.min(proposalMax, Math.max(proposalMin, Math.abs(change)))
  return (Math.sign(change) || 1) * (Math.round(size * 100) / 100)
}

function isTight(state: MarketState | null): boolean {
  return state === 'tight' || state === 'rather-tight'
}

function isLoose(state: MarketState | null): boolean {
  return state === 'loose' || state === 'rather-loose'
}

const NEARER_CLASSES = ['B', 'C']

/** The most common of the classes that are seen seldom is seen twice as often for a month. */
function nearerVisits(finding: number, { profile, intervals }: Context): ProposalIdea[] {
  const [most] = profile.shops.classes
    .filter(({ serviceClass, count }) => NEARER_CLASSES.includes(serviceClass) && count > 0)
    .toSorted((a, b) => b.count - a.count)
  const from = most && intervals[most.serviceClass]
  if (!most || from === undefined || from < 2) return []
  const to = Math.ceil(from / 2)
  return [
    { finding, kind: 'service', code: 'shorten', params: { serviceClass: most.serviceClass, from, to } },
  ]
}

/** Changes for all scarce products become one: their sum, or none where they cancel out. */
function mergedAllocations(ideas: readonly ProposalIdea[], parameters: ReviewParameters): ProposalIdea[] {
  const isWide = (idea: ProposalIdea) => idea.kind === 'allocation' && idea.params.productId === undefined
  const wide = ideas.filter(isWide)
  const first = wide[0]
  if (!first || wide.length < 2) return [...ideas]
  const change = wide.reduce((total, idea) => total + Number((idea.params as AllocationParams).change), 0)
  const kept = ideas.filter((idea) => !isWide(idea))
  if (Math.abs(change) < parameters.proposalMin) return kept
  const merged: ProposalIdea = {
    finding: first.finding,
    kind: 'allocation',
    code: change > 0 ? 'raise' : 'lower',
    params: { change: clampedChange(change, parameters) },
  }
  return [merged, ...kept]
}

function withoutRepeats(ideas: readonly ProposalIdea[]): ProposalIdea[] {
  const keyOf = ({ kind, code, params }: ProposalIdea) =>
    kind === 'service' ? kind : JSON.stringify([kind, code, params])
  return [...new Map(ideas.toReversed().map((idea) => [keyOf(idea), idea])).values()].toReversed()
}
