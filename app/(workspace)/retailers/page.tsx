import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { can } from '@/lib/domain/actor'
import { listRetailers } from '@/lib/usecases/list-retailers'
import { queryOf, type Search } from './list-query'
import { ListScreen } from './list-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('sections.retailers') }
}

export default async function RetailersPage({ searchParams }: { searchParams: Promise<Search> }) {
  const actor = await requireActor()
  const query = queryOf(await searchParams)
  const list = await listRetailers(actor, query)
  if (!list.ok) notFound()
  return <ListScreen list={list.value} query={query} mayAdd={can(actor, 'edit-retailers', query.territory)} />
}
