import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { ViewTradeArea, viewTradeArea } from '@/lib/usecases/trade-area/view-trade-area'
import { AreaScreen } from './area-screen'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ week?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('sections.trade-areas') }
}

export default async function TradeAreaPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const asked = ViewTradeArea.safeParse({ id: (await params).id, week: (await searchParams).week })
  if (!asked.success) notFound()
  const view = await viewTradeArea(actor, asked.data)
  if (!view.ok) notFound()
  return <AreaScreen key={view.value.area.id} view={view.value} />
}
