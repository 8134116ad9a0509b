'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { ShopTally } from '@/app/(workspace)/shop-tally'
import { formatMonth } from '@/app/(workspace)/trade-areas/format-month'
import { formatArea, formatNumber } from '@/lib/i18n/format'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

/** Size, shops by format and tier, this week and this month, beside the map. */
export function AreaFacts({ view }: { view: TradeAreaView }) {
  const t = useTranslations('trade-area.facts')
  const locale = useLocale()
  const { area, tally, week, allocation, profile } = view
  const number = (value: number) => formatNumber(locale, value)
  const shops = tally.reduce((sum, { count }) => sum + count, 0)
  const visited = new Set(week.visits.map(({ retailerId }) => retailerId)).size
  const units = allocation?.lines.reduce((sum, { here }) => sum + here.units, 0)
  const { number: weekNumber } = weekParts(week.week)
  return (
    <section className={classes.facts}>
      <div className={classes.figures}>
        <KeyFigure
          label={t('shops')}
          value={number(shops)}
          formula={t('shops-formula')}
          href={`/retailers?tradeArea=${area.id}`}
        />
        <KeyFigure label={t('area')} value={formatArea(locale, area.areaM2)} formula={t('area-formula')} />
        <KeyFigure
          label={t('visits', { week: weekNumber })}
          value={number(week.visits.length)}
          formula={t('visits-formula')}
          parameters={[{ name: t('visited'), value: number(visited) }]}
        />
        {units !== undefined && allocation && (
          <KeyFigure
            label={t('units', { month: formatMonth(locale, allocation.month) })}
            value={number(units)}
            formula={t('units-formula')}
            parameters={[{ name: t('products'), value: number(allocation.lines.length) }]}
          />
        )}
      </div>
      <ShopTally members={tally} />
      {shops > 0 && (
        <Link href={`/retailers?tradeArea=${area.id}`} className={classes.link ?? ''}>
          {t('all-shops', { count: shops })}
        </Link>
      )}
      {profile.shops.shops === 0 && <p className={classes.note}>{t('no-shops')}</p>}
    </section>
  )
}
