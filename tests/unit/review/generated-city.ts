/** A generated city as the review sees it, month by month, without a database between. */
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { type Demonstration, generateDemonstration } from '@/lib/domain/demonstration/generate'
import type { ShopFact } from '@/lib/domain/demonstration/shops'
import { seededRandom } from '@/lib/domain/random'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { addSales, emptySales, type SalesTable } from '@/lib/domain/review/sales-table'
import type { Panel, PanelCell, ShopSeries, ZoneMonth } from '@/lib/domain/review/zone-month'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'

export const TODAY = '2026-11-23'
export const LAST_MONTH: IsoMonth = '2026-10'
const HISTORY = 25
const FORMAT_MIX = [
  'convenience',
  'grocery',
  'grocery',
  'tobacco-alcohol',
  'supermarket',
  ...BUSINESS_FORMATS,
]

/** Shops in a grid of trade areas, each of some two dozen. */
export function someFacts(zones: number, shopsOf: (zone: number) => number): ShopFact[] {
  const random = seededRandom(11)
  const facts: ShopFact[] = []
  for (let zone = 0; zone < zones; zone++) {
    for (let k = 0; k < shopsOf(zone); k++) {
      facts.push({
        index: facts.length,
        format: FORMAT_MIX[random.int(FORMAT_MIX.length)] as ShopFact['format'],
        position: [-56.3 + 0.02 * (zone % 8) + 0.01 * random.next(), -34.95 + 0.02 * (zone >> 3)],
        tradeAreaId: zone + 1,
        tradeArea: `Area ${zone + 1}`,
        tradeAreaType: TRADE_AREA_TYPES[zone % TRADE_AREA_TYPES.length]!,
        territoryIndex: zone % 8,
      })
    }
  }
  return facts
}

export function generateCity(facts: readonly ShopFact[], seed: number): Demonstration {
  return generateDemonstration({
    seed,
    shops: facts,
    territories: 8,
    today: TODAY,
    calendar: uruguayCalendar({ from: 2023, to: 2028 }),
    rules: DEFAULT_SERVICE_RULES,
    orders: { months: 36, volumeFactor: 1, assortment: 'typical' },
    language: 'es',
    mayClose: true,
  })
}

export type ReviewedCity = {
  readonly zones: ReadonlyMap<number, ZoneMonth>
  readonly shops: ReadonlyMap<number, readonly ShopSeries[]>
}

