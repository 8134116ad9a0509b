import { IconPolygon } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { EmptyState } from '@/lib/ui/empty-state'
import { listTradeAreas } from '@/lib/usecases/trade-area/list-trade-areas'
import { ListScreen } from './list-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('sections.trade-areas') }
}

export default async function TradeAreasPage() {
  const actor = await requireActor()
  const [list, t] = await Promise.all([listTradeAreas(actor), getTranslations('trade-area.list')])
  if (list) return <ListScreen list={list} />
  return (
    <EmptyState icon={IconPolygon} title={t('nothing.title')}>
      {t('nothing.no-city')}
    </EmptyState>
  )
}
