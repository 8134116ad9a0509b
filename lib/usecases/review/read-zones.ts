/**
 * Reads one month of all trade areas as the review looks at them (`ZoneMonth`): a fixed number of statements, whatever the
 * number of areas, shops and orders. Rows of shops are read later, and only where something is found.
 */

import {
  countPanelShops,
  type FormatChangeRow,
  listAreaEvents,
  listDemandCells,
  listFormatChanges,
  listPanel,
  listReviewedAreas,
  listReviewedShops,
  listReviewProducts,
  listShopLines,
  listShopNeed,
  listShopsOfAreas,
  listTypeChanges,
  listZoneForecasts,
  listZoneSales,
  listZoneVisitCounts,
  type PanelRow,
  type ReviewedArea,
  type ReviewedShop,
  type ZoneForecastRow,
} from '@/lib/db/review-evidence-repository'
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { addDays, addMonths, monthStart } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { SERVICE_CLASSES, TIERS_MAX } from '@/lib/domain/retailer/classification'
import { competitionByArea } from '@/lib/domain/review/competition'
import { addSales, emptySales, type SalesTable, totalOf } from '@/lib/domain/review/sales-table'
import type {
  ForecastFigure,
  Panel,
  PanelCell,
  ReviewProduct,
  ShopSeries,
  ZoneMonth,
  ZoneShopFacts,
} from '@/lib/domain/review/zone-month'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'

/** The month and the two years before it. */
const HISTORY_MONTHS = 25
const PANEL_MONTHS = 7
const EVENT_MONTHS = 2
const TIER_GROUP = 5

export type ReadZone = { readonly zone: ZoneMonth; readonly territoryId: number | null }

/** Of all open trade areas, by id; empty where the month has no orders at all. */
export async function readZones(month: IsoMonth, timeZone: string): Promise<ReadZone[]> {
  const months = Array.from({ length: HISTORY_MONTHS }, (_, k) => addMonths(month, k - HISTORY_MONTHS + 1))
  const panelFrom = addMonths(month, 1 - PANEL_MONTHS)
  const [areas, products, sales, shops, formats, types, panel, panelShops, events, next, now, visits, cells] =
    await Promise.all([
      listReviewedAreas(),
      listReviewProducts(),
      listZoneSales(months[0]!, month),
      listReviewedShops(month, timeZone),
      listFormatChanges(month, timeZone),
      listTypeChanges(month, timeZone),
      listPanel(panelFrom, month),
      countPanelShops(month),
      listAreaEvents(
        monthStart(addMonths(month, -EVENT_MONTHS)),
        addDays(monthStart(addMonths(month, EVENT_MONTHS + 1)), -1),
      ),
      listZoneForecasts(addMonths(month, 1)),
      listZoneForecasts(month),
      listZoneVisitCounts(month),
      listDemandCells(),
    ])
  const { tables, city } = tablesOf(sales, products, months)
  if (totalOf(city, 'lines', HISTORY_MONTHS - 1) === 0) return []

  const panels = panelsOf(panel, panelShops, products, months)
  const typeOf = new Map(areas.map(({ id, typeCode }) => [id, typeCode]))
  const cityPanel = mergedPanel([...panels.values()])
  const typePanels = new Map(
    [...new Set(typeOf.values())].map((type) => [
      type,
      mergedPanel([...panels].flatMap(([id, one]) => (typeOf.get(id) === type ? [one] : []))),
    ]),
  )
  const members = Map.groupBy(shops, ({ tradeAreaId }) => tradeAreaId)
  const people = peopleOf(areas, cells)
  const competition = competitionByArea(
    shops.flatMap(({ closedOn, coreM, lng, lat, format, tradeAreaId }) =>
      closedOn === null && coreM !== null
        ? [{ position: [lng, lat] as const, radiusM: coreM, format, tradeAreaId }]
        : [],
    ),
  )
  const visitsOf = new Map(visits.map((row) => [row.tradeAreaId, row]))
  const openCount = shops.filter(
    ({ closedOn, tradeAreaId }) => closedOn === null && tradeAreaId !== null,
  ).length
  const visited = visits.reduce((sum, row) => sum + row.visited, 0)
  const cityUnits = now.reduce((sum, { units }) => sum + units, 0)
  const empty: Panel = { cells: [], shops: 0 }
  return areas.map((area) => {
    const own = members.get(area.id) ?? []
    const facts = shopFacts(area.id, own, month, formats, types)
    const seen = visitsOf.get(area.id)
    const zone: ZoneMonth = {
      area: { id: area.id, name: area.name, typeCode: area.typeCode, areaM2: area.areaM2 },
      months,
      products,
      sales: tables.get(area.id) ?? emptySales(products.length, months.length),
      city,
      shops: facts,
      people: people.get(area.id) ?? null,
      competition: competition.get(area.id) ?? null,
      panel: panels.get(area.id) ?? empty,
      typePanel: typePanels.get(area.typeCode) ?? empty,
      cityPanel,
      events: events
        .filter(({ tradeAreaId }) => tradeAreaId === null || tradeAreaId === area.id)
        .map(({ tradeAreaId, ...event }) => ({ ...event, isCity: tradeAreaId === null })),
      forecastNext: forecastOf(next, area.id, addMonths(month, 1)),
      forecastNow: forecastOf(now, area.id, month),
      cityForecastRatio: cityUnits > 0 ? totalOf(city, 'need', HISTORY_MONTHS - 1) / cityUnits : null,
      visits:
        visits.length === 0
          ? null
          : {
              retailers: facts.open,
              visited: seen?.visited ?? 0,
              done: seen?.done ?? 0,
              notDone: seen?.notDone ?? 0,
            },
      cityCoverage: visits.length > 0 && openCount > 0 ? visited / openCount : null,
    }
    return { zone, territoryId: ownerOf(own) }
  })
}

