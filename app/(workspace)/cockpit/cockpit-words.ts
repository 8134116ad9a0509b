/** The figures of the cockpit in the reader's words: names, values, gaps, formulas with what went in, and what is missing. */
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Figure, figureOf, type PartSums, targetOf } from '@/lib/domain/kpi/figure'
import { totalAccuracyOf } from '@/lib/domain/kpi/forecast-accuracy'
import { keyGrowthOf, valueGrowthOf, volumeGrowthOf } from '@/lib/domain/kpi/sales-growth'
import { lineFillRateOf, unitValueFenOf } from '@/lib/domain/kpi/sales-sums'
import { adherenceOnDayOf } from '@/lib/domain/visit/figures'
import { formatDate, formatMoney, formatMonth, formatNumber, formatPercent } from '@/lib/i18n/format'
import type { CockpitView } from '@/lib/usecases/cockpit/view-cockpit'

type Named = { readonly nameEn: string; readonly nameZh: string }
type Period = Pick<CockpitView, 'comparison' | 'forecast' | 'isByOwner' | 'salesAt' | 'targets'>

export function useCockpitWords(currency: string): CockpitWords {
  const t = useTranslations('cockpit')
  const locale = useLocale()
  return useMemo(() => cockpitWords(t, locale, currency), [t, locale, currency])
}

