'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { Pointed } from '@/lib/map/use-pointer'
import type { DUE_STATES } from './legend-filter'

/** What the label at the pointer says of a shop, a group of shops, or a trade area. */
export function usePointedLabel(types: readonly MapTradeAreaType[]) {
  const t = useTranslations('map')
  const common = useTranslations('common')
  const locale = useLocale()
  return ({ source, properties }: Pointed) => {
    if (properties.cluster) {
      return t('group', {
        count: Number(properties.count),
        overdue: formatNumber(locale, Number(properties.overdue)),
      })
    }
    const details =
      source === 'retailers'
        ? [
            String(properties.code),
            common(`formats.${properties.format as 'other'}`),
            common(`due.${properties.due as (typeof DUE_STATES)[number]}`),
          ]
        : [types.find(({ code }) => code === properties.type)?.name ?? t('area.untyped')]
    return (
      <>
        <strong>{String(properties.name)}</strong>
        <br />
        {details.join(' · ')}
      </>
    )
  }
}