/** The shops of some areas with their need month by month, and their lines of the month itself. */
export async function readShops(
  zones: readonly ZoneMonth[],
  month: IsoMonth,
  timeZone: string,
): Promise<Map<number, ShopSeries[]>> {
  const [first] = zones
  if (!first) return new Map()
  const { months, products } = first
  const ids = zones.map(({ area }) => area.id)
  const [names, needs, lines] = await Promise.all([
    listShopsOfAreas(ids, timeZone),
    listShopNeed(ids, months[0]!, month),
    listShopLines(ids, month),
  ])
  const column = new Map(months.map((one, k) => [monthNumber(one), k]))
  const row = new Map(products.map(({ id }, k) => [id, k]))
  const needOf = new Map<number, number[]>()
  for (const [, retailerId, at, need] of needs) {
    const series = needOf.get(retailerId) ?? months.map(() => 0)
    series[column.get(at)!] = need
    needOf.set(retailerId, series)
  }
  const linesOf = Map.groupBy(lines, ([retailerId]) => retailerId)
  return Map.groupBy(
    names.flatMap(({ id, ...shop }) => {
      const need = needOf.get(id)
      if (!need) return []
      return {
        ...shop,
        retailerId: id,
        need,
        lines: (linesOf.get(id) ?? []).map(([, productId, lineNeed, ordered, delivered]) => ({
          product: row.get(productId)!,
          need: lineNeed,
          ordered,
          delivered,
        })),
      }
    }),
    ({ tradeAreaId }) => tradeAreaId,
  )
}

function tablesOf(
  rows: Awaited<ReturnType<typeof listZoneSales>>,
  products: readonly ReviewProduct[],
  months: readonly IsoMonth[],
): { tables: Map<number, SalesTable>; city: SalesTable } {
  const row = new Map(products.map(({ id }, k) => [id, k]))
  const column = new Map(months.map((month, k) => [monthNumber(month), k]))
  const tables = new Map<number, SalesTable>()
  for (const [area, productId, month, need, ordered, delivered, lines, filled, empty] of rows) {
    let table = tables.get(area)
    if (!table) {
      table = emptySales(products.length, months.length)
      tables.set(area, table)
    }
    const cell = row.get(productId)! * months.length + column.get(month)!
    table.need[cell] = need
    table.ordered[cell] = ordered
    table.delivered[cell] = delivered
    table.lines[cell] = lines
    table.linesFilled[cell] = filled
    table.linesEmpty[cell] = empty
  }
  const city = emptySales(products.length, months.length)
  for (const table of tables.values()) addSales(city, table)
  return { tables, city }
}

function panelsOf(
  rows: readonly PanelRow[],
  shops: ReadonlyMap<number, number>,
  products: readonly ReviewProduct[],
  months: readonly IsoMonth[],
): Map<number, Panel> {
  const row = new Map(products.map(({ id }, k) => [id, k]))
  const column = new Map(months.map((month, k) => [monthNumber(month), k]))
  const byArea = Map.groupBy(rows, ({ tradeAreaId }) => tradeAreaId)
  return new Map(
    [...byArea].map(([area, own]) => [
      area,
      {
        shops: shops.get(area) ?? 0,
        cells: own.map(({ productId, month, tradeAreaId: _area, ...figures }) => ({
          ...figures,
          product: row.get(productId)!,
          month: column.get(month)!,
        })),
      },
    ]),
  )
}

