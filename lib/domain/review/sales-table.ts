/**
 * What a place needed, ordered and got: one number a product and month.
 *
 * Shape   row a product, column a month, ascending: index = product × months + month. A *month* here is its column.
 */
import { sum } from './statistics'

export const QUANTITIES = ['need', 'ordered', 'delivered', 'lines', 'linesFilled', 'linesEmpty'] as const
export type Quantity = (typeof QUANTITIES)[number]

export type SalesTable = { readonly months: number; readonly products: number } & Readonly<
  Record<Quantity, Float64Array>
>

export function emptySales(products: number, months: number): SalesTable {
  const column = () => new Float64Array(products * months)
  return {
    months,
    products,
    need: column(),
    ordered: column(),
    delivered: column(),
    lines: column(),
    linesFilled: column(),
    linesEmpty: column(),
  }
}

export function addSales(into: SalesTable, from: SalesTable): void {
  for (const quantity of QUANTITIES) {
    const [target, source] = [into[quantity], from[quantity]]
    for (let k = 0; k < target.length; k++) target[k]! += source[k]!
  }
}

/** Month by month over some products; all of them without a choice. */
export function seriesOf(
  table: SalesTable,
  quantity: Quantity,
  isWanted: (product: number) => boolean = () => true,
): number[] {
  const values = Array.from({ length: table.months }, () => 0)
  for (let product = 0; product < table.products; product++) {
    if (!isWanted(product)) continue
    for (let month = 0; month < table.months; month++) {
      values[month]! += table[quantity][product * table.months + month]!
    }
  }
  return values
}

export function unitsOf(table: SalesTable, quantity: Quantity, product: number, month: number): number {
  return table[quantity][product * table.months + month]!
}

export function totalOf(table: SalesTable, quantity: Quantity, month: number): number {
  return sum(Array.from({ length: table.products }, (_, product) => unitsOf(table, quantity, product, month)))
}
