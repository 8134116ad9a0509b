'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { formatArea, formatNumber } from '@/lib/i18n/format'
import { formatMonth } from './format-month'
import classes from './list.module.css'
import { NO_TYPE } from './list-state'
import type { RowsProps } from './list-table'

/** The same rows on a phone. */
export function ListCards({ areas, list, types, typeName, state, onSelect }: RowsProps) {
  const t = useTranslations('trade-area')
  const locale = useLocale()
  const names = { week: weekParts(list.week).number, month: formatMonth(locale, list.month) }
  const number = (value: number) => formatNumber(locale, value)
  return (
    <ul className={classes.cards}>
      {areas.map((area) => (
        <li key={area.id} data-selected={area.id === state.area || undefined}>
          <div className={classes.cardHead}>
            <TypeSwatch code={area.typeCode ?? NO_TYPE} types={types} />
            <Link href={`/trade-areas/${area.id}`} className={classes.name ?? ''}>
              {area.name}
            </Link>
            <button type="button" className={classes.show} onClick={() => onSelect(area.id)}>
              {t('list.show')}
            </button>
          </div>
          <p className={classes.soft}>
            {typeName(area.typeCode)} · {t(`type-sources.${area.typeSource as 'rule'}`)} ·{' '}
            {formatArea(locale, area.areaM2)}
          </p>
          <dl className={classes.cardFigures}>
            <dt>{t('list.columns.shops')}</dt>
            <dd>{number(area.shops)}</dd>
            <dt>{t('list.columns.visits', names)}</dt>
            <dd>{number(area.visits)}</dd>
            <dt>{t('list.columns.units', names)}</dt>
            <dd>{number(area.units)}</dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}
