'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { formatMonth, formatNumber } from '@/lib/i18n/format'
import type { ForecastView } from '@/lib/usecases/view-forecast'
import classes from './forecasts.module.css'
import { change, type Wanted } from './levels'

type Forecast = NonNullable<ForecastView['forecast']>
type Props = { zones: Forecast['zones']; months: Forecast['months']; wanted: Wanted }

/** Where a product is needed: the months ahead of each trade area, which sum to the product. */
export function ZoneForecasts({ zones, months, wanted }: Props) {
  const t = useTranslations('forecast.zones')
  const locale = useLocale()
  return (
    <section className={classes.card} aria-labelledby="forecast-zones">
      <h2 id="forecast-zones">{t('title')}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('area')}</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {formatMonth(locale, month)}
                </th>
              ))}
              <th scope="col">{t('last-month')}</th>
              <th scope="col">{t('last-year')}</th>
            </tr>
          </thead>
          <tbody>
            {zones.map(({ tradeAreaId, name, units, lastUnits, lastYearUnits }) => (
              <tr key={tradeAreaId} data-chosen={wanted.area === tradeAreaId || undefined}>
                <th scope="row">
                  <Link
                    href={`/forecasts?product=${wanted.product}&area=${tradeAreaId}`}
                    aria-current={wanted.area === tradeAreaId ? 'true' : undefined}
                    scroll={false}
                  >
                    {name ?? t('outside')}
                  </Link>
                </th>
                {units.map((figure, k) => (
                  <td key={months[k]}>{formatNumber(locale, figure)}</td>
                ))}
                <td>{change(locale, units[0] ?? 0, lastUnits)}</td>
                <td>{change(locale, units[0] ?? 0, lastYearUnits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
