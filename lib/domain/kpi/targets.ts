/**
 * What the figures of the cockpit are held against: an organisation's targets, in versions.
 *
 * Units   rates 0…1; growth as a rate; the key-brand index has 1 for "as fast as the whole".
 * Source  defaults are ours: the fill rate that wholesalers publish, and accuracies that monthly forecasts of single
 *         products in single zones reach.
 */
export type KpiTargets = {
  readonly forecastAccuracySku: number
  readonly forecastAccuracyTotal: number
  readonly fillRate: number
  readonly salesGrowth: number
  readonly keyBrandIndex: number
  readonly coverage: number
  readonly adherence: number
}

export const DEFAULT_TARGETS: KpiTargets = {
  forecastAccuracySku: 0.75,
  forecastAccuracyTotal: 0.95,
  fillRate: 0.95,
  salesGrowth: 0.03,
  keyBrandIndex: 1,
  coverage: 0.95,
  adherence: 0.9,
}
