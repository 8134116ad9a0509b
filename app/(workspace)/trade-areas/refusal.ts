'use client'

import { useTranslations } from 'next-intl'

/** Why a change was refused, in the reader's words. */
export function useRefusal() {
  const t = useTranslations('trade-area.refused')
  return (code: string): string => (t.has(code as 'forbidden') ? t(code as 'forbidden') : t('other'))
}
