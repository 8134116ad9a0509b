/**
 * A trade area's month in figures: who is in it, what it buys, how it compares with the city and with its own past.
 *
 * Units   units of goods, fen; shares, rates and changes 0 … 1; HHI 0 … 1 (1: one brand has all).
 * Shape   `lastMonth`, `mean6` and `lastYear` are null where the records do not reach; stored with the review as it was.
 * Source  location quotient (e_ij/e_j)/(e_i/e), HHI Σs²; market state by price index and stock-to-sales ratio.
 */
import {
  type AllocationParameters,
  type MarketState,
  marketState,
} from '@/lib/domain/allocation/zone-suggestion'
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import { priceWeights } from './detect-market'
import type { LocalName } from './evidence'
import { priceIndexOf, stockToSalesOf } from './panel-figures'
import type { ReviewParameters } from './review-parameters'
import { type Quantity, seriesOf, totalOf, unitsOf } from './sales-table'
import { mean, ratio, sum } from './statistics'
import type { AreaEvent, ForecastFigure, VisitFigures, ZoneMonth, ZoneShopFacts } from './zone-month'

export type Figure = {
  readonly now: number | null
  readonly lastMonth: number | null
  /** Mean of the six months before. */
  readonly mean6: number | null
  readonly lastYear: number | null
}

export type PriceClassFigure = LocalName & {
  readonly code: string
  readonly need: number
  readonly delivered: number
  readonly lastMonth: number
  readonly share: number | null
  readonly cityShare: number | null
}

export type BrandFigure = LocalName & {
  readonly key: boolean
  readonly delivered: number
  readonly lastMonth: number
  readonly share: number | null
  readonly cityShare: number | null
  /** Hidden with few order lines. */
  readonly quotient: number | null
}

export type MarketFigures = {
  readonly stockToSales: number | null
  readonly priceIndex: number | null
  readonly state: MarketState | null
  /** `type`: of all trade areas of its type, since nobody was asked or counted here. */
  readonly of: 'zone' | 'type' | null
  readonly cityStockToSales: number | null
  readonly cityPriceIndex: number | null
  readonly shops: number
}

export type ReviewProfile = {
  readonly area: { readonly name: string; readonly typeCode: string | null; readonly areaM2: number }
  readonly shops: ZoneShopFacts
  readonly trade: Readonly<
    Record<'need' | 'ordered' | 'delivered' | 'valueFen' | 'fillRate' | 'cityShare', Figure>
  >
  /** Change of the whole city's need against last month and last year. */
  readonly cityNeed: Figure
  readonly cityFillRate: Figure
  readonly lines: number
  readonly priceClasses: readonly PriceClassFigure[]
  readonly brands: readonly BrandFigure[]
  readonly brandHhi: number | null
  readonly cityBrandHhi: number | null
  readonly people: ZoneMonth['people']
  readonly unitsPerHundredPeople: number | null
  readonly competition: ZoneMonth['competition']
  readonly market: MarketFigures
  readonly visits: VisitFigures | null
  readonly events: readonly AreaEvent[]
  readonly forecast: ForecastFigure | null
  readonly forecastOfMonth: (ForecastFigure & { readonly actual: number }) | null
  readonly history: {
    readonly months: readonly IsoMonth[]
    readonly need: readonly number[]
    readonly delivered: readonly number[]
    readonly cityShare: readonly (number | null)[]
  }
}

export function profileOf(
  zone: ZoneMonth,
  parameters: ReviewParameters,
  allocation: AllocationParameters,
): ReviewProfile {
  const { sales, city, months, products, shops, people, area } = zone
  const last = months.length - 1
  const series = (quantity: Quantity) => seriesOf(sales, quantity)
  const need = series('need')
  const delivered = series('delivered')
  const cityNeed = seriesOf(city, 'need')
  const cityDelivered = seriesOf(city, 'delivered')
  const value = months.map((_, month) =>
    sum(products.map(({ priceFen }, product) => priceFen * unitsOf(sales, 'delivered', product, month))),
  )
  const rates = (part: readonly number[], whole: readonly number[]) =>
    part.map((units, k) => ratio(units, whole[k]!))
  const deliveredNow = delivered[last]!
  return {
    area: { name: area.name, typeCode: area.typeCode, areaM2: area.areaM2 },
    shops,
    trade: {
      need: figureOf(months, need),
      ordered: figureOf(months, series('ordered')),
      delivered: figureOf(months, delivered),
      valueFen: figureOf(months, value),
      fillRate: figureOf(months, rates(delivered, need)),
      cityShare: figureOf(months, rates(need, cityNeed)),
    },
    cityNeed: figureOf(months, cityNeed),
    cityFillRate: figureOf(months, rates(cityDelivered, cityNeed)),
    lines: totalOf(sales, 'lines', last),
    priceClasses: priceClassFigures(zone),
    brands: brandFigures(zone, parameters),
    brandHhi: brandHhi(zone, sales),
    cityBrandHhi: brandHhi(zone, city),
    people,
    unitsPerHundredPeople: people && people.count > 0 ? (100 * deliveredNow) / people.count : null,
    competition: zone.competition,
    market: marketFigures(zone, allocation),
    visits: zone.visits,
    events: zone.events,
    forecast: zone.forecastNext,
    forecastOfMonth: zone.forecastNow && { ...zone.forecastNow, actual: need[last]! },
    history: { months, need, delivered, cityShare: rates(need, cityNeed) },
  }
}

