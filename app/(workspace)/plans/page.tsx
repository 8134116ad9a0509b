import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { ViewWeek, viewWeek } from '@/lib/usecases/view-week'
import { viewWeekOverview } from '@/lib/usecases/view-week-overview'
import { Overview } from './overview'
import { WeekScreen } from './week-screen'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('plan')
  return { title: t('title') }
}

type Search = Promise<{ territory?: string; week?: string; plan?: string }>

/** One territory's week; without a choice among several, the weeks of all. */
export default async function PlansPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const { territory, week, plan } = await searchParams
  const { territoryIds } = actor
  const only = territoryIds !== 'all' && territoryIds.length === 1 ? territoryIds[0] : undefined
  const wanted = ViewWeek.partial().safeParse({
    territoryId: territory === undefined ? only : Number(territory),
    week,
    status: plan,
  })
  if (!wanted.success) notFound()
  const { territoryId, ...rest } = wanted.data
  if (territoryId === undefined) {
    const overview = await viewWeekOverview(actor, rest.week)
    return <Overview key={overview.week} overview={overview} />
  }
  const view = await viewWeek(actor, { territoryId, ...rest })
  if (!view.ok) notFound()
  return <WeekScreen key={`${territoryId} ${view.value.week}`} view={view.value} />
}
