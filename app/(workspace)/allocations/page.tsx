import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { ViewAllocation, viewAllocation } from '@/lib/usecases/view-allocation'
import { viewAllocationOverview } from '@/lib/usecases/view-allocation-overview'
import { Overview } from './overview'
import { OwnScreen } from './own-screen'
import { Studio } from './studio'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('allocation')
  return { title: t('title') }
}

type Search = Promise<{ month?: string; product?: string; run?: string }>

/** One scarce product in one month; without a product, those of the month. */
export default async function AllocationsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const { month, product, run } = await searchParams
  if (product === undefined) {
    const asked = ViewAllocation.shape.month.optional().safeParse(month)
    if (!asked.success) notFound()
    return <Overview overview={await viewAllocationOverview(actor, asked.data)} />
  }
  const wanted = ViewAllocation.safeParse({ month, product, run })
  if (!wanted.success) notFound()
  const view = await viewAllocation(actor, wanted.data)
  if (!view.ok) notFound()
  const key = `${product} ${month}`
  return view.value.scope === 'own' ? (
    <OwnScreen key={key} view={view.value} />
  ) : (
    <Studio key={key} view={view.value} />
  )
}
