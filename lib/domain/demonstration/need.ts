/**
 * The need of every shop for every product, before chance: the figure that orders, supplies and stocks hang on.
 *
 * need(shop, product, month) = volume × the product's part of the shop's sales × growth × season × festival × story
 *
 *   part       price-class mix of the format, tilted by the trade-area type, times the product's part of its class,
 *              over the products that the shop carries: best sellers nearly everywhere, others by tier; or all of them
 *   growth     the product's own, −8 % … +15 % a year
 *   season     1 ± 6 %, upper classes highest in December, lower ones in July
 *   festival   up to +45 % in the upper classes for the part of the 20 days before the Spring Festival that falls in the
 *              month, and half of it less for the part of days 7 … 20 after, so that it moves between January and February
 *   story      what stories.ts has planted
 *
 * Units   whole cartons on average a month, as real numbers; months as `2026-11`.
 */
import { addDays, addMonths, type IsoMonth, monthOf, monthStart } from '@/lib/domain/calendar/dates'
import { springFestivalOf } from '@/lib/domain/calendar/spring-festival'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import { streamOf } from './draws'
import type { DemonstrationProduct } from './products'
import type { DemonstrationShop } from './shops'

/** How much the generated orders hold. */
export type DemonstrationOrders = {
  readonly months: number
  /** Multiplies what shops sell. */
  readonly volumeFactor: number
  /** `full`: every shop carries every product. */
  readonly assortment: 'typical' | 'full'
}

export type NeedModel = {
  readonly shops: readonly DemonstrationShop[]
  readonly products: readonly DemonstrationProduct[]
  /** Row a shop, column a product: cartons in a month without growth, season or festival. 0 where it is not carried. */
  readonly base: Float64Array
}

const CLASS_MIX: Readonly<Record<BusinessFormat, readonly number[]>> = {
  mall: [0.22, 0.28, 0.28, 0.14, 0.08],
  supermarket: [0.14, 0.24, 0.32, 0.18, 0.12],
  convenience: [0.12, 0.22, 0.34, 0.2, 0.12],
  'tobacco-alcohol': [0.24, 0.28, 0.26, 0.14, 0.08],
  grocery: [0.06, 0.14, 0.34, 0.26, 0.2],
  entertainment: [0.3, 0.3, 0.22, 0.12, 0.06],
  other: [0.08, 0.16, 0.34, 0.24, 0.18],
}
const AREA_TILT: Readonly<Record<string, readonly number[]>> = {
  commercial: [1.3, 1.2, 1, 0.9, 0.8],
  office: [1.4, 1.2, 1, 0.8, 0.7],
  tourism: [1.3, 1.2, 1, 0.9, 0.9],
  'transport-hub': [1.1, 1.1, 1, 1, 0.9],
  residential: [0.9, 1, 1, 1.05, 1.1],
  campus: [0.6, 0.8, 1.1, 1.2, 1.2],
  industrial: [0.6, 0.8, 1, 1.2, 1.4],
}
const EVEN = [1, 1, 1, 1, 1]
const SEASON = 0.06
const SEASON_PEAK = [12, 12, 10, 7, 7]
const FESTIVAL_LIFT = [0.45, 0.35, 0.25, 0.15, 0.1]
const FESTIVAL_DAYS_BEFORE = 20
const FESTIVAL_AFTER = { from: 7, to: 20 }
/** The month in which growth is 1; what a month holds does not hang on when it is looked at. */
const GROWTH_FROM: IsoMonth = '2024-01'

export function needModel(
  seed: number,
  shops: readonly DemonstrationShop[],
  products: readonly DemonstrationProduct[],
  { volumeFactor, assortment }: Pick<DemonstrationOrders, 'volumeFactor' | 'assortment'>,
): NeedModel {
  const base = new Float64Array(shops.length * products.length)
  shops.forEach((shop, row) => {
    const random = streamOf(seed, 'assortment', shop.index)
    const tilt = AREA_TILT[shop.tradeAreaType ?? ''] ?? EVEN
    let sum = 0
    products.forEach(({ classIndex, classShare }, column) => {
      const carries = random.next() < 0.2 + 1.6 * classShare + (0.3 * shop.tier) / 30
      if (!carries && assortment !== 'full') return
      const part =
        CLASS_MIX[shop.format][classIndex]! * tilt[classIndex]! * classShare * (0.6 + 0.8 * random.next())
      base[row * products.length + column] = part
      sum += part
    })
    for (let column = 0; column < products.length; column++) {
      const cell = row * products.length + column
      if (sum > 0) base[cell] = (base[cell]! / sum) * shop.volume * volumeFactor
    }
  })
  return { shops, products, base }
}

/** Growth × season × festival of a product in a month. */
export function monthFactor({ growth, classIndex }: DemonstrationProduct, month: IsoMonth): number {
  const number = Number(month.slice(5))
  const phase = (2 * Math.PI * (number - SEASON_PEAK[classIndex]!)) / 12
  const lift = FESTIVAL_LIFT[classIndex]!
  const { before, after } = festivalParts(month)
  return (
    (1 + growth) ** (monthsBetween(GROWTH_FROM, month) / 12) *
    (1 + SEASON * Math.cos(phase)) *
    (1 + lift * before - (lift / 2) * after)
  )
}

/** Which parts of the days before and after the Spring Festival fall in a month. */
export function festivalParts(month: IsoMonth): { before: number; after: number } {
  if (Number(month.slice(5)) > 3) return { before: 0, after: 0 }
  const festival = springFestivalOf(Number(month.slice(0, 4)))
  const part = (from: number, to: number) => {
    let days = 0
    for (let day = from; day <= to; day++) if (monthOf(addDays(festival, day)) === month) days += 1
    return days / (to - from + 1)
  }
  return { before: part(-FESTIVAL_DAYS_BEFORE, -1), after: part(FESTIVAL_AFTER.from, FESTIVAL_AFTER.to) }
}

/** What all shops together need of a product in a month. */
export function totalNeed(
  { shops, products, base }: NeedModel,
  productIndex: number,
  month: IsoMonth,
): number {
  let sum = 0
  for (let row = 0; row < shops.length; row++) sum += base[row * products.length + productIndex]!
  return sum * monthFactor(products[productIndex]!, month)
}

/** Months up to and with the last one, ascending. */
export function monthsUpTo(last: IsoMonth, count: number): IsoMonth[] {
  return Array.from({ length: count }, (_, k) => addMonths(last, k - count + 1))
}

function monthsBetween(from: IsoMonth, to: IsoMonth): number {
  const count = (month: IsoMonth) => Number(monthStart(month).slice(0, 4)) * 12 + Number(month.slice(5))
  return count(to) - count(from)
}
