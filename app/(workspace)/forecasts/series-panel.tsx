'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { formatMonth, formatNumber, formatPercent } from '@/lib/i18n/format'
import { Chart } from '@/lib/ui/chart/chart'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { ForecastView } from '@/lib/usecases/view-forecast'
import classes from './forecasts.module.css'
import { seriesChart } from './series-chart'

type Forecast = NonNullable<ForecastView['forecast']>
type Series = Forecast['series']
type Props = { series: Series; run: Forecast['run'] }

/** One series: the months ahead as figures, its chart, and the methods with their weights and errors. */
export function SeriesPanel({ series, run }: Props) {
  const t = useTranslations('forecast')
  const locale = useLocale()
  const name = useSeriesName(series)
  const chart = useMemo(() => seriesChart(series, locale, (key) => t(`chart.${key}`)), [series, locale, t])
  const number = (units: number) => formatNumber(locale, units)
  const source = t('source', { month: formatMonth(locale, run.lastMonth) })
  return (
    <section className={classes.card} aria-labelledby="forecast-series">
      <h2 id="forecast-series">
        {name}
        {series.tradeArea !== null && series.tradeArea.id > 0 && (
          <Link className={classes.open} href={`/trade-areas/${series.tradeArea.id}`}>
            {t('open-area')}
          </Link>
        )}
      </h2>
      <div className={classes.figures}>
        {series.ahead.map(({ month, units, base, low80, high80, low95, high95 }) => (
          <KeyFigure
            key={month}
            label={formatMonth(locale, month)}
            value={number(units)}
            formula={t('figure.formula')}
            parameters={[
              { name: t('figure.base'), value: number(base) },
              { name: t('figure.range-80'), value: `${number(low80)} – ${number(high80)}` },
              { name: t('figure.range-95'), value: `${number(low95)} – ${number(high95)}` },
            ]}
            source={source}
          />
        ))}
        <KeyFigure
          label={t('accuracy.label')}
          value={series.accuracy === null ? '–' : formatPercent(locale, series.accuracy, 1)}
          formula={t('accuracy.formula')}
          parameters={[{ name: t('accuracy.months'), value: number(series.past.length) }]}
          source={t('accuracy.source')}
        />
      </div>
      <Chart label={t('chart.label', { name })} height={300} {...chart} />
      {series.made && <Methods made={series.made} months={series.ahead.map(({ month }) => month)} />}
    </section>
  )
}

function useSeriesName({ level, names, tradeArea }: Series): string {
  const t = useTranslations('forecast')
  const locale = useLocale()
  const name = names ? names[locale === 'en' ? 'nameEn' : 'nameZh'] : t('levels.total')
  return level === 'zone' ? `${name} · ${tradeArea?.name ?? t('zones.outside')}` : name
}

function Methods({ made, months }: { made: NonNullable<Series['made']>; months: readonly string[] }) {
  const t = useTranslations('forecast.methods')
  const locale = useLocale()
  return (
    <>
      <h3>{t('title')}</h3>
      <p className={classes.soft}>{t(`approach.${made.approach}` as 'approach.combined')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('method')}</th>
              <th scope="col">{t('weight')}</th>
              <th scope="col">{t('error')}</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {formatMonth(locale, month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {made.methods.map(({ method, weight, mae, mean }) => (
              <tr key={method}>
                <th scope="row">{t(`names.${method}`)}</th>
                <td>{formatPercent(locale, weight)}</td>
                <td>{mae === null ? '–' : formatNumber(locale, mae, mae < 10 ? 1 : 0)}</td>
                {mean.map((units, k) => (
                  <td key={months[k]}>{formatNumber(locale, units)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
