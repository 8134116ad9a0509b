/** The part of the business that is asked about, by its names, in the order of the screen's choices. */
import { listKpiDimensions, type Named } from '@/lib/db/kpi-dimension-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { Dimension } from '@/lib/domain/kpi/dimension'
import type { CockpitQuery } from './cockpit-scope'

export type NamedScope = readonly (Named & { readonly dimension: Dimension })[]

export async function nameScope(actor: Actor, query: CockpitQuery): Promise<NamedScope> {
  if (!can(actor, 'view-kpis', query.territory)) return []
  const { orgUnits, territories, types, tradeAreas, brands, priceClasses, products } =
    await listKpiDimensions()
  const plain = (one: { name: string } | undefined) => one && { nameEn: one.name, nameZh: one.name }
  const found: readonly (readonly [Dimension, Named | undefined])[] = [
    ['org', orgUnits.find(({ id }) => id === query.org)],
    ['territory', plain(territories.find(({ id }) => id === query.territory))],
    ['type', types.find(({ code }) => code === query.type)],
    ['area', plain(tradeAreas.find(({ id }) => id === query.area))],
    ['brand', brands.find(({ id }) => id === query.brand)],
    ['class', priceClasses.find(({ code }) => code === query.class)],
    ['product', products.find(({ id }) => id === query.product)],
  ]
  return found.flatMap(([dimension, named]) =>
    named ? [{ dimension, nameEn: named.nameEn, nameZh: named.nameZh }] : [],
  )
}
