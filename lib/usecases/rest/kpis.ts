/** REST: the figures of the cockpit (三率一度) of a month, whole and by one dimension, or month by month. */
import { z } from 'zod'
import { DIMENSIONS } from '@/lib/domain/kpi/dimension'
import { FIGURES, figureOf, type PartSums, shortfallOf } from '@/lib/domain/kpi/figure'
import { totalAccuracyOf } from '@/lib/domain/kpi/forecast-accuracy'
import { keyGrowthOf, valueGrowthOf } from '@/lib/domain/kpi/sales-growth'
import { lineFillRateOf, unitValueFenOf } from '@/lib/domain/kpi/sales-sums'
import type { KpiTargets } from '@/lib/domain/kpi/targets'
import { fail, ok } from '@/lib/domain/result'
import { adherenceOnDayOf } from '@/lib/domain/visit/figures'
import { CockpitQuery } from '@/lib/usecases/cockpit/cockpit-scope'
import { type CockpitFailure, viewCockpit } from '@/lib/usecases/cockpit/view-cockpit'
import { viewCockpitTrend } from '@/lib/usecases/cockpit/view-cockpit-trend'
import { endpoint, MOMENT, NOTHING } from './endpoint'

const MONTH = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const rate = (about: string) => z.number().nullable().describe(about)

const KpiFigures = z.object({
  needUnits: z.number(),
  orderedUnits: z.number(),
  deliveredUnits: z.number(),
  forecastUnits: z.number().nullable().describe('null: no forecast was made for this month'),
  forecastAccuracySku: rate('1 − Σ|F − A| ÷ ΣA over product × trade area, at least 0'),
  forecastAccuracyTotal: rate('1 − |ΣF − ΣA| ÷ ΣA'),
  fillRate: rate('delivered ÷ need, in units'),
  lineFillRate: rate('lines delivered in full ÷ lines'),
  salesGrowth: rate('on the same month last year, in units; January and February together'),
  salesValueGrowth: rate('the same of the value at guide prices'),
  unitValueFen: rate('value of one delivered unit, in fen'),
  keyBrandGrowth: rate('growth of key brands, in units'),
  keyBrandIndex: rate('(1 + growth of key brands) ÷ (1 + growth of everything)'),
  coverage: rate('shops visited ÷ open shops'),
  adherenceInWeek: rate('planned visits done within their week ÷ planned visits'),
  adherenceOnDay: rate('planned visits done on their day ÷ planned visits'),
  debtDays: z.number().nullable().describe('days by which visits are overdue, summed over the open shops'),
  shortfalls: z
    .record(z.enum(FIGURES), z.number().nullable())
    .describe('what is missing to the target, in what the figure counts; positive costs the figure'),
})

export const Kpis = z.object({
  month: MONTH,
  compared: z
    .object({ now: z.array(MONTH), before: z.array(MONTH) })
    .nullable()
    .describe('the months that growth is of; null without last year'),
  salesAt: MOMENT.nullable().describe('when orders last came in'),
  forecastMadeAt: MOMENT.nullable(),
  targetsVersion: z.int(),
  targets: z.object({
    forecastAccuracySku: z.number(),
    forecastAccuracyTotal: z.number(),
    fillRate: z.number(),
    salesGrowth: z.number(),
    keyBrandIndex: z.number(),
    coverage: z.number(),
    adherence: z.number(),
  }),
  whole: KpiFigures,
  rows: z.array(
    z.object({
      key: z.string().describe('id, code or month; empty for what belongs to no such thing'),
      nameEn: z.string().nullable(),
      nameZh: z.string().nullable(),
      figures: KpiFigures,
    }),
  ),
})

export const KPI_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/kpis',
    tag: 'kpis',
    summary:
      'Forecast accuracy, fill rate, growth, key brands and visits of a month that has ended, within reach',
    ability: 'view-kpis',
    params: NOTHING,
    query: z.strictObject({
      ...CockpitQuery.shape,
      by: z
        .enum([...DIMENSIONS, 'month'])
        .default('area')
        .describe('what the rows are; `month` is two years up to the month, without visits'),
    }),
    answer: Kpis,
    failures: {
      'not-found': 404,
      'no-such-month': 404,
      'no-orders': 404,
      'no-ended-month': 404,
      forbidden: 403,
    },
    run: async (actor, { query: { by, ...query } }) => {
      const view = await viewCockpit(actor, { ...query, by: by === 'month' ? 'class' : by })
      if (!view.ok) return fail({ code: codeOf(view.error) })
      const { month, comparison, salesAt, forecast, targets, whole, rows } = view.value
      const figures = (part: PartSums) => figuresOf(part, targets.values, whole)
      const trend = by === 'month' ? await viewCockpitTrend(actor, query) : null
      if (trend && !trend.ok) return fail({ code: codeOf(trend.error) })
      return ok({
        month,
        compared:
          'missing' in comparison ? null : { now: [...comparison.now], before: [...comparison.before] },
        salesAt,
        forecastMadeAt: forecast?.madeAt ?? null,
        targetsVersion: targets.version,
        targets: targets.values,
        whole: figures(whole),
        rows: trend
          ? trend.value.map((one) => ({
              key: one.month,
              nameEn: null,
              nameZh: null,
              figures: figuresOf(one.part, targets.values, one.part),
            }))
          : rows.map(({ key, name, part }) => ({
              key,
              nameEn: name?.nameEn ?? null,
              nameZh: name?.nameZh ?? null,
              figures: figures(part),
            })),
      })
    },
  }),
]

/** Before a city is loaded there are no orders either. */
function codeOf({ code }: CockpitFailure) {
  return code === 'nothing-loaded' ? ('no-orders' as const) : code
}

function figuresOf(part: PartSums, targets: KpiTargets, whole: PartSums): z.input<typeof KpiFigures> {
  const { sales, forecast, compared, visits } = part
  return {
    needUnits: sales.needUnits,
    orderedUnits: sales.orderedUnits,
    deliveredUnits: sales.deliveredUnits,
    forecastUnits: forecast?.forecastUnits ?? null,
    forecastAccuracySku: figureOf('forecast-accuracy', part) ?? null,
    forecastAccuracyTotal: (forecast && totalAccuracyOf(forecast)) ?? null,
    fillRate: figureOf('fill-rate', part) ?? null,
    lineFillRate: lineFillRateOf(sales) ?? null,
    salesGrowth: figureOf('sales-growth', part) ?? null,
    salesValueGrowth: (compared && valueGrowthOf(compared)) ?? null,
    unitValueFen: unitValueFenOf(sales) ?? null,
    keyBrandGrowth: (compared && keyGrowthOf(compared)) ?? null,
    keyBrandIndex: figureOf('key-brands', part) ?? null,
    coverage: figureOf('coverage', part) ?? null,
    adherenceInWeek: figureOf('adherence', part) ?? null,
    adherenceOnDay: (visits && adherenceOnDayOf(visits)) ?? null,
    debtDays: visits?.debtDays ?? null,
    shortfalls: Object.fromEntries(
      FIGURES.map((figure) => [figure, shortfallOf(figure, part, targets, whole) ?? null]),
    ) as Record<(typeof FIGURES)[number], number | null>,
  }
}
