/**
 * Zone suggestion: how much of a supply a zone (trade-area type × market) should get, with the reason of every part.
 *
 * A zone's weight is its forecast need D times m = clamp(1 + a·(fill* − fill) − b·(ISR − ISR*) + c·(PI − 1) + r, 0.8, 1.2):
 * more where orders were met worse, less where stock lies, more where shops sell above the guide price, and more or less
 * by r where an approved review asks for it. Fill* and ISR* are the means of all zones, weighted by need. A figure that
 * nobody measured adds nothing, and its term says so.
 *
 * Units   fill rate 0 … 1; ISR (存销比) in months of sales; price index 1 = the guide price.
 * Source  the terms are ours, editable as the parameter set `allocation`; the market-state grid crosses the price index
 *         with the stock-to-sales ratio, the two signs by which the trade judges a market.
 */
export type AllocationParameters = {
  readonly fillWeight: number
  readonly isrWeight: number
  readonly priceWeight: number
  readonly factorMin: number
  readonly factorMax: number
  /** Price index outside these is low or high. */
  readonly priceLow: number
  readonly priceHigh: number
  /** ISR below or above these parts of the mean is low or high. */
  readonly isrLow: number
  readonly isrHigh: number
}

export const DEFAULT_ALLOCATION_PARAMETERS: AllocationParameters = {
  fillWeight: 0.5,
  isrWeight: 0.3,
  priceWeight: 1.5,
  factorMin: 0.8,
  factorMax: 1.2,
  priceLow: 0.98,
  priceHigh: 1.02,
  isrLow: 0.8,
  isrHigh: 1.2,
}

export type ZoneFigures = {
  readonly demandUnits: number
  readonly fillRate: number | null
  readonly isr: number | null
  readonly priceIndex: number | null
  /** What an approved review asks for: 0.06 is 6 % more. */
  readonly reviewChange?: number
}

/** One part of the factor, as data for one sentence. `zone` is null where nothing was measured. */
export type SuggestionTerm = {
  readonly term: 'fill' | 'isr' | 'price' | 'review'
  readonly value: number
  readonly parameter: number
  readonly inputs: { readonly zone: number | null; readonly target: number }
}

export const MARKET_STATES = [
  'tight',
  'rather-tight',
  'balanced',
  'rather-loose',
  'loose',
  'check-data',
] as const
export type MarketState = (typeof MARKET_STATES)[number]

export type ZoneSuggestion = {
  readonly terms: readonly SuggestionTerm[]
  /** 1 + the terms, before the bounds. */
  readonly rawFactor: number
  readonly factor: number
  readonly bound: 'min' | 'max' | null
  /** Null where ISR or price index was not measured. */
  readonly marketState: MarketState | null
  /** Exact, before rounding to packs and before any demand is reached. */
  readonly suggestedUnits: number
}

export function suggestZones(
  supplyUnits: number,
  zones: readonly ZoneFigures[],
  parameters: AllocationParameters = DEFAULT_ALLOCATION_PARAMETERS,
): ZoneSuggestion[] {
  const fillTarget = meanByDemand(zones, ({ fillRate }) => fillRate) ?? 1
  const isrTarget = meanByDemand(zones, ({ isr }) => isr) ?? 1
  const factors = zones.map((zone) => factorOf(zone, fillTarget, isrTarget, parameters))

  const weights = zones.map(({ demandUnits }, k) => demandUnits * factors[k]!.factor)
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  return zones.map((zone, k) => ({
    ...factors[k]!,
    marketState: marketState(zone, isrTarget, parameters),
    suggestedUnits: weightSum > 0 ? (supplyUnits * weights[k]!) / weightSum : 0,
  }))
}

function factorOf(
  { fillRate, isr, priceIndex, reviewChange }: ZoneFigures,
  fillTarget: number,
  isrTarget: number,
  { fillWeight, isrWeight, priceWeight, factorMin, factorMax }: AllocationParameters,
): Pick<ZoneSuggestion, 'terms' | 'rawFactor' | 'factor' | 'bound'> {
  const term = (
    name: SuggestionTerm['term'],
    parameter: number,
    zone: number | null,
    target: number,
    sign: 1 | -1,
  ) => ({
    term: name,
    value: zone === null ? 0 : sign * parameter * (zone - target),
    parameter,
    inputs: { zone, target },
  })
  const terms = [
    term('fill', fillWeight, fillRate, fillTarget, -1),
    term('isr', isrWeight, isr, isrTarget, -1),
    term('price', priceWeight, priceIndex, 1, 1),
    ...(reviewChange ? [term('review', 1, reviewChange, 0, 1)] : []),
  ]
  const rawFactor = terms.reduce((sum, { value }) => sum + value, 1)
  const bound = rawFactor < factorMin ? 'min' : rawFactor > factorMax ? 'max' : null
  const factor = Math.min(factorMax, Math.max(factorMin, rawFactor))
  return { terms, rawFactor, factor, bound }
}

/** Tight where prices are high and stock is low, loose where it is the other way; the odd corners ask for a check. */
export function marketState(
  { isr, priceIndex }: Pick<ZoneFigures, 'isr' | 'priceIndex'>,
  isrTarget: number,
  { priceLow, priceHigh, isrLow, isrHigh }: AllocationParameters = DEFAULT_ALLOCATION_PARAMETERS,
): MarketState | null {
  if (isr === null || priceIndex === null) return null
  const price = priceIndex > priceHigh ? 0 : priceIndex >= priceLow ? 1 : 2
  const stock = isr < isrLow * isrTarget ? 0 : isr <= isrHigh * isrTarget ? 1 : 2
  return MARKET_GRID[price]![stock]!
}

/** Rows: price high, normal, low; columns: stock low, normal, high. */
const MARKET_GRID: readonly (readonly MarketState[])[] = [
  ['tight', 'rather-tight', 'check-data'],
  ['rather-tight', 'balanced', 'rather-loose'],
  ['check-data', 'rather-loose', 'loose'],
]

function meanByDemand(
  zones: readonly ZoneFigures[],
  figureOf: (zone: ZoneFigures) => number | null,
): number | undefined {
  let weighted = 0
  let weight = 0
  for (const zone of zones) {
    const figure = figureOf(zone)
    if (figure === null) continue
    weighted += zone.demandUnits * figure
    weight += zone.demandUnits
  }
  return weight > 0 ? weighted / weight : undefined
}

/** How much more or less than its part of the need a zone is suggested and gets: 0.06 is 6 % more. Null without need. */
export function partsOverNeed(
  zones: readonly { readonly demandUnits: number; readonly suggestedUnits: number; readonly units: number }[],
): { readonly suggested: number | null; readonly given: number | null }[] {
  const sum = (of: (zone: (typeof zones)[number]) => number) =>
    zones.reduce((total, zone) => total + of(zone), 0)
  const need = sum(({ demandUnits }) => demandUnits)
  const suggestedSum = sum(({ suggestedUnits }) => suggestedUnits)
  const givenSum = sum(({ units }) => units)
  const over = (units: number, whole: number, demandUnits: number) =>
    demandUnits > 0 && whole > 0 ? units / ((whole * demandUnits) / need) - 1 : null
  return zones.map(({ demandUnits, suggestedUnits, units }) => ({
    suggested: over(suggestedUnits, suggestedSum, demandUnits),
    given: over(units, givenSum, demandUnits),
  }))
}
