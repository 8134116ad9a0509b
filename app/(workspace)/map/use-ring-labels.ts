'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { RINGS, type Ring, type RingRadiiM } from '@/lib/domain/trade-area/rings'
import { formatDistance } from '@/lib/i18n/format'

/** What stands on each ring's line: its name and radius. */
export function useRingLabels(radiiM: RingRadiiM | undefined): Record<Ring, string> {
  const t = useTranslations('common.rings')
  const locale = useLocale()
  return useMemo(
    () =>
      Object.fromEntries(
        RINGS.map((ring) => [ring, radiiM ? `${t(ring)} ${formatDistance(locale, radiiM[ring])}` : '']),
      ) as Record<Ring, string>,
    [radiiM, t, locale],
  )
}
