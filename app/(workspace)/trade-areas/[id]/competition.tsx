'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

/** How hard the shops of the area press each other, from their core rings. */
export function Competition({ view }: { view: TradeAreaView }) {
  const t = useTranslations('trade-area.competition')
  const locale = useLocale()
  const { competition } = view.profile
  const number = (value: number) => formatNumber(locale, value, 1)
  return (
    <section className={classes.section}>
      <h2>{t('title')}</h2>
      {competition === null ? (
        <p className={classes.note}>{t('none')}</p>
      ) : (
        <>
          <p className={classes.fact}>
            <span>{t('rivals')}</span>
            <ExplainedNumber
              label={t('rivals')}
              value={number(competition.rivals)}
              formula={t('rivals-formula')}
              parameters={[{ name: t('shops'), value: formatNumber(locale, competition.shops) }]}
            />
          </p>
          <p className={classes.fact}>
            <span>{t('index')}</span>
            <ExplainedNumber
              label={t('index')}
              value={number(competition.index)}
              formula={t('index-formula')}
            />
          </p>
          {competition.hardest.length > 0 && <h3>{t('hardest')}</h3>}
          {competition.hardest.map(({ id, name, index }) => (
            <p key={id} className={classes.fact}>
              <Link href={`/retailers/${id}`}>{name}</Link>
              <span>{number(index)}</span>
            </p>
          ))}
        </>
      )}
    </section>
  )
}
