/**
 * The management cockpit (三率一度): the figures of one month and of the parts that a dimension cuts it into.
 *
 * Shape   a month is one that has ended and has orders; the newest of them if none is asked for. Everything is computed
 *         from what is stored now, also for a month long past. Rows carry the sums, from which the screen works out
 *         whichever figure is chosen, its shortfall and its order.
 */
import { z } from 'zod'
import { type KpiDimensions, listKpiDimensions, type Named } from '@/lib/db/kpi-dimension-repository'
import { findOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import {
  type ForecastMade,
  findSalesDate,
  listForecastMonths,
  listSalesMonths,
  sumForecastErrors,
  sumSales,
} from '@/lib/db/sales-repository'
import { listVisitFigures, type VisitGrouping } from '@/lib/db/visit-figures-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { DIMENSIONS, type Dimension } from '@/lib/domain/kpi/dimension'
import type { PartSums } from '@/lib/domain/kpi/figure'
import { type Comparison, comparisonOf } from '@/lib/domain/kpi/sales-growth'
import type { KpiTargets } from '@/lib/domain/kpi/targets'
import { fail, ok, type Result } from '@/lib/domain/result'
import { sumVisitFigures } from '@/lib/domain/visit/figures'
import { dueTerms } from '@/lib/usecases/list-retailers'
import { organizationToday } from '@/lib/usecases/organization-today'
import { monthsNeeded, partOf, partsByKey } from './cockpit-parts'
import { CockpitQuery, type CockpitScope, type ScopeFailure, scopeOf, unitsBelow } from './cockpit-scope'

export const ViewCockpit = CockpitQuery.extend({ by: z.enum(DIMENSIONS).default('area') })
export type ViewCockpit = z.infer<typeof ViewCockpit>

export type CockpitFailure =
  | ScopeFailure
  /** There are no orders at all, or none of a month that has ended. */
  | { readonly code: 'nothing-loaded' | 'no-orders' | 'no-ended-month' }
  | { readonly code: 'no-such-month'; readonly months: readonly IsoMonth[] }

export type CockpitRow = {
  /** An id or a code as text; empty for what belongs to no such thing. */
  readonly key: string
  readonly name: Named | null
  readonly part: PartSums
}

export type CockpitChoices = Pick<KpiDimensions, 'types' | 'brands' | 'priceClasses'> & {
  readonly orgUnits: KpiDimensions['orgUnits']
  readonly territories: readonly { readonly id: number; readonly name: string }[]
  readonly tradeAreas: readonly { readonly id: number; readonly name: string }[]
  readonly products: readonly (Named & { readonly id: number })[]
}

export type CockpitView = {
  readonly query: ViewCockpit
  readonly month: IsoMonth
  /** Those that can be asked for, ascending. */
  readonly months: readonly IsoMonth[]
  readonly choices: CockpitChoices
  readonly targets: { readonly version: number; readonly values: KpiTargets }
  /** When orders last came in; null if nobody noted it. */
  readonly salesAt: string | null
  /** The forecast that the month is measured by; null if none was made. */
  readonly forecast: ForecastMade | null
  /** Forecasts are of the zones that the chosen territories own. */
  readonly isByOwner: boolean
  readonly comparison: Comparison
  readonly whole: PartSums
  /** The month before, where it has orders. */
  readonly previous: PartSums | null
  readonly rows: readonly CockpitRow[]
}

export async function viewCockpit(
  actor: Actor,
  query: ViewCockpit,
): Promise<Result<CockpitView, CockpitFailure>> {
  if (!can(actor, 'view-kpis')) return fail({ code: 'forbidden' })
  const asked = await readCockpit(actor, query)
  if (!asked.ok) return asked
  const { month, months, scope, dimensions, comparison, forecasts } = asked.value

  const before = addMonths(month, -1)
  const previousMonth = months.includes(before) ? before : null
  const previousComparison = comparisonOf(before, new Set(months))
  const forecast = forecastOf(asked.value)
  const isForecastBefore = forecasts.some((one) => one.month === before)
  const terms = await dueTerms()
  const visitsOf = async (one: IsoMonth) =>
    recorded(await listVisitFigures(scope.visits, monthNumber(one), 'none', terms))
  const wanted = [
    ...monthsNeeded(month, comparison),
    ...(previousMonth ? monthsNeeded(previousMonth, previousComparison) : []),
  ]
  const forecastMonths = [...(forecast ? [month] : []), ...(isForecastBefore ? [before] : [])]
  const [sales, errors, visitsBefore, { rows, visits }, targets, salesAt] = await Promise.all([
    sumSales(scope.sales, [...new Set(wanted)], 'none'),
    sumForecastErrors(scope.forecast, forecastMonths, 'none'),
    previousMonth ? visitsOf(previousMonth) : null,
    rowsOf(asked.value, query, query.by),
    getParameters<KpiTargets>('targets'),
    findSalesDate(),
  ])
  return ok({
    query,
    month,
    months,
    choices: choicesOf(actor, dimensions),
    targets: { version: targets.version, values: targets.values },
    salesAt: salesAt ?? null,
    forecast,
    isByOwner: scope.isByOwner,
    comparison,
    whole: partOf(month, comparison, { sales, errors, isForecast: forecast !== null }, visits),
    previous: previousMonth
      ? partOf(
          previousMonth,
          previousComparison,
          { sales, errors, isForecast: isForecastBefore },
          visitsBefore,
        )
      : null,
    // where nothing of the month's visits is recorded, no part has a figure of them either
    rows: visits ? rows : rows.map((row) => ({ ...row, part: { ...row.part, visits: null } })),
  })
}

/** The same rows by trade area alone, for the map beside another dimension. */
export async function listCockpitAreas(
  actor: Actor,
  query: CockpitQuery,
): Promise<Result<readonly CockpitRow[], CockpitFailure>> {
  if (!can(actor, 'view-kpis')) return fail({ code: 'forbidden' })
  const asked = await readCockpit(actor, query)
  return asked.ok ? ok((await rowsOf(asked.value, query, 'area')).rows) : asked
}

export type CockpitZone = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly part: PartSums
  readonly products: readonly CockpitRow[]
}

