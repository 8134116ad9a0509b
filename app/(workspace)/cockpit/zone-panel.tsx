'use client'

import { CloseButton } from '@mantine/core'
import { IconClipboardText, IconMap2, IconPolygon } from '@tabler/icons-react'
import Link from 'next/link'
import { FIGURES, type Figure, figureOf, targetOf } from '@/lib/domain/kpi/figure'
import type { CockpitView, CockpitZone } from '@/lib/usecases/cockpit/view-cockpit'
import classes from './cockpit.module.css'
import type { CockpitWords } from './cockpit-words'
import { ranked } from './ranking-rows'
import { searchWith } from './search-with'

type Props = {
  zone: CockpitZone
  figure: Figure
  view: CockpitView
  words: CockpitWords
  onClose: () => void
}

const TOP_PRODUCTS = 5

/** The chosen trade area: its figures, the products that cost the chosen one, and where to go on from here. */
export function ZonePanel({ zone, figure, view, words, onClose }: Props) {
  const { t } = words
  const { month, query } = view
  const products = ranked(figure, zone.products, { ...view, whole: zone.part })
    .filter(({ shortfall = 0 }) => shortfall > 0)
    .slice(0, TOP_PRODUCTS)
  const { by: _by, ...scope } = query
  const rows = searchWith({ ...scope, month }, { area: zone.id })
  return (
    <section className={classes.zone} aria-label={zone.name}>
      <header className={classes.zoneHead}>
        <h2>{zone.name}</h2>
        <CloseButton size="sm" aria-label={t('zone.close')} onClick={onClose} />
      </header>
      <dl className={classes.zoneFigures}>
        {FIGURES.map((one) => {
          const value = figureOf(one, zone.part)
          const target = targetOf(one, view.targets.values)
          const isShort = value !== undefined && target !== undefined && value < target
          return (
            <div key={one} data-chosen={one === figure || undefined}>
              <dt>{words.figure(one)}</dt>
              <dd data-short={isShort || undefined}>
                {words.value(one, value)}
                {isShort && <span aria-hidden="true"> ▼</span>}
              </dd>
            </div>
          )
        })}
      </dl>
      <h3>{t('zone.products', { figure: words.figure(figure) })}</h3>
      {products.length === 0 ? (
        <p className={classes.soft}>{t('zone.no-products')}</p>
      ) : (
        <ol className={classes.products}>
          {products.map((row) => (
            <li key={row.key}>
              <Link href={`/cockpit/rows?${rows}&product=${row.key}&level=lines`}>
                {words.name(row.name, '')}
              </Link>
              <span>{words.value(figure, row.value)}</span>
              <span className={classes.soft}>
                {t('zone.short', {
                  amount: words.number(row.shortfall ?? 0),
                  unit: t(`shortfall-units.${figure}`),
                })}
              </span>
            </li>
          ))}
        </ol>
      )}
      <nav className={classes.zoneLinks} aria-label={t('zone.links')}>
        <Link href={`/reviews?month=${month}&area=${zone.id}`}>
          <IconClipboardText size={16} stroke={1.7} /> {t('zone.review')}
        </Link>
        <Link href={`/trade-areas/${zone.id}`}>
          <IconPolygon size={16} stroke={1.7} /> {t('zone.page')}
        </Link>
        <Link href={`/map?sel=t:${zone.id}`}>
          <IconMap2 size={16} stroke={1.7} /> {t('zone.map')}
        </Link>
        <Link href={`/cockpit/rows?${rows}&figure=${figure}`}>{t('rows.title')}</Link>
      </nav>
    </section>
  )
}
