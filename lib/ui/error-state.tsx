'use client'

import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from './empty-state'

/** Something broke. Says what can be done, and the number under which the log knows it. */
export function ErrorState({ reset, digest }: { reset?: () => void; digest?: string | undefined }) {
  const t = useTranslations('common.error')
  return (
    <div role="alert">
      <EmptyState
        icon={IconAlertTriangle}
        title={t('title')}
        action={reset && <Button onClick={reset}>{t('retry')}</Button>}
      >
        {digest ? t('text-with-number', { digest }) : t('text')}
      </EmptyState>
    </div>
  )
}