/** The month, and what it is compared with. Months without any record count as unknown. */
function figureOf(months: readonly IsoMonth[], values: readonly (number | null)[]): Figure {
  const last = months.length - 1
  const at = (month: IsoMonth) => values[months.indexOf(month)] ?? null
  const month = months[last]!
  const before = values.slice(Math.max(0, last - 6), last).filter((value) => value !== null)
  return {
    now: values[last] ?? null,
    lastMonth: at(addMonths(month, -1)),
    mean6: mean(before),
    lastYear: at(addMonths(month, -12)),
  }
}

/** How much more or less than before, as a part of it; null where there is nothing to compare. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1
}

function priceClassFigures({ products, sales, city, months }: ZoneMonth): PriceClassFigure[] {
  const last = months.length - 1
  const classes = [...new Map(products.map(({ priceClass }) => [priceClass.code, priceClass])).values()]
  const [all, cityAll] = [totalOf(sales, 'delivered', last), totalOf(city, 'delivered', last)]
  return classes
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, nameEn, nameZh }) => {
      const isIn = (product: number) => products[product]!.priceClass.code === code
      const delivered = seriesOf(sales, 'delivered', isIn)
      return {
        code,
        nameEn,
        nameZh,
        need: seriesOf(sales, 'need', isIn)[last]!,
        delivered: delivered[last]!,
        lastMonth: delivered[last - 1] ?? 0,
        share: ratio(delivered[last]!, all),
        cityShare: ratio(seriesOf(city, 'delivered', isIn)[last]!, cityAll),
      }
    })
}

function brandFigures(zone: ZoneMonth, { quotientLinesMin }: ReviewParameters): BrandFigure[] {
  const { products, sales, city, months } = zone
  const last = months.length - 1
  const brands = [...new Map(products.map(({ brand }) => [brand.id, brand])).values()]
  const [all, cityAll] = [totalOf(sales, 'delivered', last), totalOf(city, 'delivered', last)]
  const isQuoted = totalOf(sales, 'lines', last) >= quotientLinesMin
  return brands
    .map(({ id, nameEn, nameZh, key }) => {
      const isIn = (product: number) => products[product]!.brand.id === id
      const delivered = seriesOf(sales, 'delivered', isIn)
      const share = ratio(delivered[last]!, all)
      const cityShare = ratio(seriesOf(city, 'delivered', isIn)[last]!, cityAll)
      return {
        nameEn,
        nameZh,
        key,
        delivered: delivered[last]!,
        lastMonth: delivered[last - 1] ?? 0,
        share,
        cityShare,
        quotient: isQuoted && share !== null && cityShare ? share / cityShare : null,
      }
    })
    .toSorted((a, b) => b.delivered - a.delivered)
}

function brandHhi({ products, months }: ZoneMonth, table: ZoneMonth['sales']): number | null {
  const last = months.length - 1
  const byBrand = new Map<number, number>()
  products.forEach(({ brand }, product) => {
    byBrand.set(brand.id, (byBrand.get(brand.id) ?? 0) + unitsOf(table, 'delivered', product, last))
  })
  const all = sum(byBrand.values())
  return all > 0 ? sum([...byBrand.values()].map((units) => (units / all) ** 2)) : null
}

function marketFigures(zone: ZoneMonth, allocation: AllocationParameters): MarketFigures {
  const last = zone.months.length - 1
  const weights = priceWeights(zone)
  const own = { stock: stockToSalesOf(zone.panel, last), price: priceIndexOf(zone.panel, last, weights) }
  const isOwn = own.stock !== null && own.price !== null
  const panel = isOwn ? zone.panel : zone.typePanel
  const stock = isOwn ? own.stock : stockToSalesOf(panel, last)
  const price = isOwn ? own.price : priceIndexOf(panel, last, weights)
  const cityStock = stockToSalesOf(zone.cityPanel, last)?.months ?? null
  return {
    stockToSales: stock?.months ?? null,
    priceIndex: price?.index ?? null,
    state: marketState(
      { isr: stock?.months ?? null, priceIndex: price?.index ?? null },
      cityStock ?? 1,
      allocation,
    ),
    of: stock === null && price === null ? null : isOwn ? 'zone' : 'type',
    cityStockToSales: cityStock,
    cityPriceIndex: priceIndexOf(zone.cityPanel, last, weights)?.index ?? null,
    shops: panel.shops,
  }
}
