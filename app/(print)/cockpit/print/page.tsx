import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { queryOf, type Search } from '@/app/(workspace)/cockpit/cockpit-query'
import { requireActor } from '@/lib/auth/session'
import { FIGURES } from '@/lib/domain/kpi/figure'
import { nameScope } from '@/lib/usecases/cockpit/name-scope'
import { viewCockpit } from '@/lib/usecases/cockpit/view-cockpit'
import { viewCockpitTrend, viewVisitTrend } from '@/lib/usecases/cockpit/view-cockpit-trend'
import { viewWorkspace } from '@/lib/usecases/view-workspace'
import { CockpitSheet } from './cockpit-sheet'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cockpit'))('title') }
}

/** The cockpit of a month for paper: its figures, the trend of the chosen one, and what costs it. */
export default async function PrintPage({ searchParams }: { searchParams: Promise<Search> }) {
  const actor = await requireActor()
  const search = await searchParams
  const query = queryOf(search)
  const view = await viewCockpit(actor, query)
  if (!view.ok) notFound()
  const [trend, visitTrend, scope, { organization }] = await Promise.all([
    viewCockpitTrend(actor, query),
    viewVisitTrend(actor, query),
    nameScope(actor, query),
    viewWorkspace(actor),
  ])
  if (!trend.ok || !visitTrend.ok || !organization) notFound()
  return (
    <CockpitSheet
      view={view.value}
      figure={FIGURES.find((one) => one === search.figure) ?? 'fill-rate'}
      trend={trend.value}
      visitTrend={visitTrend.value}
      scope={scope}
      organization={organization}
    />
  )
}
