'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { formatMonth } from '@/app/(workspace)/trade-areas/format-month'
import { formatArea, formatNumber } from '@/lib/i18n/format'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

/** Size, shops by format and tier, this week and this month, beside the map. */
export function AreaFacts({ view }: { view: TradeAreaView }) {
  const t = useTranslations('trade-area.facts')
  const common = useTranslations('common')
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
      <Bars
        title={t('by-format')}
        rows={summed(tally, ({ format }) => format)
          .toSorted((a, b) => b.count - a.count)
          .map(({ key, count }) => ({ name: common(`formats.${key as 'other'}`), count }))}
      />
      <Bars
        title={t('by-tier')}
        rows={summed(tally, ({ tier }) => bandOf(tier))
          .toSorted((a, b) => Number.parseInt(b.key, 10) - Number.parseInt(a.key, 10))
          .map(({ key, count }) => ({
            name: key === '0' ? t('untiered') : t('tiers', { band: key }),
            count,
          }))}
      />
      {shops > 0 && (
        <Link href={`/retailers?tradeArea=${area.id}`} className={classes.link ?? ''}>
          {t('all-shops', { count: shops })}
        </Link>
      )}
      {profile.shops.shops === 0 && <p className={classes.note}>{t('no-shops')}</p>}
    </section>
  )
}

const BAND = 6

function bandOf(tier: number | null): string {
  if (tier === null) return '0'
  const from = Math.floor((tier - 1) / BAND) * BAND + 1
  return `${from}–${from + BAND - 1}`
}

type Member = TradeAreaView['tally'][number]

function summed(tally: readonly Member[], keyOf: (member: Member) => string) {
  const counts = new Map<string, number>()
  for (const member of tally) counts.set(keyOf(member), (counts.get(keyOf(member)) ?? 0) + member.count)
  return [...counts].map(([key, count]) => ({ key, count }))
}

function Bars({ title, rows }: { title: string; rows: readonly { name: string; count: number }[] }) {
  const locale = useLocale()
  const largest = Math.max(1, ...rows.map(({ count }) => count))
  if (rows.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul className={classes.bars} aria-label={title}>
        {rows.map(({ name, count }) => (
          <li key={name}>
            <span>{name}</span>
            <span className={classes.bar} aria-hidden="true">
              <span style={{ width: `${(count / largest) * 100}%` }} />
            </span>
            <span>{formatNumber(locale, count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
