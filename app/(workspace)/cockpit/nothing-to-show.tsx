'use client'

import { Button } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/lib/ui/empty-state'
import type { CockpitFailure } from '@/lib/usecases/cockpit/view-cockpit'

/** Why there are no figures, and what would bring them. */
export function NothingToShow({ failure, mayImport }: { failure: CockpitFailure; mayImport: boolean }) {
  const t = useTranslations('cockpit.nothing')
  if (failure.code === 'no-such-month') {
    const newest = failure.months.at(-1)
    return (
      <EmptyState
        icon={IconGauge}
        title={t('no-such-month.title')}
        action={
          newest && (
            <Button component={Link} href={`/cockpit?month=${newest}`} variant="default">
              {t('no-such-month.newest')}
            </Button>
          )
        }
      >
        {t('no-such-month.text')}
      </EmptyState>
    )
  }
  if (failure.code === 'no-ended-month') {
    return (
      <EmptyState icon={IconGauge} title={t('no-ended-month.title')}>
        {t('no-ended-month.text')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconGauge}
      title={t('no-orders.title')}
      action={
        mayImport && (
          <Button component={Link} href="/import">
            {t('no-orders.import')}
          </Button>
        )
      }
    >
      {t(mayImport ? 'no-orders.text' : 'no-orders.text-ask')}
    </EmptyState>
  )
}
