import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { requireActor } from '@/lib/auth/session'
import { ViewRetailer, viewRetailer } from '@/lib/usecases/view-retailer'
import { RetailerScreen } from './retailer-screen'

type Params = Promise<{ id: string }>

const find = cache(async (id: string) => {
  const asked = ViewRetailer.safeParse({ id: Number(id) })
  if (!asked.success) return undefined
  const view = await viewRetailer(await requireActor(), asked.data)
  return view.ok ? view.value : undefined
})

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const view = await find((await params).id)
  return { title: view?.retailer.name ?? (await getTranslations('common'))('sections.retailers') }
}

export default async function RetailerPage({ params }: { params: Params }) {
  const view = await find((await params).id)
  if (!view) notFound()
  return <RetailerScreen key={view.retailer.id} view={view} />
}
