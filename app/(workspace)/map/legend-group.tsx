'use client'

import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import classes from './legend.module.css'
import { type Dimension, DUE_STATES, NO_TYPE, only, TIER_KEYS, toggle, UNTIERED } from './legend-filter'
import { DueSwatch, TierSwatch, TypeSwatch } from './swatch'

type Props = {
  dimension: Dimension
  types: readonly MapTradeAreaType[]
  counts: ReadonlyMap<string, number>
  hide: readonly string[]
  isOpen: boolean
  onToggle: () => void
  onHide: (hide: string[]) => void
}

/** One dimension of the legend: its lines are checkboxes, and each can be shown alone. */
export function LegendGroup({ dimension, types, counts, hide, isOpen, onToggle, onHide }: Props) {
  const t = useTranslations('map.legend')
  const locale = useLocale()
  const lines = useLines(dimension, types).filter(({ key, isOptional }) => !isOptional || counts.has(key))
  const keys = lines.map(({ key }) => key)
  const hidden = keys.filter((key) => hide.includes(`${dimension}:${key}`)).length
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div>
      <button type="button" className={classes.group} aria-expanded={isOpen} onClick={onToggle}>
        <Chevron size={14} stroke={1.8} aria-hidden="true" />
        {t(`groups.${dimension}`)}
        {hidden > 0 && <span className={classes.hiddenCount}>{t('hidden', { count: hidden })}</span>}
      </button>
      {isOpen && (
        <ul className={classes.lines}>
          {lines.map(({ key, name }) => (
            <li key={key} className={classes.line}>
              <label>
                <input
                  type="checkbox"
                  checked={!hide.includes(`${dimension}:${key}`)}
                  onChange={() => onHide(toggle(hide, dimension, key))}
                />
                <span className={classes.swatch}>{swatchOf(dimension, key, types)}</span>
                <span className={classes.name}>{name}</span>
                <span className={classes.count}>{formatNumber(locale, counts.get(key) ?? 0)}</span>
              </label>
              <button
                type="button"
                className={classes.only}
                onClick={() => onHide(only(hide, dimension, key, keys))}
                aria-label={t('only-this', { name })}
              >
                {t('only')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {isOpen && dimension === 'due' && <p className={classes.note}>{t('due-rule')}</p>}
    </div>
  )
}

/** Lines that few cities need are left out while they count nothing. */
type Line = { readonly key: string; readonly name: string; readonly isOptional?: boolean }

function useLines(dimension: Dimension, types: readonly MapTradeAreaType[]): Line[] {
  const t = useTranslations('map.legend')
  const common = useTranslations('common')
  if (dimension === 'type') {
    return [
      ...types.map(({ code, name }) => ({ key: code, name })),
      { key: NO_TYPE, name: t('no-type'), isOptional: true },
    ]
  }
  if (dimension === 'due') {
    return DUE_STATES.map((state) => ({
      key: state,
      name: common(`due.${state}`),
      isOptional: state === 'none',
    }))
  }
  return TIER_KEYS.map((key) =>
    key === UNTIERED
      ? { key, name: t('untiered'), isOptional: true }
      : { key, name: t('tiers', { band: key.replace('-', '–') }) },
  )
}

function swatchOf(dimension: Dimension, key: string, types: readonly MapTradeAreaType[]) {
  if (dimension === 'type') return <TypeSwatch code={key} types={types} />
  if (dimension === 'tier') return <TierSwatch band={key} />
  return <DueSwatch state={key as (typeof DUE_STATES)[number]} />
}
