/**
 * Monthly orders: need, ordered and delivered, in whole units (whole packs), one block a month.
 *
 * Chance: a shop's month is good or bad by up to 15 %, a line by up to 35 %, and the fraction that is left becomes a pack
 * or none. A scarce product is scarce in 45 % of the months and always in the last two: supply then covers 55 % … 90 % of
 * the need. Half of the gap keeps shops from ordering, the other half from being delivered; zones under pressure lose
 * more. A story's stock-out is such a gap too. Elsewhere one line in a hundred is short by a pack. Always
 * need ≥ ordered ≥ delivered; lines without need are left out.
 *
 * A shop orders from the month in which it opens to the one in which it closes, and half as much in these two. Every shop
 * and month has a stream of its own with as many draws a line, so that a story moves no other shop.
 *
 * Shape   columns of equal length, ascending by retailer, then product: made for COPY.
 */
import { type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { between, streamOf } from './draws'
import { monthFactor, type NeedModel } from './need'
import { pressureOf } from './pressure'
import type { DemonstrationShop } from './shops'
import { needFactorsOf, type Story, stockOutIn } from './stories'

export type OrderBlock = {
  readonly month: IsoMonth
  readonly count: number
  /** `index` of the retailer. */
  readonly retailerIndexes: Uint32Array
  readonly productIndexes: Uint8Array
  readonly need: Uint32Array
  readonly ordered: Uint32Array
  readonly delivered: Uint32Array
}

const SCARCE_SHARE = 0.45
const ALWAYS_SCARCE_MONTHS = 2
const SHORT_SHARE = 0.01
const PRESSURE_EFFECT = 0.35
const GAP_MAX = 0.9
/** Of the usual in the months of opening and closing. */
const PART_MONTH = 0.5

export function* generateOrders(
  seed: number,
  model: NeedModel,
  months: readonly IsoMonth[],
  stories: readonly Story[],
): Generator<OrderBlock, void, undefined> {
  for (const [k, month] of months.entries()) {
    yield ordersOf(seed, model, month, months.length - k, stories)
  }
}

/** `monthsLeft` counts the month itself: 1 for the last. */
function ordersOf(
  seed: number,
  { shops, products, base }: NeedModel,
  month: IsoMonth,
  monthsLeft: number,
  stories: readonly Story[],
): OrderBlock {
  const factors = Float64Array.from(products, (product) => monthFactor(product, month))
  const needFactors = needFactorsOf(stories, month)
  const stockOut = stockOutIn(stories, month, products)
  const gaps = Float64Array.from(products, ({ scarce, index }) =>
    scarce ? scarcityGap(seed, index, month, monthsLeft <= ALWAYS_SCARCE_MONTHS) : 0,
  )
  const pressures = new Map<string | null, number>()
  const size = shops.length * products.length
  const retailerIndexes = new Uint32Array(size)
  const productIndexes = new Uint8Array(size)
  const need = new Uint32Array(size)
  const ordered = new Uint32Array(size)
  const delivered = new Uint32Array(size)
  let count = 0
  shops.forEach((shop, row) => {
    const part = partOfMonth(shop, month)
    if (part === 0 || monthsLeft <= shop.lapsedMonths) return

    const random = streamOf(seed, 'orders', month, shop.index)
    const shopFactor = part * between(random, 0.85, 1.15)
    const pressure = pressures.get(shop.tradeAreaType) ?? pressureOf(seed, shop.tradeAreaType)
    pressures.set(shop.tradeAreaType, pressure)
    const hardship = 1 + PRESSURE_EFFECT * pressure
    // a newcomer's story is that it opened; the loss is that of the others
    const isNew = part < 1
    const storyFactors = isNew ? undefined : needFactors.get(shop.tradeAreaId ?? 0)
    const isThere = shop.tradeAreaId === stockOut?.tradeAreaId
    const missing = isThere ? stockOut?.there : stockOut?.elsewhere
    for (let column = 0; column < products.length; column++) {
      const mean = base[row * products.length + column]!
      if (mean === 0) continue
      const { packUnits, classIndex } = products[column]!
      const chance = 0.65 + 0.7 * random.next()
      const rounding = random.next()
      const first = random.next()
      const second = random.next()
      const expected = mean * factors[column]! * shopFactor * chance * (storyFactors?.[classIndex] ?? 1)
      const packs = Math.floor(expected / packUnits + rounding)
      if (packs === 0) continue

      const gap = Math.min(GAP_MAX, missing?.[column] || gaps[column]! * hardship)
      let orderedPacks = packs
      let deliveredPacks = packs
      if (gap > 0) {
        orderedPacks = Math.min(packs, Math.floor(packs * (1 - gap / 2) + first))
        deliveredPacks = Math.min(
          orderedPacks,
          Math.floor((orderedPacks * (1 - gap)) / (1 - gap / 2) + second),
        )
      } else if (first < SHORT_SHARE) deliveredPacks -= 1
      retailerIndexes[count] = shop.index
      productIndexes[count] = column
      need[count] = packs * packUnits
      ordered[count] = orderedPacks * packUnits
      delivered[count] = deliveredPacks * packUnits
      count += 1
    }
  })
  return {
    month,
    count,
    retailerIndexes: retailerIndexes.slice(0, count),
    productIndexes: productIndexes.slice(0, count),
    need: need.slice(0, count),
    ordered: ordered.slice(0, count),
    delivered: delivered.slice(0, count),
  }
}

function partOfMonth({ openedOn, closedOn }: DemonstrationShop, month: IsoMonth): number {
  const opened = monthOf(openedOn)
  if (month < opened || (closedOn !== null && month > monthOf(closedOn))) return 0
  return month === opened || (closedOn !== null && month === monthOf(closedOn)) ? PART_MONTH : 1
}

/** Part of the need of a scarce product that its supply leaves open in a month. */
function scarcityGap(seed: number, productIndex: number, month: IsoMonth, always: boolean): number {
  const random = streamOf(seed, 'scarcity', productIndex, month)
  return random.next() < SCARCE_SHARE || always ? between(random, 0.1, 0.45) : 0
}
