import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { ViewForecast, viewForecast } from '@/lib/usecases/view-forecast'
import { ForecastScreen } from './forecast-screen'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('forecast')
  return { title: t('title') }
}

type Search = Promise<{ class?: string; product?: string; area?: string }>

/** The forecast of need: the whole, a price class, a product, or a product in one trade area. */
export default async function ForecastsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const wanted = ViewForecast.safeParse(await searchParams)
  if (!wanted.success) notFound()
  const view = await viewForecast(actor, wanted.data)
  if (!view.ok) notFound()
  return <ForecastScreen view={view.value} wanted={wanted.data} />
}
