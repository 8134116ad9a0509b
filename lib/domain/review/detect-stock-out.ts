/**
 * Did products fail to come: here more than elsewhere, and more than before?
 *
 * For each product the fill rate (delivered ÷ need) is set against what the city's would lead to here: the city's gap times
 * how much more of it the place has borne in the months before. It is news where the rate fell below that by
 * `fillFallMin`, at least `lostUnitsMin` units did not come, and the fall stands clear of what as many packs would scatter
 * by chance.
 */
import type { Evidence, EvidenceTable, LocalName } from './evidence'
import type { Finding } from './finding'
import type { ReviewParameters } from './review-parameters'
import { type SalesTable, seriesOf, unitsOf } from './sales-table'
import { median, ratio, sum } from './statistics'
import type { ShopSeries, ZoneMonth } from './zone-month'

export type ProductShortage = {
  /** Its row in the list of products. */
  readonly product: number
  readonly need: number
  readonly delivered: number
  readonly fillRate: number
  readonly cityFillRate: number
  /** What its own past would have led to, at the city's rate of this month. */
  readonly usualFillRate: number
  readonly lostUnits: number
  readonly shortShops: number
}

export function findShortages(zone: ZoneMonth, parameters: ReviewParameters): ProductShortage[] {
  return zone.products
    .flatMap((_, product) => shortageOf(zone, product, parameters) ?? [])
    .toSorted((a, b) => b.lostUnits - a.lostUnits)
}

function shortageOf(
  { sales, city, months, products }: ZoneMonth,
  product: number,
  { fillFallMin, lostUnitsMin, clearOfNoise, usualMonths }: ReviewParameters,
): ProductShortage | undefined {
  const { packUnits } = products[product]!
  const last = months.length - 1
  const need = unitsOf(sales, 'need', product, last)
  const cityNeed = unitsOf(city, 'need', product, last)
  if (need === 0 || cityNeed === 0) return undefined
  const delivered = unitsOf(sales, 'delivered', product, last)
  const fillRate = delivered / need
  const cityFillRate = unitsOf(city, 'delivered', product, last) / cityNeed
  const usualFillRate =
    1 - Math.min(GAP_MAX, (1 - cityFillRate) * usualHardship(sales, city, product, usualMonths))

  const fall = usualFillRate - fillRate
  const lots = need / packUnits
  const noise = Math.sqrt(Math.max(usualFillRate * (1 - usualFillRate), CHANCE_MIN) / lots)
  const lostUnits = need - delivered
  if (fall < fillFallMin || fall < clearOfNoise * noise || lostUnits < lostUnitsMin) return undefined
  return {
    product,
    need,
    delivered,
    fillRate,
    cityFillRate,
    usualFillRate,
    lostUnits,
    shortShops: unitsOf(sales, 'lines', product, last) - unitsOf(sales, 'linesFilled', product, last),
  }
}

/** How much more than the city a place has missed of a product, where the city missed some: 1.2 is a fifth more. */
function usualHardship(sales: SalesTable, city: SalesTable, product: number, months: number): number {
  const last = sales.months - 1
  const ratios = Array.from({ length: months }, (_, k) => last - 1 - k).flatMap((month) => {
    if (month < 0) return []
    const own = ratio(unitsOf(sales, 'delivered', product, month), unitsOf(sales, 'need', product, month))
    const all = ratio(unitsOf(city, 'delivered', product, month), unitsOf(city, 'need', product, month))
    return own === null || all === null || 1 - all < CITY_GAP_MIN ? [] : [(1 - own) / (1 - all)]
  })
  return Math.min(HARDSHIP_MAX, Math.max(HARDSHIP_MIN, median(ratios) ?? 1))
}

const CITY_GAP_MIN = 0.05
/** A place that used to miss less than the city is no news when it misses as much. */
const HARDSHIP_MIN = 1
const HARDSHIP_MAX = 2
const GAP_MAX = 0.95
/** Even where all had come before, some chance of a short line is taken for usual. */
const CHANCE_MIN = 0.05

