'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { formatMonth } from '@/app/(workspace)/trade-areas/format-month'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { TradeAreaView, ZoneAllocation } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

type Props = {
  view: TradeAreaView
  allocation: NonNullable<TradeAreaView['allocation']>
  typeName: (code: string | null) => string
}

/** What the zone is suggested to get of each scarce product, and why. */
export function ZoneShares({ view, allocation, typeName }: Props) {
  const t = useTranslations('trade-area.shares')
  const locale = useLocale()
  const { month, lines } = allocation
  const isRetagged = lines.some(({ zone }) => zone.type !== view.area.typeCode)
  return (
    <div className={classes.panel}>
      <h3>{t('title', { month: formatMonth(locale, month, 'long') })}</h3>
      {lines.length === 0 && <p className={classes.note}>{t('none')}</p>}
      {isRetagged && lines[0] && (
        <p className={classes.note}>{t('made-as', { type: typeName(lines[0].zone.type) })}</p>
      )}
      {lines.map((line) => (
        <Share key={`${line.runId} ${line.zone.key}`} line={line} month={month} typeName={typeName} />
      ))}
    </div>
  )
}

function Share({
  line,
  month,
  typeName,
}: {
  line: ZoneAllocation
  month: string
  typeName: Props['typeName']
}) {
  const t = useTranslations('trade-area.shares')
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  const { here, zone, product, supplyUnits } = line
  const name = locale === 'zh-CN' ? product.nameZh : product.nameEn
  const share = here.demandUnits > 0 ? here.units / here.demandUnits : 0
  return (
    <details className={classes.share}>
      <summary>
        <span className={classes.product}>{name}</span>
        <span className={classes.bar} aria-hidden="true">
          <span style={{ width: `${Math.min(1, share) * 100}%` }} />
        </span>
        <span className={classes.units}>
          {t('of-need', { units: here.units, need: number(here.demandUnits) })}
        </span>
      </summary>
      <ul className={classes.sentences}>
        <li>
          {t('here', {
            supplied: here.supplied,
            retailers: number(here.retailers),
            units: number(here.units),
            share: formatPercent(locale, share),
          })}
        </li>
        <li>
          {t('zone', {
            zone: useZoneName(zone, typeName),
            retailers: number(zone.retailers),
            units: number(zone.units),
            supply: number(supplyUnits),
          })}{' '}
          <ExplainedNumber
            label={t('suggested')}
            value={number(zone.suggestedUnits)}
            formula={t('suggested-formula')}
            parameters={[
              { name: t('need'), value: number(zone.demandUnits) },
              { name: t('factor'), value: formatNumber(locale, zone.factor, 3) },
              { name: t('supply'), value: number(supplyUnits) },
            ]}
          />{' '}
          {t('were-suggested')}
          {zone.adjustment.code !== 'none' &&
            ` ${t(`adjustments.${zone.adjustment.code as 'capped-at-demand'}`)}`}
        </li>
        {zone.terms.map((term) => (
          <Term key={term.term} term={term} />
        ))}
        <li>
          {t('factor-is', { factor: formatNumber(locale, zone.factor, 3) })}
          {zone.bound && ` ${t(`bounds.${zone.bound}`, { raw: formatNumber(locale, zone.rawFactor, 3) })}`}
          {zone.marketState && ` ${t('market', { state: t(`states.${zone.marketState as 'tight'}`) })}`}
        </li>
      </ul>
      <Link
        href={`/allocations?product=${product.code}&month=${month}&zone=${zone.key}`}
        className={classes.link ?? ''}
      >
        {t('open', { product: name })}
      </Link>
    </details>
  )
}

function useZoneName({ type, market }: ZoneAllocation['zone'], typeName: Props['typeName']): string {
  const t = useTranslations('allocation')
  const common = useTranslations('common')
  return t('zone', { type: type === null ? common('trade-area-types.none') : typeName(type), market })
}

function Term({ term: { term, value, inputs } }: { term: ZoneAllocation['zone']['terms'][number] }) {
  const t = useTranslations('trade-area.shares')
  const locale = useLocale()
  if (inputs.zone === null) return <li>{t(`terms.${term}-unknown`)}</li>
  const figure = (amount: number) =>
    term === 'isr' ? formatNumber(locale, amount, 2) : formatPercent(locale, amount, 1)
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, signDisplay: 'exceptZero' })
  return (
    <li>
      {t(`terms.${term}`, {
        zone: figure(inputs.zone),
        target: figure(inputs.target),
        value: signed.format(value),
      })}
    </li>
  )
}