/** Sums of several panels, product by product and month by month. */
function mergedPanel(panels: readonly Panel[]): Panel {
  const cells = new Map<string, { -readonly [K in keyof PanelCell]: PanelCell[K] }>()
  for (const panel of panels) {
    for (const cell of panel.cells) {
      const key = `${cell.product}|${cell.month}`
      const sum = cells.get(key)
      if (!sum) {
        cells.set(key, { ...cell })
        continue
      }
      sum.prices += cell.prices
      sum.priceSum += cell.priceSum
      sum.counts += cell.counts
      sum.stockUnits += cell.stockUnits
      sum.soldUnits += cell.soldUnits
    }
  }
  return { cells: [...cells.values()], shops: panels.reduce((sum, { shops }) => sum + shops, 0) }
}

function shopFacts(
  areaId: number,
  shops: readonly ReviewedShop[],
  month: IsoMonth,
  formats: readonly FormatChangeRow[],
  types: Awaited<ReturnType<typeof listTypeChanges>>,
): ZoneShopFacts {
  const end = addDays(monthStart(addMonths(month, 1)), -1)
  const isOpen = ({ openedOn, closedOn }: ReviewedShop) =>
    (openedOn === null || openedOn <= end) && (closedOn === null || closedOn > end)
  const open = shops.filter(isOpen)
  const changeIn = (of: 'openedOn' | 'closedOn') =>
    shops.flatMap((shop) => {
      const on = shop[of]
      const { id, name, format } = shop
      return on?.startsWith(month) ? [{ retailerId: id, name, format, on }] : []
    })
  const byFormat = Map.groupBy(open, ({ format }) => format)
  const tiered = open.flatMap(({ tier }) => (tier === null ? [] : [tier]))
  return {
    open: open.length,
    formats: [...byFormat]
      .map(([format, { length }]) => ({ format, count: length }))
      .toSorted((a, b) => b.count - a.count || (a.format < b.format ? -1 : 1)),
    tierGroups: Array.from({ length: TIERS_MAX / TIER_GROUP }, (_, k) => {
      const [from, to] = [k * TIER_GROUP + 1, (k + 1) * TIER_GROUP]
      return { from, to, count: tiered.filter((tier) => tier >= from && tier <= to).length }
    }),
    untiered: open.length - tiered.length,
    classes: SERVICE_CLASSES.map((serviceClass) => ({
      serviceClass,
      count: open.filter((shop) => shop.serviceClass === serviceClass).length,
    })),
    opened: changeIn('openedOn'),
    closed: changeIn('closedOn'),
    changedFormat: formats
      .filter(({ tradeAreaId }) => tradeAreaId === areaId)
      .map(({ tradeAreaId: _area, ...change }) => change),
    typeChange: types.find(({ tradeAreaId }) => tradeAreaId === areaId) ?? null,
  }
}

/** The territory with most of the open shops. */
function ownerOf(shops: readonly ReviewedShop[]): number | null {
  const owned = shops.filter(({ territoryId, closedOn }) => territoryId !== null && closedOn === null)
  const sizes = [...Map.groupBy(owned, ({ territoryId }) => territoryId)]
  return sizes.toSorted((a, b) => b[1].length - a[1].length || a[0]! - b[0]!)[0]?.[0] ?? null
}

/** House numbers weigh one each; where any cell weighs more, the weights are people. */
function peopleOf(
  areas: readonly ReviewedArea[],
  cells: Awaited<ReturnType<typeof listDemandCells>>,
): Map<number, NonNullable<ZoneMonth['people']>> {
  if (cells.length === 0) return new Map()
  const of = cells.every(([, , weight]) => weight === 1) ? 'addresses' : 'people'
  const places = assignRetailers(
    cells.map(([lng, lat]) => [lng, lat] as const),
    areas.map(({ geometry }) => geometry),
  )
  const counts = areas.map(() => 0)
  places.forEach((place, k) => {
    if (place !== null) counts[place]! += cells[k]![2]
  })
  return new Map(areas.map(({ id }, k) => [id, { count: Math.round(counts[k]!), of }]))
}

function forecastOf(
  rows: readonly ZoneForecastRow[],
  areaId: number,
  month: IsoMonth,
): ForecastFigure | null {
  const found = rows.find(({ tradeAreaId }) => tradeAreaId === areaId)
  return found ? { month, units: found.units, low95: found.low95, high95: found.high95 } : null
}
