'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatArea } from '@/lib/i18n/format'
import { useRefusal } from './refusal'
import type { ShapeRefusal } from './use-outline'

/** What is wrong with an outline, where, and what to do about it. */
export function useShapeWords() {
  const t = useTranslations('trade-area.faults')
  const imported = useTranslations('import')
  const locale = useLocale()
  const refusal = useRefusal()
  return (error: ShapeRefusal): string => {
    if (error.code !== 'fault') return refusal(error.code)
    const { code, at, params } = error.fault
    const place = at ? `${at[0].toFixed(6)}, ${at[1].toFixed(6)}` : ''
    switch (code) {
      case 'TOO_SMALL':
        return t('TOO_SMALL', {
          area: formatArea(locale, params?.areaM2 ?? 0),
          least: formatArea(locale, params?.leastM2 ?? 0),
        })
      case 'OUTSIDE_CITY':
      case 'SWAPPED':
        return t(code)
      case 'TOO_MANY_VERTICES':
        return imported(`codes.${code}`, { vertices: params?.vertices ?? 0, limit: params?.limit ?? 0 })
      default:
        return `${imported(`codes.${code}`, { at: place })} ${imported(`advice.${code}`)}`
    }
  }
}
