import { IconAdjustments } from '@tabler/icons-react'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/lib/ui/empty-state'

/** Before a city is loaded. */
export async function NoRules() {
  const t = await getTranslations('rules.nothing')
  return (
    <EmptyState icon={IconAdjustments} title={t('title')}>
      {t('text')}
    </EmptyState>
  )
}
