'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { MapStart } from '@/lib/usecases/view-map'

/** The trade-area types as the reader calls them. */
export function useTypes(types: MapStart['types']): MapTradeAreaType[] {
  const common = useTranslations('common')
  const locale = useLocale()
  return useMemo(
    () =>
      types.map(({ code, color, builtIn, nameEn, nameZh }) => ({
        code,
        color,
        name: builtIn ? common(`trade-area-types.${code as 'mixed'}`) : locale === 'zh-CN' ? nameZh : nameEn,
      })),
    [types, common, locale],
  )
}
