import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { queryOf, type Search } from '@/app/(workspace)/cockpit/cockpit-query'
import { NothingToShow } from '@/app/(workspace)/cockpit/nothing-to-show'
import { requireActor } from '@/lib/auth/session'
import { can } from '@/lib/domain/actor'
import { ListCockpitRows, listCockpitRows } from '@/lib/usecases/cockpit/list-cockpit-rows'
import { nameScope } from '@/lib/usecases/cockpit/name-scope'
import { RowsScreen } from './rows-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cockpit'))('rows.title') }
}

/** What lies behind a figure: product by trade area, or the order lines themselves. */
export default async function RowsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const actor = await requireActor()
  const search = await searchParams
  const { by: _by, ...scope } = queryOf(search)
  const wanted = ListCockpitRows.safeParse({
    ...scope,
    figure: search.figure,
    level: search.level,
    all: search.all,
    after: search.after,
  })
  if (!wanted.success) notFound()
  const [rows, named] = await Promise.all([listCockpitRows(actor, wanted.data), nameScope(actor, scope)])
  if (!rows.ok) {
    if (rows.error.code === 'forbidden' || rows.error.code === 'not-found') notFound()
    return <NothingToShow failure={rows.error} mayImport={can(actor, 'import')} />
  }
  const { figure, level, all } = wanted.data
  return <RowsScreen rows={rows.value} query={{ ...scope, figure, level, all }} scope={named} />
}
