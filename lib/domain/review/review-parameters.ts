/**
 * From when on a change is news: the thresholds of the monthly review, versioned as the parameter set `review`.
 *
 * A change must be large (`…ChangeMin`) and stand clear of the trade area's own noise (`clearOfNoise` times), and there must
 * be enough of it (`…Min` of units, rows, shops). Values are ours, set so that a city without planted stories stays silent.
 */
export type ReviewParameters = {
  /** Change of the part of the city's need, 0.12 is 12 %. */
  readonly demandChangeMin: number
  /** How many times its noise a change must be. */
  readonly clearOfNoise: number
  /** The same where a cause is on record: an event of the trade area in the month, or shops that opened. */
  readonly clearWithCause: number
  /** Units a month, of the usual or of the present month. */
  readonly unitsMin: number
  /** Noise is never taken for less than this times √(1/units now + 1/units before). */
  readonly noiseOfOneUnit: number
  /** Months that "usual" is the median of. */
  readonly usualMonths: number
  /** Fall of a product's fill rate against the city and its own past, 0.2 is 20 points. */
  readonly fillFallMin: number
  /** Units of a product that did not come. */
  readonly lostUnitsMin: number
  /** Change of the price index, 0.03 is 3 %. */
  readonly priceChangeMin: number
  /** Change of the stock-to-sales ratio, 0.4 is 40 %. */
  readonly stockChangeMin: number
  /** Prices or counts that a panel figure must rest on. */
  readonly panelRowsMin: number
  /** Part of the retailers that a month's visits should have seen. */
  readonly coverageMin: number
  /** Order lines below which a location quotient is not shown. */
  readonly quotientLinesMin: number
  /** Least and most of a proposed change of an allocation. */
  readonly proposalMin: number
  readonly proposalMax: number
  /** Days from drafting to due. */
  readonly dueDays: number
}

export const DEFAULT_REVIEW_PARAMETERS: ReviewParameters = {
  demandChangeMin: 0.12,
  clearOfNoise: 4,
  clearWithCause: 2.5,
  unitsMin: 60,
  noiseOfOneUnit: 1,
  usualMonths: 6,
  fillFallMin: 0.2,
  lostUnitsMin: 12,
  priceChangeMin: 0.03,
  stockChangeMin: 0.4,
  panelRowsMin: 8,
  coverageMin: 0.6,
  quotientLinesMin: 30,
  proposalMin: 0.02,
  proposalMax: 0.1,
  dueDays: 7,
}
