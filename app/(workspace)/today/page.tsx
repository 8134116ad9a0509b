import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { viewTeamToday } from '@/lib/usecases/view-team-today'
import { ViewToday, viewToday } from '@/lib/usecases/view-today'
import { RouteOfDay } from './route-of-day'
import { TeamToday } from './team-today'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('today')
  return { title: t('title') }
}

type Search = Promise<{ territory?: string; date?: string }>

/** The own route of the day; for those with several territories, how the day stands in each. */
export default async function TodayPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const { territory, date } = await searchParams
  const { territoryIds } = actor
  const only = territoryIds !== 'all' && territoryIds.length === 1 ? territoryIds[0] : undefined
  const wanted = ViewToday.partial().safeParse({
    territoryId: territory === undefined ? only : Number(territory),
    date,
  })
  if (!wanted.success) notFound()
  const { territoryId, ...rest } = wanted.data
  if (territoryId === undefined) return <TeamToday team={await viewTeamToday(actor)} />
  const view = await viewToday(actor, { territoryId, ...rest })
  if (!view.ok) notFound()
  return <RouteOfDay key={`${territoryId} ${view.value.date}`} view={view.value} />
}
