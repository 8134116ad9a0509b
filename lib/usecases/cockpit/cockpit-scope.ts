/**
 * Which part of the business the cockpit is asked about, within what a person may see.
 *
 * Shape   the parts of a query combine: a territory and a brand are that brand in that territory. Forecasts are made for
 *         zones and know no territory: of a territory or an org unit count the zones that it owns, which are those of
 *         whose open retailers it has most.
 */
import { z } from 'zod'
import type { FigureScope } from '@/lib/db/figure-scope'
import type { KpiDimensions } from '@/lib/db/kpi-dimension-repository'
import { idsOf } from '@/lib/db/reach'
import type { SalesFilter } from '@/lib/db/sales-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'

const ID = z.coerce.number<string | number>().int().positive().max(0x7fffffff)
const CODE = z.string().min(1).max(60)

export const CockpitQuery = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  org: ID.optional(),
  territory: ID.optional(),
  type: CODE.optional(),
  area: ID.optional(),
  brand: ID.optional(),
  class: CODE.optional(),
  product: ID.optional(),
})
export type CockpitQuery = z.infer<typeof CockpitQuery>

export type CockpitScope = {
  readonly sales: SalesFilter
  readonly forecast: Omit<SalesFilter, 'territoryIds'>
  readonly visits: FigureScope
  /** Forecasts are of the zones that a territory owns. */
  readonly isByOwner: boolean
}

export type ScopeFailure = { readonly code: 'forbidden' | 'not-found' }

export function scopeOf(
  actor: Actor,
  query: CockpitQuery,
  dimensions: KpiDimensions,
): Result<CockpitScope, ScopeFailure> {
  if (!can(actor, 'view-kpis', query.territory)) return fail({ code: 'forbidden' })
  if (!isKnown(query, dimensions)) return fail({ code: 'not-found' })

  const territoryIds = territoriesOf(actor, query, dimensions)
  if (territoryIds?.length === 0) return fail({ code: 'forbidden' })
  const tradeAreaIds = areasOf(query, dimensions)
  const productIds = productsOf(query, dimensions)
  const owned = territoryIds && ownedBy(territoryIds, dimensions)
  return ok({
    sales: { territoryIds, tradeAreaIds, productIds },
    forecast: { tradeAreaIds: bothOf(tradeAreaIds, owned), productIds },
    visits: {
      reach: actor.territoryIds,
      orgUnitId: query.org,
      territoryId: query.territory,
      tradeAreaId: query.area,
      typeCode: query.type,
    },
    isByOwner: territoryIds !== null,
  })
}

/** The unit with all units below it. */
export function unitsBelow(orgUnitId: number, { orgUnits }: Pick<KpiDimensions, 'orgUnits'>): Set<number> {
  const below = new Set([orgUnitId])
  for (let size = 0; size !== below.size; ) {
    size = below.size
    for (const { id, parentId } of orgUnits) if (parentId !== null && below.has(parentId)) below.add(id)
  }
  return below
}

function isKnown(query: CockpitQuery, dimensions: KpiDimensions): boolean {
  const { orgUnits, territories, types, tradeAreas, brands, priceClasses, products } = dimensions
  return (
    has(orgUnits, query.org, ({ id }) => id) &&
    has(territories, query.territory, ({ id }) => id) &&
    has(types, query.type, ({ code }) => code) &&
    has(tradeAreas, query.area, ({ id }) => id) &&
    has(brands, query.brand, ({ id }) => id) &&
    has(priceClasses, query.class, ({ code }) => code) &&
    has(products, query.product, ({ id }) => id)
  )
}

/** Nothing is wanted, or a record has it. */
function has<T>(records: readonly T[], wanted: unknown, of: (record: T) => unknown): boolean {
  return wanted === undefined || records.some((record) => of(record) === wanted)
}

function territoriesOf(
  { territoryIds: reach }: Actor,
  { org, territory }: CockpitQuery,
  dimensions: KpiDimensions,
): readonly number[] | null {
  if (org === undefined && territory === undefined) return idsOf(reach)
  const units = org === undefined ? null : unitsBelow(org, dimensions)
  return dimensions.territories
    .filter(
      ({ id, orgUnitId }) =>
        (reach === 'all' || reach.includes(id)) &&
        (territory === undefined || id === territory) &&
        (units === null || units.has(orgUnitId)),
    )
    .map(({ id }) => id)
}

function areasOf({ area, type }: CockpitQuery, { tradeAreas }: KpiDimensions): readonly number[] | null {
  if (area === undefined && type === undefined) return null
  return tradeAreas
    .filter(
      ({ id, typeCode }) => (area === undefined || id === area) && (type === undefined || typeCode === type),
    )
    .map(({ id }) => id)
}

function productsOf(query: CockpitQuery, { products }: KpiDimensions): readonly number[] | null {
  if (query.brand === undefined && query.class === undefined && query.product === undefined) return null
  return products
    .filter(
      ({ id, brandId, priceClassCode }) =>
        (query.brand === undefined || brandId === query.brand) &&
        (query.class === undefined || priceClassCode === query.class) &&
        (query.product === undefined || id === query.product),
    )
    .map(({ id }) => id)
}

function ownedBy(territoryIds: readonly number[], { tradeAreas }: KpiDimensions): readonly number[] {
  const within = new Set(territoryIds)
  return tradeAreas.filter(({ ownerId }) => ownerId !== null && within.has(ownerId)).map(({ id }) => id)
}

function bothOf(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  if (a === null || b === null) return a ?? b
  const within = new Set(b)
  return a.filter((id) => within.has(id))
}
