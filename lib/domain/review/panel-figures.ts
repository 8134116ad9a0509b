/**
 * Price index and stock-to-sales ratio of a place from its sampled shops.
 *
 * The index is Σ w·(price ÷ guide price) ÷ Σ w over the products priced, weighted by what the city was delivered of each
 * (YC/T 455.3, Laspeyres); the ratio is what the shops held ÷ what the same shops sell a month.
 *
 * Units   price index 1 = the guide price; ratio in months of sales; `error` is the standard error of the index.
 * Shape   null where nobody asked or counted.
 */
import type { Panel, PanelCell } from './zone-month'

export type PriceFigure = { readonly index: number; readonly error: number; readonly rows: number }

export function priceIndexOf(
  { cells }: Panel,
  month: number,
  weights: readonly number[],
  isWanted: (product: number) => boolean = () => true,
): PriceFigure | null {
  let [weighted, weight, variance, rows] = [0, 0, 0, 0]
  for (const cell of cells) {
    if (cell.month !== month || cell.prices === 0 || !isWanted(cell.product)) continue
    const w = Math.max(weights[cell.product]!, 1)
    weighted += (w * cell.priceSum) / cell.prices
    weight += w
    variance += w * w * (PRICE_DEVIATION ** 2 / cell.prices)
    rows += cell.prices
  }
  return weight > 0 ? { index: weighted / weight, error: Math.sqrt(variance) / weight, rows } : null
}

/** How far one shop's price of one product lies off, where nothing has happened. */
const PRICE_DEVIATION = 0.02

export type StockFigure = { readonly months: number; readonly rows: number }

export function stockToSalesOf({ cells }: Panel, month: number): StockFigure | null {
  const counted = cells.filter((cell) => cell.month === month && cell.counts > 0)
  const sum = (of: (cell: PanelCell) => number) => counted.reduce((total, cell) => total + of(cell), 0)
  const sold = sum(({ soldUnits }) => soldUnits)
  return sold > 0
    ? { months: sum(({ stockUnits }) => stockUnits) / sold, rows: sum(({ counts }) => counts) }
    : null
}
