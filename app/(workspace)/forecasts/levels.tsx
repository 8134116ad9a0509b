'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import type { ForecastView } from '@/lib/usecases/view-forecast'
import classes from './forecasts.module.css'
import { shortMonth } from './series-chart'

export type Wanted = {
  readonly class?: string | undefined
  readonly product?: number | undefined
  readonly area?: number | undefined
}
type Forecast = NonNullable<ForecastView['forecast']>
type Node = Forecast['nodes'][number]
type Props = { nodes: Forecast['nodes']; months: Forecast['months']; wanted: Wanted }

/** Total, price classes and their products: need of the next month against the last and the year before. */
export function Levels({ nodes, months, wanted }: Props) {
  const t = useTranslations('forecast')
  const locale = useLocale()
  const [next] = months
  return (
    <nav className={classes.levels} aria-label={t('levels.title')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('levels.title')}</th>
            <th scope="col">{next && shortMonth(locale, next)}</th>
            <th scope="col">{t('levels.last-month')}</th>
            <th scope="col">{t('levels.last-year')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <Row key={`${node.level} ${node.key}`} node={node} wanted={wanted} />
          ))}
        </tbody>
      </table>
    </nav>
  )
}

function Row({ node, wanted }: { node: Node; wanted: Wanted }) {
  const t = useTranslations('forecast')
  const locale = useLocale()
  const { level, names, units, lastUnits, lastYearUnits } = node
  const [next = 0] = units
  return (
    <tr data-level={level} data-chosen={isChosen(node, wanted) || undefined}>
      <th scope="row">
        <Link href={hrefOf(node)} aria-current={isChosen(node, wanted) ? 'true' : undefined} scroll={false}>
          {names ? names[locale === 'en' ? 'nameEn' : 'nameZh'] : t('levels.total')}
        </Link>
      </th>
      <td>{formatNumber(locale, next)}</td>
      <td>{change(locale, next, lastUnits)}</td>
      <td>{change(locale, next, lastYearUnits)}</td>
    </tr>
  )
}

function isChosen({ level, key }: Node, wanted: Wanted): boolean {
  if (wanted.product !== undefined) return level === 'product' && key === `${wanted.product}`
  if (wanted.class !== undefined) return level === 'class' && key === wanted.class
  return level === 'total'
}

function hrefOf({ level, key }: Node): string {
  if (level === 'total') return '/forecasts'
  return `/forecasts?${new URLSearchParams({ [level]: key })}`
}

export function change(locale: string, units: number, before: number): string {
  if (before === 0) return '–'
  const share = units / before - 1
  return `${share > 0 ? '+' : ''}${formatPercent(locale, share, 1)}`.replace('-', '−')
}
