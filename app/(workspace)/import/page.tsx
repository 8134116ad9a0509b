import { IconLock } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import { listImports } from '@/lib/usecases/list-imports'
import { ImportHistory } from './import-history'
import { ImportScreen } from './import-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('import.screen'))('title') }
}

export default async function ImportPage() {
  const actor = await requireActor()
  const [history, t] = await Promise.all([listImports(actor), getTranslations('import.screen')])
  if (!history.ok) {
    return (
      <Page title={t('title')}>
        <EmptyState icon={IconLock} title={t('no-right')}>
          {t('no-right-text')}
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={t('title')} about={t('about')}>
      <ImportScreen />
      <ImportHistory imports={history.value} />
    </Page>
  )
}
