import { IconLock } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { can } from '@/lib/domain/actor'
import { mayRank } from '@/lib/domain/retailer/standing'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import { viewMap } from '@/lib/usecases/view-map'
import { NewRetailer } from './new-retailer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('retailer'))('new.title') }
}

export default async function NewRetailerPage() {
  const [actor, t] = await Promise.all([requireActor(), getTranslations('retailer')])
  if (!can(actor, 'edit-retailers')) {
    return (
      <Page title={t('new.title')}>
        <EmptyState icon={IconLock} title={t('refusals.forbidden')}>
          {t('new.no-right')}
        </EmptyState>
      </Page>
    )
  }
  const { types } = await viewMap(actor, undefined)
  return <NewRetailer types={types} mayRank={mayRank(actor)} />
}
