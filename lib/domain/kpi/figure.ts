/**
 * The figures of the cockpit (三率一度, and of the visits), each of one part of the business in one month: its value, its
 * target, and what the part costs the whole.
 *
 * Shortfall   what is missing for the part to stand at the target, in what the figure counts: units, shops, visits or
 *             days. Positive costs the figure, negative makes up for others. It adds up: the shortfalls of parts that
 *             share nothing sum to that of the whole, and that is 0 or less exactly where the whole meets its target.
 *
 *             forecast accuracy   Σ|F − A| − (1 − target) × ΣA
 *             fill rate           target × need − delivered
 *             sales growth        (1 + target) × last year's units − this year's
 *             key brands          target × (1 + g_total of the whole) × last year's key units − this year's
 *             coverage            target × shops − shops visited
 *             adherence           target × planned visits − those done within the week
 *             interval debt       days of debt (there is no target but none)
 */
import { adherenceInWeekOf, coverageOf, sumVisitFigures, type VisitFigures } from '@/lib/domain/visit/figures'
import { addErrors, type ForecastErrors, skuAccuracyOf } from './forecast-accuracy'
import { type ComparedSales, keyIndexOf, volumeGrowthOf } from './sales-growth'
import { addSales, fillRateOf, type SalesSums } from './sales-sums'
import type { KpiTargets } from './targets'

export const SALES_FIGURES = ['forecast-accuracy', 'fill-rate', 'sales-growth', 'key-brands'] as const
export const VISIT_FIGURES = ['coverage', 'adherence', 'interval-debt'] as const
export const FIGURES = [...SALES_FIGURES, ...VISIT_FIGURES] as const
export type Figure = (typeof FIGURES)[number]

/** A part of the business in a month. What is not known of it is null. */
export type PartSums = {
  readonly sales: SalesSums
  /** Null: no forecast was made for this month. */
  readonly forecast: ForecastErrors | null
  /** Null: there is no last year to compare with. */
  readonly compared: ComparedSales | null
  /** Null: visits are not counted by such parts. */
  readonly visits: VisitFigures | null
}

export function figureOf(
  figure: Figure,
  { sales, forecast, compared, visits }: PartSums,
): number | undefined {
  switch (figure) {
    case 'forecast-accuracy':
      return forecast ? skuAccuracyOf(forecast) : undefined
    case 'fill-rate':
      return fillRateOf(sales)
    case 'sales-growth':
      return compared ? volumeGrowthOf(compared) : undefined
    case 'key-brands':
      return compared ? keyIndexOf(compared) : undefined
    case 'coverage':
      return visits ? coverageOf(visits) : undefined
    case 'adherence':
      return visits ? adherenceInWeekOf(visits) : undefined
    case 'interval-debt':
      return visits && visits.retailers > 0 ? visits.debtDays / visits.retailers : undefined
  }
}

/** Undefined for the interval debt, of which none is wanted. */
export function targetOf(figure: Figure, targets: KpiTargets): number | undefined {
  switch (figure) {
    case 'forecast-accuracy':
      return targets.forecastAccuracySku
    case 'fill-rate':
      return targets.fillRate
    case 'sales-growth':
      return targets.salesGrowth
    case 'key-brands':
      return targets.keyBrandIndex
    case 'coverage':
      return targets.coverage
    case 'adherence':
      return targets.adherence
    case 'interval-debt':
      return undefined
  }
}

/** `whole` is what the part belongs to. Undefined where the figure of the part is not known at all. */
export function shortfallOf(
  figure: Figure,
  { sales, forecast, compared, visits }: PartSums,
  targets: KpiTargets,
  whole: PartSums,
): number | undefined {
  switch (figure) {
    case 'forecast-accuracy':
      return forecast
        ? forecast.errorUnits - (1 - targets.forecastAccuracySku) * forecast.needUnits
        : undefined
    case 'fill-rate':
      return targets.fillRate * sales.needUnits - sales.deliveredUnits
    case 'sales-growth':
      return compared
        ? (1 + targets.salesGrowth) * compared.before.deliveredUnits - compared.now.deliveredUnits
        : undefined
    case 'key-brands': {
      const growth = whole.compared ? volumeGrowthOf(whole.compared) : undefined
      return compared && growth !== undefined
        ? targets.keyBrandIndex * (1 + growth) * compared.before.keyUnits - compared.now.keyUnits
        : undefined
    }
    case 'coverage':
      return visits ? targets.coverage * visits.retailers - visits.visited : undefined
    case 'adherence':
      return visits ? targets.adherence * visits.planned - visits.doneInWeek : undefined
    case 'interval-debt':
      return visits?.debtDays
  }
}

/** Parts that share nothing, taken together; what is not known of one of them is not known of all. */
export function addParts(a: PartSums, b: PartSums): PartSums {
  return {
    sales: addSales(a.sales, b.sales),
    forecast: a.forecast && b.forecast && addErrors(a.forecast, b.forecast),
    compared: a.compared &&
      b.compared && {
        now: addSales(a.compared.now, b.compared.now),
        before: addSales(a.compared.before, b.compared.before),
      },
    visits: a.visits && b.visits && sumVisitFigures([a.visits, b.visits]),
  }
}