/** One trade area of the part that is shown, with its products. */
export async function findCockpitZone(
  actor: Actor,
  query: CockpitQuery,
  id: number,
): Promise<CockpitZone | undefined> {
  if (!can(actor, 'view-kpis')) return undefined
  const asked = await readCockpit(actor, { ...query, area: id })
  if (!asked.ok) return undefined
  const area = asked.value.dimensions.tradeAreas.find((one) => one.id === id)
  if (!area) return undefined
  const within = { ...query, area: id }
  const [
    {
      rows: [whole],
    },
    { rows: products },
  ] = await Promise.all([rowsOf(asked.value, within, 'area'), rowsOf(asked.value, within, 'product')])
  const { code, name, typeCode } = area
  return whole && { id, code, name, typeCode, part: whole.part, products }
}

export function forecastOf({ month, forecasts }: CockpitAsked): ForecastMade | null {
  return forecasts.find((one) => one.month === month) ?? null
}

/** A month of which neither a plan nor a visit is known has no figures of visits, rather than bad ones. */
export function recorded([group]: Visits): Visits[number] | null {
  return group && group.visited + group.planned + group.notDone > 0 ? group : null
}

/** The parts, and the visits of all of them together, which no other statement need count. */
async function rowsOf(
  asked: CockpitAsked,
  query: CockpitQuery,
  by: Dimension,
): Promise<{ rows: CockpitRow[]; visits: Visits[number] | null }> {
  const { month, scope, dimensions, comparison } = asked
  const isForecast = forecastOf(asked) !== null
  const visitsBy = VISITS_BY[by]
  const [sales, errors, visits] = await Promise.all([
    sumSales(scope.sales, monthsNeeded(month, comparison), SALES_BY[by]),
    sumForecastErrors(scope.forecast, isForecast ? [month] : [], FORECAST_BY[by]),
    listVisitFigures(scope.visits, monthNumber(month), visitsBy ?? 'none', await dueTerms()),
  ])
  const { keyOf, nameOf } = keysOf(by, query.org, dimensions)
  const parts = partsByKey(
    month,
    comparison,
    { sales, errors, isForecast },
    visitsBy ? foldVisits(visits, keyOf.visits) : null,
    keyOf,
  )
  return {
    rows: [...parts].map(([key, part]) => ({ key, name: nameOf(key), part })),
    visits: visits.length > 0 ? recorded([{ ...sumVisitFigures(visits), key: null }]) : null,
  }
}

