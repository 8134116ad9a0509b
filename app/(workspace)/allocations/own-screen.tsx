'use client'

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { Page } from '@/lib/ui/page'
import type { OwnAllocation } from '@/lib/usecases/view-allocation'
import { Shares } from './shares'
import { useAllocationWords } from './words'

/** What a customer manager's own shops get of a product, and why. */
export function OwnScreen({ view }: { view: OwnAllocation }) {
  const t = useTranslations('allocation')
  const words = useAllocationWords(view.types)
  const { organization } = useWorkspace()
  const [zone, setZone] = useQueryState('zone', parseAsString)
  const { product, month, run } = view
  return (
    <Page
      title={
        <>
          {t('own.title', { product: words.product(product), month: words.month(month) })}{' '}
          {organization?.demonstration && <DemonstrationBadge compact />}
        </>
      }
      about={run?.publishedAt ? t('own.about', { date: words.date(run.publishedAt) }) : t('own.about-none')}
      actions={
        <Button
          component={Link}
          href={`/allocations?month=${month}`}
          variant="default"
          leftSection={<IconArrowLeft size={16} stroke={1.8} />}
        >
          {t('back')}
        </Button>
      }
    >
      {run && (
        <Shares runId={run.id} zoneKeys={run.zoneKeys} types={view.types} zone={zone} onZone={setZone} />
      )}
    </Page>
  )
}
