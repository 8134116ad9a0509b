/**
 * Stock counts and retail prices that a sample of shops reported at the end of a month.
 *
 * The panel (信息采集样本) is 5 % of the shops of each trade-area type, at least five, or all where there are fewer. Stock
 * is 0.9 months of sales, 0.4 less or more with the market's pressure; the price is the guide price, up to 5 % above or
 * below with the pressure, scarce products 2 % dearer still, in steps of half a yuan.
 *
 * Units   whole units, fen.
 */
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { between, shuffled, streamOf } from './draws'
import { monthFactor, type NeedModel } from './need'
import { pressureOf } from './pressure'
import type { DemonstrationShop } from './shops'

export type PanelRow = {
  readonly retailerIndex: number
  readonly productIndex: number
  readonly month: IsoMonth
  readonly stockUnits: number
  readonly priceFen: number
}

const PANEL_SHARE = 0.05
const PANEL_MIN = 5
const STOCK_MONTHS = 0.9
const STOCK_PRESSURE = 0.4
const PRICE_PRESSURE = 0.05
const PRICE_SCARCE = 0.02
const PRICE_STEP_FEN = 50

export function generatePanel(
  seed: number,
  { shops, products, base }: NeedModel,
  months: readonly IsoMonth[],
): PanelRow[] {
  const rows = panelRows(seed, shops)
  return months.flatMap((month) =>
    rows.flatMap((row) => {
      const shop = shops[row]!
      const pressure = pressureOf(seed, shop.tradeAreaType)
      const random = streamOf(seed, 'panel', shop.index, month)
      return products.flatMap((product, column) => {
        const mean = base[row * products.length + column]!
        if (mean === 0) return []
        const stockMonths = (STOCK_MONTHS - STOCK_PRESSURE * pressure) * between(random, 0.6, 1.4)
        const markUp =
          PRICE_PRESSURE * pressure + (product.scarce ? PRICE_SCARCE : 0) + between(random, -0.015, 0.015)
        return {
          retailerIndex: shop.index,
          productIndex: column,
          month,
          stockUnits: Math.round(mean * monthFactor(product, month) * stockMonths),
          priceFen: Math.round((product.priceFen * (1 + markUp)) / PRICE_STEP_FEN) * PRICE_STEP_FEN,
        }
      })
    }),
  )
}

/** Rows of the shops in the panel, drawn within each trade-area type. */
function panelRows(seed: number, shops: readonly DemonstrationShop[]): number[] {
  const byType = Map.groupBy(shops.keys(), (row) => shops[row]!.tradeAreaType)
  return [...byType]
    .flatMap(([type, rows]) => {
      const size = Math.max(PANEL_MIN, Math.round(rows.length * PANEL_SHARE))
      const order = shuffled(streamOf(seed, 'panel', type ?? ''), rows.length)
      return order.slice(0, size).map((k) => rows[k]!)
    })
    .toSorted((a, b) => a - b)
}
