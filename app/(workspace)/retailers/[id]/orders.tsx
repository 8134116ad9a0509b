'use client'

/** Need, order and delivery of two years: three quantities that differ when goods are scarce. */
import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

type Months = RetailerPage['orders']
const SERIES = ['need', 'ordered', 'delivered'] as const
const YEAR = 12

export function Orders({ orders }: { orders: Months }) {
  const t = useTranslations('retailer.orders')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const number = (value: number) => formatNumber(locale, value)
  const year = orders.slice(-YEAR)
  const sum = (series: (typeof SERIES)[number]) => year.reduce((total, month) => total + month[series], 0)
  const [need, delivered] = [sum('need'), sum('delivered')]
  return (
    <section className={classes.card} aria-labelledby="orders">
      <h2 id="orders">
        {t('title')} {organization?.demonstration && <DemonstrationBadge compact />}
      </h2>
      {orders.length === 0 ? (
        <p className={classes.soft}>{t('none')}</p>
      ) : (
        <>
          <div className={classes.figures}>
            <KeyFigure
              label={t('year-delivered')}
              value={number(delivered)}
              unit={t('unit')}
              formula={t('year-formula')}
              parameters={SERIES.map((series) => ({ name: t(series), value: number(sum(series)) }))}
              source={t('source')}
            />
            <KeyFigure
              label={t('fill-rate')}
              value={need > 0 ? formatPercent(locale, delivered / need, 1) : '–'}
              formula={t('fill-formula')}
              parameters={[
                { name: t('delivered'), value: number(delivered) },
                { name: t('need'), value: number(need) },
              ]}
              source={t('source')}
            />
          </div>
          <Chart orders={orders} />
          <ul className={classes.legend} aria-hidden>
            {SERIES.map((series) => (
              <li key={series} data-series={series}>
                {t(series)}
              </li>
            ))}
          </ul>
          <details>
            <summary>{t('table')}</summary>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('month')}</th>
                  {SERIES.map((series) => (
                    <th key={series} scope="col">
                      {t(series)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {orders.toReversed().map((month) => (
                  <tr key={month.month}>
                    <th scope="row">{month.month}</th>
                    {SERIES.map((series) => (
                      <td key={series}>{number(month[series])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  )
}

const WIDTH = 720
const HEIGHT = 150
const LEFT = 40
const BOTTOM = 18
const TOP = 8

function Chart({ orders }: { orders: Months }) {
  const t = useTranslations('retailer.orders')
  const locale = useLocale()
  const title = useId()
  const highest = Math.max(1, ...orders.flatMap((month) => SERIES.map((series) => month[series])))
  const step = orders.length > 1 ? (WIDTH - LEFT - 8) / (orders.length - 1) : 0
  const x = (k: number) => LEFT + k * step
  const y = (value: number) => TOP + (1 - value / highest) * (HEIGHT - TOP - BOTTOM)
  const points = (series: (typeof SERIES)[number]) =>
    orders.map((month, k) => `${x(k).toFixed(1)},${y(month[series]).toFixed(1)}`).join(' ')
  const [first, last] = [orders[0]!, orders.at(-1)!]
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.chart} role="img" aria-labelledby={title}>
      <title id={title}>{t('chart', { from: first.month, to: last.month })}</title>
      {[0, highest / 2, highest].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={WIDTH - 8} y1={y(value)} y2={y(value)} className={classes.grid} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {formatNumber(locale, value)}
          </text>
        </g>
      ))}
      <polygon
        className={classes.deliveredArea}
        points={`${x(0)},${y(0)} ${points('delivered')} ${x(orders.length - 1)},${y(0)}`}
      />
      {SERIES.map((series) => (
        <polyline key={series} points={points(series)} data-series={series} />
      ))}
      {orders.map(
        ({ month }, k) =>
          month.endsWith('-01') && (
            <text key={month} x={x(k)} y={HEIGHT - 4} textAnchor="middle">
              {month}
            </text>
          ),
      )}
    </svg>
  )
}
