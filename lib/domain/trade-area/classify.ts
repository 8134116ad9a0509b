/**
 * The type of a trade area from what lies inside it, with the sum that led there.
 *
 * A sign gives points in proportion to how much denser it is here than in the whole city (a location quotient);
 * the points of a type ÷ all points are its share. The type with the largest share wins if it leads clearly,
 * otherwise the area is mixed.
 *
 * Units   square metres; densities per km², which for land is m² per km².
 */
import type { AreaKind } from '@/lib/domain/city/areas'
import type { BuiltInTradeAreaType } from './type-code'
import { INDICATORS, type Indicator, type LeadingType, SIGNS, type TypingRule } from './typing-rule'

/** What lies inside an area, or inside the whole city. */
export type ZoneMix = {
  readonly areaM2: number
  readonly quantities: Readonly<Record<Indicator, number>>
  /** What the area itself is, if it was drawn from a facility or a land use. */
  readonly ownKind: AreaKind | null
}

export type Evidence = {
  readonly indicator: Indicator
  readonly type: LeadingType
  readonly quantity: number
  readonly perKm2: number
  readonly cityPerKm2: number
  /** How many times the city's density, towards 1 in small areas and capped; 1 where the city has none at all. */
  readonly ratio: number
  readonly points: number
}

export type Typing = {
  readonly type: BuiltInTradeAreaType
  /** The share of each type in all points; they sum to 1. */
  readonly shares: Readonly<Record<LeadingType, number>>
  readonly leader: LeadingType
  readonly runnerUp: LeadingType
  readonly evidence: {
    /** Most points first. */
    readonly indicators: readonly Evidence[]
    readonly ownKind: { readonly kind: AreaKind; readonly type: LeadingType; readonly points: number } | null
  }
}

export function classifyTradeArea(mix: ZoneMix, city: ZoneMix, rule: TypingRule): Typing {
  const indicators = INDICATORS.map((indicator) => evidenceOf(indicator, mix, city, rule))
  const ownKind = mix.ownKind && {
    kind: mix.ownKind,
    type: rule.ownKind[mix.ownKind],
    points: rule.ownKindPoints,
  }

  const points: Record<LeadingType, number> = {
    commercial: 0,
    residential: 0,
    campus: 0,
    office: 0,
    industrial: 0,
    'transport-hub': 0,
    tourism: 0,
  }
  for (const evidence of indicators) points[evidence.type] += evidence.points
  if (ownKind) points[ownKind.type] += ownKind.points

  const types = Object.keys(points) as LeadingType[]
  const total = types.reduce((sum, type) => sum + points[type], 0)
  const shares = Object.fromEntries(types.map((type) => [type, points[type] / total])) as typeof points
  const [leader, runnerUp] = types.toSorted((a, b) => shares[b] - shares[a]) as [LeadingType, LeadingType]
  const leads = shares[leader] >= rule.shareMin && shares[leader] - shares[runnerUp] >= rule.leadMin
  return {
    type: leads ? leader : 'mixed',
    shares,
    leader,
    runnerUp,
    evidence: { indicators: indicators.toSorted((a, b) => b.points - a.points), ownKind },
  }
}

function evidenceOf(indicator: Indicator, mix: ZoneMix, city: ZoneMix, rule: TypingRule): Evidence {
  const quantity = mix.quantities[indicator]
  const cityPerM2 = city.quantities[indicator] / city.areaM2
  const expected = cityPerM2 * mix.areaM2
  const prior = 'areas' in SIGNS[indicator] ? cityPerM2 * rule.priorM2 : rule.priorCount
  const ratio = cityPerM2 === 0 ? 1 : Math.min(rule.ratioMax, (quantity + prior) / (expected + prior))
  return {
    indicator,
    type: SIGNS[indicator].type,
    quantity,
    perKm2: (quantity / mix.areaM2) * 1e6,
    cityPerKm2: cityPerM2 * 1e6,
    ratio,
    points: rule.weights[indicator] * ratio,
  }
}