export function stockOutFinding(
  zone: ZoneMonth,
  shortages: readonly ProductShortage[],
  shops: readonly ShopSeries[],
): Finding | undefined {
  const [first, second] = shortages
  if (!first) return undefined
  const total = (of: (shortage: ProductShortage) => number) => sum(shortages.map(of))
  const names = (shortage: ProductShortage | undefined): LocalName | null => {
    const product = shortage && zone.products[shortage.product]
    return product ? { nameEn: product.nameEn, nameZh: product.nameZh } : null
  }
  const ids = shortages.map(({ product }) => product)
  const short = shops.filter(({ lines }) =>
    lines.some((line) => ids.includes(line.product) && line.delivered < line.need),
  )
  return {
    code: 'stock-out',
    params: {
      products: shortages.length,
      product: names(first),
      second: names(second),
      scarce: shortages.filter(({ product }) => zone.products[product]!.scarce).length,
      shops: short.length > 0 ? short.length : Math.max(...shortages.map(({ shortShops }) => shortShops)),
      lostUnits: total(({ lostUnits }) => lostUnits),
      fillRate: total(({ delivered }) => delivered) / total(({ need }) => need),
      usualFillRate: total(({ usualFillRate, need }) => usualFillRate * need) / total(({ need }) => need),
      cityFillRate: total(({ cityFillRate, need }) => cityFillRate * need) / total(({ need }) => need),
    },
    evidence: evidenceOf(zone, shortages, short),
  }
}

const ROWS_MAX = 20

function evidenceOf(
  zone: ZoneMonth,
  shortages: readonly ProductShortage[],
  short: readonly ShopSeries[],
): Evidence {
  const ids = new Set(shortages.map(({ product }) => product))
  const lineOf = ({ lines }: ShopSeries) => lines.filter(({ product }) => ids.has(product))
  const missing = (shop: ShopSeries) => sum(lineOf(shop).map(({ need, delivered }) => need - delivered))
  const isIn = (product: number) => ids.has(product)
  const fill = (table: ZoneMonth['sales']) => {
    const [need, delivered] = [seriesOf(table, 'need', isIn), seriesOf(table, 'delivered', isIn)]
    return need.map((units, k) => ratio(delivered[k]!, units))
  }
  const tables: readonly EvidenceTable[] = [
    {
      title: 'by-product',
      columns: [
        { key: 'product', unit: 'text' },
        { key: 'need', unit: 'units' },
        { key: 'delivered', unit: 'units' },
        { key: 'lost', unit: 'units' },
        { key: 'fillRate', unit: 'rate' },
        { key: 'usualFillRate', unit: 'rate' },
        { key: 'cityFillRate', unit: 'rate' },
      ],
      rows: shortages.map(({ product, need, delivered, lostUnits, ...rates }) => [
        { nameEn: zone.products[product]!.nameEn, nameZh: zone.products[product]!.nameZh },
        need,
        delivered,
        lostUnits,
        rates.fillRate,
        rates.usualFillRate,
        rates.cityFillRate,
      ]),
    },
    {
      title: 'by-shop',
      columns: [
        { key: 'retailer', unit: 'text' },
        { key: 'need', unit: 'units' },
        { key: 'ordered', unit: 'units' },
        { key: 'delivered', unit: 'units' },
        { key: 'lost', unit: 'units' },
      ],
      rows: short
        .toSorted((a, b) => missing(b) - missing(a) || a.retailerId - b.retailerId)
        .slice(0, ROWS_MAX)
        .map((shop) => {
          const of = (quantity: 'need' | 'ordered' | 'delivered') =>
            sum(lineOf(shop).map((line) => line[quantity]))
          return [
            { retailerId: shop.retailerId, name: shop.name },
            of('need'),
            of('ordered'),
            of('delivered'),
            missing(shop),
          ]
        }),
    },
  ]
  return {
    tables: tables.filter(({ rows }) => rows.length > 0),
    chart: {
      months: zone.months,
      unit: 'rate',
      series: [
        { key: 'fill-zone', values: fill(zone.sales) },
        { key: 'fill-city', values: fill(zone.city) },
      ],
    },
  }
}