export function cockpitWords(t: CockpitMessages, locale: string, currency: string) {
  const number = (value: number, digits = 0) => formatNumber(locale, value, digits).replace('-', '−')
  const percent = (share: number) => formatPercent(locale, share, 1).replace('-', '−')
  const signed = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { ...options, signDisplay: 'exceptZero' }).format(value).replace('-', '−')
  const signedPercent = (share: number) => signed(share, { style: 'percent', maximumFractionDigits: 1 })
  const months = (list: readonly string[]) =>
    new Intl.ListFormat(locale, { type: 'conjunction' }).format(list.map((one) => formatMonth(locale, one)))
  const money = (fen: number) => formatMoney(locale, fen, currency)

  const value = (figure: Figure, amount: number | undefined): string => {
    if (amount === undefined) return '–'
    if (figure === 'sales-growth') return signedPercent(amount)
    if (figure === 'key-brands') return number(amount, 3)
    return figure === 'interval-debt' ? t('days', { value: number(amount, 2) }) : percent(amount)
  }
  /** A difference of two values, in the points of the figure. */
  const gap = (figure: Figure, difference: number): string => {
    if (figure === 'key-brands') return signed(difference, { maximumFractionDigits: 3 })
    if (figure === 'interval-debt') {
      return t('days', { value: signed(difference, { maximumFractionDigits: 2 }) })
    }
    // a gap that would round to nothing is still one
    const digits = Math.abs(difference) < 0.0005 ? 2 : 1
    return t('points', { value: signed(difference * 100, { maximumFractionDigits: digits }) })
  }
  const missing = (figure: Figure, part: PartSums, { comparison }: Pick<Period, 'comparison'>): string => {
    if (figure === 'forecast-accuracy') return t(part.forecast ? 'missing.no-need' : 'missing.no-forecast')
    if (figure === 'sales-growth' || figure === 'key-brands') {
      if ('missing' in comparison) return t(`missing.${comparison.missing}`)
      return t(figure === 'key-brands' ? 'missing.no-key-brands' : 'missing.nothing-last-year')
    }
    if (figure === 'fill-rate') return t('missing.no-need')
    return t(figure === 'adherence' && part.visits ? 'missing.no-plan' : 'missing.no-visits')
  }

  /** A second figure of the same kind, which stands below the first. */
  const beside = (figure: Figure, { sales, forecast, compared, visits }: PartSums): string => {
    const of = (share: number | undefined, format = percent) => (share === undefined ? '–' : format(share))
    switch (figure) {
      case 'forecast-accuracy':
        return forecast ? t('beside.total-accuracy', { value: of(totalAccuracyOf(forecast)) }) : ''
      case 'fill-rate':
        return t('beside.lines', { value: of(lineFillRateOf(sales)), empty: sales.linesEmpty })
      case 'sales-growth': {
        const unit = unitValueFenOf(sales)
        if (!compared || unit === undefined) return ''
        return t('beside.value', { value: of(valueGrowthOf(compared), signedPercent), unit: money(unit) })
      }
      case 'key-brands':
        return compared ? t('beside.key-growth', { value: of(keyGrowthOf(compared), signedPercent) }) : ''
      case 'coverage':
        return visits ? t('beside.visited', { visited: visits.visited, shops: visits.retailers }) : ''
      case 'adherence':
        return visits ? t('beside.on-day', { value: of(adherenceOnDayOf(visits)) }) : ''
      case 'interval-debt':
        return visits ? t('beside.overdue', { count: visits.overdue, days: number(visits.debtDays) }) : ''
    }
  }

  const inputs = (figure: Figure, { sales, forecast, compared, visits }: PartSums, period: Period) => {
    const row = (key: string, amount: string) => ({
      name: t(`inputs.${key}` as 'inputs.need'),
      value: amount,
    })
    const { comparison } = period
    switch (figure) {
      case 'forecast-accuracy':
        return forecast
          ? [
              row('forecast', number(forecast.forecastUnits)),
              row('need', number(forecast.needUnits)),
              row('errors', number(forecast.errorUnits)),
            ]
          : []
      case 'fill-rate':
        return [
          row('delivered', number(sales.deliveredUnits)),
          row('need', number(sales.needUnits)),
          row('ordered', number(sales.orderedUnits)),
          row('lines', t('of', { some: sales.linesFilled, all: sales.lines })),
        ]
      case 'sales-growth':
      case 'key-brands':
        if (!compared || 'missing' in comparison) return []
        return [
          row('now', months(comparison.now)),
          row('before', months(comparison.before)),
          row(
            'units',
            t('after', { before: compared.before.deliveredUnits, now: compared.now.deliveredUnits }),
          ),
          row('key-units', t('after', { before: compared.before.keyUnits, now: compared.now.keyUnits })),
          row('total-growth', value('sales-growth', volumeGrowthOf(compared))),
        ]
      case 'coverage':
        return visits ? [row('visited', number(visits.visited)), row('shops', number(visits.retailers))] : []
      case 'adherence':
        return visits
          ? [
              row('planned', number(visits.planned)),
              row('in-week', number(visits.doneInWeek)),
              row('on-day', number(visits.doneOnDay)),
              row('not-done', number(visits.notDone)),
            ]
          : []
      case 'interval-debt':
        return visits ? [row('debt', number(visits.debtDays)), row('overdue', number(visits.overdue))] : []
    }
  }

  /** What `ExplainedNumber` says of a figure. */
  const explain = (figure: Figure, part: PartSums, period: Period) => {
    const target = targetOf(figure, period.targets.values)
    const ofOwner = figure === 'forecast-accuracy' && period.isByOwner ? ` ${t('by-owner')}` : ''
    return {
      formula: `${t(`formulas.${figure}`)}${ofOwner}`,
      parameters: [
        ...inputs(figure, part, period),
        ...(target === undefined
          ? []
          : [
              {
                name: t('inputs.target', { version: period.targets.version }),
                value: value(figure, target),
              },
            ]),
      ],
      source: sources(figure, period),
    }
  }

  const sources = (figure: Figure, { salesAt, forecast }: Pick<Period, 'salesAt' | 'forecast'>): string => {
    const isOfVisits = figure === 'coverage' || figure === 'adherence' || figure === 'interval-debt'
    if (isOfVisits) return t('source.visits')
    const orders = salesAt ? t('source.orders', { date: date(salesAt) }) : t('source.orders-undated')
    if (figure !== 'forecast-accuracy' || !forecast) return orders
    const key = forecast.retrospective ? 'source.forecast-retrospective' : 'source.forecast'
    return `${orders} ${t(key, { date: date(forecast.madeAt) })}`
  }
  const date = (instant: string) => formatDate(locale, instant.slice(0, 10))

  return {
    t,
    locale,
    number,
    percent,
    value,
    gap,
    missing,
    beside,
    explain,
    source: sources,
    date,
    months,
    money,
    month: (month: string) => formatMonth(locale, month),
    /** `Oct 2026`, for axes. */
    shortMonth: (month: string) =>
      new Intl.DateTimeFormat(locale, { year: '2-digit', month: 'short', timeZone: 'UTC' }).format(
        new Date(`${month}-01T00:00:00Z`),
      ),
    figure: (figure: Figure) => t(`figures.${figure}`),
    name: (named: Named | null, none: string) =>
      named === null ? none : locale === 'en' ? named.nameEn : named.nameZh,
    /** Of the part's value; undefined where it has none. */
    valueOf: (figure: Figure, part: PartSums) => value(figure, figureOf(figure, part)),
  }
}

type CockpitMessages = ReturnType<typeof useTranslations<'cockpit'>>
export type CockpitWords = ReturnType<typeof cockpitWords>
