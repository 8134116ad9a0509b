'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { formatArea, formatPercent } from '@/lib/i18n/format'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

/** Areas that cover the same ground. A shop belongs to the smallest that holds it. */
export function Overlaps({ view }: { view: TradeAreaView }) {
  const t = useTranslations('trade-area.overlaps')
  const locale = useLocale()
  return (
    <section className={classes.section}>
      <h2>{t('title')}</h2>
      {view.overlaps.length === 0 && <p className={classes.note}>{t('none')}</p>}
      {view.overlaps.map(({ id, name, areaM2, ofThis, ofOther }) => (
        <p key={id} className={classes.fact}>
          {name === null ? <span>{t('beyond')}</span> : <Link href={`/trade-areas/${id}`}>{name}</Link>}
          <span>
            {t('shares', {
              area: formatArea(locale, areaM2),
              ofThis: formatPercent(locale, ofThis),
              ofOther: formatPercent(locale, ofOther),
            })}
          </span>
        </p>
      ))}
      {view.overlaps.length > 0 && <p className={classes.note}>{t('rule')}</p>}
    </section>
  )
}
