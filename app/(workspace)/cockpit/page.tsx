import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { can } from '@/lib/domain/actor'
import { findCockpitZone, listCockpitAreas, viewCockpit } from '@/lib/usecases/cockpit/view-cockpit'
import { viewCockpitTrend, viewVisitTrend } from '@/lib/usecases/cockpit/view-cockpit-trend'
import { queryOf, type Search } from './cockpit-query'
import { CockpitScreen } from './cockpit-screen'
import { NothingToShow } from './nothing-to-show'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('sections.cockpit') }
}

/** The month's figures; trends and the map's areas follow while these are being read. */
export default async function CockpitPage({ searchParams }: { searchParams: Promise<Search> }) {
  const actor = await requireActor()
  const search = await searchParams
  const query = queryOf(search)
  const zoneId = Number(search.zone)
  const [view, zone] = await Promise.all([
    viewCockpit(actor, query),
    Number.isInteger(zoneId) && zoneId > 0 ? findCockpitZone(actor, query, zoneId) : undefined,
  ])
  if (!view.ok) {
    if (view.error.code === 'forbidden' || view.error.code === 'not-found') notFound()
    return <NothingToShow failure={view.error} mayImport={can(actor, 'import')} />
  }
  const trend = viewCockpitTrend(actor, query).then((months) => (months.ok ? months.value : []))
  const visitTrend = viewVisitTrend(actor, query).then((months) => (months.ok ? months.value : []))
  const areas =
    query.by === 'area'
      ? Promise.resolve(view.value.rows)
      : listCockpitAreas(actor, query).then((rows) => (rows.ok ? rows.value : []))
  return (
    <CockpitScreen
      view={view.value}
      zone={zone ?? null}
      trend={trend}
      visitTrend={visitTrend}
      areas={areas}
    />
  )
}