/** As `readZones` of the use case would have it for one month. */
export function zonesOf(demo: Demonstration, month: IsoMonth = LAST_MONTH): ReviewedCity {
  const months = Array.from({ length: HISTORY }, (_, k) => addMonths(month, k - HISTORY + 1))
  const products = demo.products.map((product) => ({
    id: product.index + 1,
    nameEn: product.nameEn,
    nameZh: product.nameZh,
    brand: { id: product.brandIndex + 1, ...demo.brands[product.brandIndex]! },
    priceClass: demo.priceClasses[product.classIndex]!,
    priceFen: product.priceFen,
    packUnits: product.packUnits,
    scarce: product.scarce,
  }))
  const areaOf = new Map(demo.shops.map(({ index, tradeAreaId }) => [index, tradeAreaId ?? 0]))
  const tables = new Map<number, SalesTable>()
  const city = emptySales(products.length, HISTORY)
  const series = new Map(
    demo.shops.map((shop) => [
      shop.index,
      {
        retailerId: shop.index + 1,
        name: `Shop ${shop.index + 1}`,
        openedOn: shop.openedOn,
        closedOn: shop.closedOn,
        need: Array.from({ length: HISTORY }, () => 0),
        lines: [] as { product: number; need: number; ordered: number; delivered: number }[],
      },
    ]),
  )
  for (const block of demo.orders()) {
    const column = months.indexOf(block.month)
    if (column < 0) continue
    for (let k = 0; k < block.count; k++) {
      const shop = block.retailerIndexes[k]!
      const product = block.productIndexes[k]!
      const area = areaOf.get(shop)!
      const table = tables.get(area) ?? emptySales(products.length, HISTORY)
      tables.set(area, table)
      const cell = product * HISTORY + column
      const [need, ordered, delivered] = [block.need[k]!, block.ordered[k]!, block.delivered[k]!]
      table.need[cell]! += need
      table.ordered[cell]! += ordered
      table.delivered[cell]! += delivered
      table.lines[cell]! += 1
      table.linesFilled[cell]! += delivered >= need ? 1 : 0
      table.linesEmpty[cell]! += delivered === 0 ? 1 : 0
      const one = series.get(shop)!
      one.need[column]! += need
      if (column === HISTORY - 1) one.lines.push({ product, need, ordered, delivered })
    }
  }
  for (const table of tables.values()) addSales(city, table)

  const sold = (shop: number, product: number) =>
    series.get(shop)!.lines.find((line) => line.product === product)?.delivered ?? 0
  const panelOf = (isIn: (shop: number) => boolean): Panel => {
    const cells = new Map<string, { -readonly [K in keyof PanelCell]: PanelCell[K] }>()
    const members = new Set<number>()
    for (const row of demo.panel) {
      const column = months.indexOf(row.month)
      if (column < 0 || !isIn(row.retailerIndex)) continue
      members.add(row.retailerIndex)
      const key = `${row.productIndex}|${column}`
      const cell = cells.get(key) ?? {
        product: row.productIndex,
        month: column,
        prices: 0,
        priceSum: 0,
        counts: 0,
        stockUnits: 0,
        soldUnits: 0,
      }
      const price = row.priceFen / demo.products[row.productIndex]!.priceFen
      cell.prices += 1
      cell.priceSum += price
      cell.counts += 1
      cell.stockUnits += row.stockUnits
      cell.soldUnits += sold(row.retailerIndex, row.productIndex)
      cells.set(key, cell)
    }
    return { cells: [...cells.values()], shops: members.size }
  }
  const cityPanel = panelOf(() => true)
  const shops = new Map<number, ShopSeries[]>()
  for (const { index } of demo.shops) {
    const area = areaOf.get(index)!
    shops.set(area, [...(shops.get(area) ?? []), series.get(index)!])
  }
  const zones = new Map(
    [...tables].map(([id, sales]) => {
      const members = demo.shops.filter(({ tradeAreaId }) => tradeAreaId === id)
      const changed = (of: 'openedOn' | 'closedOn') =>
        members.flatMap((shop) => {
          const on = shop[of]
          return on !== null && monthOf(on) === month
            ? [{ retailerId: shop.index + 1, name: `Shop ${shop.index + 1}`, format: shop.format, on }]
            : []
        })
      const zone: ZoneMonth = {
        area: { id, name: `Area ${id}`, typeCode: members[0]?.tradeAreaType ?? null, areaM2: 500_000 },
        months,
        products,
        sales,
        city,
        shops: {
          open: members.length,
          formats: [],
          tierGroups: [],
          untiered: 0,
          classes: ['A', 'B', 'C'].map((serviceClass) => ({
            serviceClass,
            count: members.filter((shop) => shop.serviceClass === serviceClass).length,
          })),
          opened: changed('openedOn'),
          closed: changed('closedOn'),
          changedFormat: [],
          typeChange: null,
        },
        people: null,
        competition: null,
        panel: panelOf((shop) => areaOf.get(shop) === id),
        typePanel: cityPanel,
        cityPanel,
        events: demo.events
          .filter(({ tradeAreaId }) => tradeAreaId === null || tradeAreaId === id)
          .map((event, k) => ({ id: k + 1, note: '', isCity: event.tradeAreaId === null, ...event })),
        forecastNext: null,
        forecastNow: null,
        cityForecastRatio: null,
        visits: null,
        cityCoverage: null,
      }
      return [id, zone] as const
    }),
  )
  return { zones, shops }
}
