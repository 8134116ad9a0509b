/**
 * Monthly orders: need, ordered and delivered, in whole units (whole packs), one block a month.
 *
 * Chance: a shop's month is good or bad by up to 15 %, a line by up to 35 %, and the fraction that is left becomes a pack
 * or none. A scarce product is scarce in 45 % of the months and always in the last two: supply then covers 55 % … 90 % of
 * the need. Half of the gap keeps shops from ordering, the other half from being delivered; zones under pressure lose
 * more. Elsewhere one line in a hundred is short by a pack. Always need ≥ ordered ≥ delivered; lines without need are left
 * out.
 *
 * Shape   columns of equal length, ascending by retailer, then product: made for COPY.
 */
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { between, streamOf } from './draws'
import { monthFactor, type NeedModel } from './need'
import { pressureOf } from './pressure'

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

export function* generateOrders(
  seed: number,
  model: NeedModel,
  months: readonly IsoMonth[],
): Generator<OrderBlock, void, undefined> {
  for (const [k, month] of months.entries()) {
    yield ordersOf(seed, model, month, months.length - k)
  }
}

/** `monthsLeft` counts the month itself: 1 for the last. */
function ordersOf(
  seed: number,
  { shops, products, base }: NeedModel,
  month: IsoMonth,
  monthsLeft: number,
): OrderBlock {
  const random = streamOf(seed, 'orders', month)
  const factors = Float64Array.from(products, (product) => monthFactor(product, month))
  const gaps = Float64Array.from(products, ({ scarce, index }) =>
    scarce ? scarcityGap(seed, index, month, monthsLeft <= ALWAYS_SCARCE_MONTHS) : 0,
  )
  const size = shops.length * products.length
  const retailerIndexes = new Uint32Array(size)
  const productIndexes = new Uint8Array(size)
  const need = new Uint32Array(size)
  const ordered = new Uint32Array(size)
  const delivered = new Uint32Array(size)
  let count = 0
  shops.forEach((shop, row) => {
    const shopFactor = between(random, 0.85, 1.15)
    const hardship = 1 + PRESSURE_EFFECT * pressureOf(seed, shop.tradeAreaType)
    const isLapsed = monthsLeft <= shop.lapsedMonths
    for (let column = 0; column < products.length; column++) {
      const mean = base[row * products.length + column]!
      if (mean === 0) continue
      const { packUnits } = products[column]!
      const chance = 0.65 + 0.7 * random.next()
      const packs = Math.floor((mean * factors[column]! * shopFactor * chance) / packUnits + random.next())
      if (packs === 0 || isLapsed) continue

      const gap = Math.min(0.9, gaps[column]! * hardship)
      let orderedPacks = packs
      let deliveredPacks = packs
      if (gap > 0) {
        orderedPacks = Math.min(packs, Math.floor(packs * (1 - gap / 2) + random.next()))
        deliveredPacks = Math.min(
          orderedPacks,
          Math.floor((orderedPacks * (1 - gap)) / (1 - gap / 2) + random.next()),
        )
      } else if (random.next() < SHORT_SHARE) deliveredPacks -= 1
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

/** Part of the need of a scarce product that its supply leaves open in a month. */
function scarcityGap(seed: number, productIndex: number, month: IsoMonth, always: boolean): number {
  const random = streamOf(seed, 'scarcity', productIndex, month)
  return random.next() < SCARCE_SHARE || always ? between(random, 0.1, 0.45) : 0
}
