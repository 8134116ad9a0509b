'use client'

import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'

/** For those who may look but not change. */
export function ReadOnly() {
  const t = useTranslations('rules')
  return (
    <Alert variant="light" color="gray" icon={<IconLock size={18} />}>
      {t('read-only')}
    </Alert>
  )
}