export type CockpitAsked = {
  readonly month: IsoMonth
  readonly months: readonly IsoMonth[]
  readonly scope: CockpitScope
  readonly dimensions: KpiDimensions
  readonly comparison: Comparison
  readonly forecasts: readonly ForecastMade[]
}

/** What every view of the cockpit begins with: which month, and which part of the business. */
export async function readCockpit(
  actor: Actor,
  query: CockpitQuery,
): Promise<Result<CockpitAsked, CockpitFailure>> {
  const [organization, known, dimensions, forecasts] = await Promise.all([
    findOrganization(),
    listSalesMonths(),
    listKpiDimensions(),
    listForecastMonths(),
  ])
  if (!organization) return fail({ code: 'nothing-loaded' })
  const scope = scopeOf(actor, query, dimensions)
  if (!scope.ok) return scope
  if (known.length === 0) return fail({ code: 'no-orders' })
  const present = monthOf(await organizationToday())
  const months = known.filter((one) => one < present)
  const month = query.month ?? months.at(-1)
  if (month === undefined) return fail({ code: 'no-ended-month' })
  if (!months.includes(month)) return fail({ code: 'no-such-month', months })
  const comparison = comparisonOf(month, new Set(months))
  return ok({ month, months, scope: scope.value, dimensions, comparison, forecasts })
}

const SALES_BY = {
  org: 'territory',
  territory: 'territory',
  area: 'trade-area',
  type: 'trade-area',
  brand: 'product',
  class: 'product',
  product: 'product',
} as const satisfies Record<Dimension, string>
const FORECAST_BY = {
  org: 'trade-area',
  territory: 'trade-area',
  area: 'trade-area',
  type: 'trade-area',
  brand: 'product',
  class: 'product',
  product: 'product',
} as const satisfies Record<Dimension, string>
const VISITS_BY: Partial<Record<Dimension, VisitGrouping>> = {
  org: 'org-unit',
  territory: 'territory',
  area: 'trade-area',
  type: 'type',
}

type Visits = Awaited<ReturnType<typeof listVisitFigures>>

/** Groups whose keys are one here, such as the units below a county, taken together. */
function foldVisits(groups: Visits, keyOf: (key: number | string | null) => string) {
  const by = Map.groupBy(groups, ({ key }) => keyOf(key))
  return [...by].map(([key, all]) => ({ ...sumVisitFigures(all), key }))
}

