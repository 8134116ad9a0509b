import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Page } from '@/lib/ui/page'
import { RulesNavigation } from './rules-navigation'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') }
}

export default async function RulesLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('rules')
  return (
    <Page title={t('title')} about={t('about')}>
      <RulesNavigation />
      {children}
    </Page>
  )
}
