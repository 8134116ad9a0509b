import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NoRules } from '@/app/(workspace)/rules/no-rules'
import { ReadOnly } from '@/app/(workspace)/rules/read-only'
import { requireActor } from '@/lib/auth/session'
import { viewDivision } from '@/lib/usecases/divide/view-division'
import { DivisionScreen } from './division-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules.divide'))('title') }
}

type Props = { searchParams: Promise<{ unit?: string | string[] }> }

export default async function DividePage({ searchParams }: Props) {
  const { unit } = await searchParams
  const unitId = Number(unit)
  const view = await viewDivision(await requireActor(), partOf(unit, unitId))
  if (!view.ok) return view.error.code === 'forbidden' ? <ReadOnly /> : <NoRules />
  return <DivisionScreen key={`${view.value.unitId} ${view.value.stamp}`} view={view.value} />
}

/** `all` is everything within reach; without a choice the product opens with a part that is not too large. */
function partOf(unit: string | string[] | undefined, unitId: number): number | null | undefined {
  if (unit === 'all') return null
  return Number.isSafeInteger(unitId) && unitId > 0 ? unitId : undefined
}