/** Which row a record belongs to, and what the row is called. An org unit's rows are the units below it, and itself. */
function keysOf(by: Dimension, org: number | undefined, dimensions: KpiDimensions) {
  const { territories, tradeAreas, products } = dimensions
  const areas = new Map(tradeAreas.map((area) => [area.id, area]))
  const productOf = new Map(products.map((product) => [product.id, product]))
  const unitOfTerritory = new Map(territories.map(({ id, orgUnitId }) => [id, orgUnitId]))
  const rowOfUnit = by === 'org' ? unitRows(org, dimensions) : new Map<number, string>()
  const ofTerritory = (id: number) =>
    by === 'org' ? (rowOfUnit.get(unitOfTerritory.get(id) ?? 0) ?? '') : textOf(id)
  const ofArea = (id: number) => (by === 'type' ? (areas.get(id)?.typeCode ?? '') : textOf(id))
  const ofProduct = (id: number) => {
    const product = productOf.get(id)
    if (by === 'brand') return textOf(product?.brandId ?? 0)
    return by === 'class' ? (product?.priceClassCode ?? '') : textOf(id)
  }
  const sales = { territory: ofTerritory, 'trade-area': ofArea, product: ofProduct }[SALES_BY[by]]
  const ownerOf = (id: number) => ofTerritory(areas.get(id)?.ownerId ?? 0)
  const errors = by === 'org' || by === 'territory' ? ownerOf : sales
  const visits = (key: number | string | null) =>
    by === 'org' ? (rowOfUnit.get(Number(key ?? 0)) ?? '') : key === null ? '' : String(key)
  const names = namesOf(by, dimensions)
  return { keyOf: { sales, errors, visits }, nameOf: (key: string) => names.get(key) ?? null }
}

/** Each unit by the row that it counts in: the unit below the chosen one that it is or belongs to. */
function unitRows(org: number | undefined, dimensions: KpiDimensions): Map<number, string> {
  const { orgUnits } = dimensions
  const top = org ?? orgUnits.find(({ parentId }) => parentId === null)?.id
  if (top === undefined) return new Map()
  const rows = new Map([[top, String(top)]])
  for (const { id, parentId } of orgUnits) {
    if (parentId === top) for (const unit of unitsBelow(id, dimensions)) rows.set(unit, String(id))
  }
  return rows
}

function namesOf(by: Dimension, dimensions: KpiDimensions): Map<string, Named> {
  const { orgUnits, territories, types, tradeAreas, brands, priceClasses, products } = dimensions
  const plain = ({ id, name }: { id: number; name: string }) =>
    [String(id), { nameEn: name, nameZh: name }] as const
  const byId = ({ id, nameEn, nameZh }: Named & { id: number }) => [String(id), { nameEn, nameZh }] as const
  const byCode = ({ code, nameEn, nameZh }: Named & { code: string }) => [code, { nameEn, nameZh }] as const
  switch (by) {
    case 'org':
      return new Map(orgUnits.map(byId))
    case 'territory':
      return new Map(territories.map(plain))
    case 'area':
      return new Map(tradeAreas.map(plain))
    case 'type':
      return new Map(types.map(byCode))
    case 'brand':
      return new Map(brands.map(byId))
    case 'class':
      return new Map(priceClasses.map(byCode))
    case 'product':
      return new Map(products.map(byId))
  }
}

/** What a person can narrow the cockpit to: of the organisation, only what is within reach. */
function choicesOf({ territoryIds }: Actor, dimensions: KpiDimensions): CockpitChoices {
  const { types, brands, priceClasses, products } = dimensions
  const isWithin = (id: number | null) => territoryIds === 'all' || (id !== null && territoryIds.includes(id))
  const territories = dimensions.territories.filter(({ id }) => isWithin(id))
  const units = new Set(territories.map(({ orgUnitId }) => orgUnitId))
  return {
    types,
    brands,
    priceClasses,
    products: products.map(({ id, nameEn, nameZh }) => ({ id, nameEn, nameZh })),
    orgUnits: dimensions.orgUnits.filter(({ id }) =>
      [...unitsBelow(id, dimensions)].some((unit) => units.has(unit)),
    ),
    territories: territories.map(({ id, name }) => ({ id, name })),
    tradeAreas: dimensions.tradeAreas
      .filter(({ ownerId }) => isWithin(ownerId))
      .map(({ id, name }) => ({ id, name })),
  }
}

function textOf(id: number): string {
  return id === 0 ? '' : String(id)
}
