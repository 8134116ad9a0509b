import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/lib/ui/empty-state'

/** For those who may look at trade areas but not draw them. */
export function NoDrawing() {
  const t = useTranslations('trade-area.no-drawing')
  return (
    <EmptyState
      icon={IconLock}
      title={t('title')}
      action={
        <Link href="/trade-areas">
          <Button component="span" variant="default">
            {t('back')}
          </Button>
        </Link>
      }
    >
      {t('text')}
    </EmptyState>
  )
}
