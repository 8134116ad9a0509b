/**
 * Stock counts and retail prices that a sample of shops reported at the end of a month.
 *
 * The panel (信息采集样本) is 5 % of the shops of each trade-area type, at least five, or all where there are fewer; and at
 * least three in every trade area of twelve shops or more, so that each can be told from its kind. Stock is 0.9 months of
 * sales, 0.4 less or more with the market's pressure; the price is the guide price, up to 5 % above or below with the
 * pressure, scarce products 2 % dearer still, in steps of half a yuan. A story changes both by its own terms.
 *
 * Units   whole units, fen.
 */
import { type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { between, shuffled, streamOf } from './draws'
import { monthFactor, type NeedModel } from './need'
import { pressureOf } from './pressure'
import type { DemonstrationShop } from './shops'
import type { Story } from './stories'

export type PanelRow = {
  readonly retailerIndex: number
  readonly productIndex: number
  readonly month: IsoMonth
  readonly stockUnits: number
  readonly priceFen: number
}

const PANEL_SHARE = 0.05
const PANEL_MIN = 5
const AREA_MIN = 3
const AREA_SHOPS = 12
const STOCK_MONTHS = 0.9
const STOCK_PRESSURE = 0.4
const PRICE_PRESSURE = 0.05
const PRICE_SCARCE = 0.02
const PRICE_STEP_FEN = 50

export function generatePanel(
  seed: number,
  { shops, products, base }: NeedModel,
  months: readonly IsoMonth[],
  stories: readonly Story[],
): PanelRow[] {
  const rows = panelRows(seed, shops)
  return months.flatMap((month) => {
    const factors = products.map((product) => monthFactor(product, month))
    const storyOf = new Map(
      stories.filter((story) => story.month === month).map((story) => [story.tradeAreaId, story]),
    )
    return rows.flatMap((row) => {
      const shop = shops[row]!
      if (!isOpenAtEndOf(month, shop)) return []
      const story = storyOf.get(shop.tradeAreaId ?? 0)
      const pressure = pressureOf(seed, shop.tradeAreaType)
      const random = streamOf(seed, 'panel', shop.index, month)
      return products.flatMap((product, column) => {
        const mean = base[row * products.length + column]!
        if (mean === 0) return []
        const stockMonths = (STOCK_MONTHS - STOCK_PRESSURE * pressure) * between(random, 0.6, 1.4)
        const usual = PRICE_PRESSURE * pressure + (product.scarce ? PRICE_SCARCE : 0)
        const told = story?.priceChange[product.classIndex] ?? 0
        const markUp = (told === 0 ? usual : told) + between(random, -0.015, 0.015)
        return {
          retailerIndex: shop.index,
          productIndex: column,
          month,
          stockUnits: Math.round(mean * factors[column]! * stockMonths * (story?.stockFactor ?? 1)),
          priceFen: Math.round((product.priceFen * (1 + markUp)) / PRICE_STEP_FEN) * PRICE_STEP_FEN,
        }
      })
    })
  })
}

function isOpenAtEndOf(month: IsoMonth, { openedOn, closedOn }: DemonstrationShop): boolean {
  return monthOf(openedOn) <= month && (closedOn === null || monthOf(closedOn) > month)
}

/** Rows of the shops in the panel, drawn within each trade-area type, then in the areas that have too few of them. */
function panelRows(seed: number, shops: readonly DemonstrationShop[]): number[] {
  const byType = Map.groupBy(shops.keys(), (row) => shops[row]!.tradeAreaType)
  const panel = new Set(
    [...byType].flatMap(([type, rows]) => {
      const size = Math.max(PANEL_MIN, Math.round(rows.length * PANEL_SHARE))
      const order = shuffled(streamOf(seed, 'panel', type ?? ''), rows.length)
      return order.slice(0, size).map((k) => rows[k]!)
    }),
  )
  const byArea = Map.groupBy(shops.keys(), (row) => shops[row]!.tradeAreaId)
  for (const [tradeAreaId, rows] of byArea) {
    if (tradeAreaId === null || rows.length < AREA_SHOPS) continue
    const others = rows.filter((row) => !panel.has(row))
    const missing = AREA_MIN - (rows.length - others.length)
    const order = shuffled(streamOf(seed, 'panel', tradeAreaId), others.length)
    for (const k of order.slice(0, Math.max(0, missing))) panel.add(others[k]!)
  }
  return [...panel].toSorted((a, b) => a - b)
}
