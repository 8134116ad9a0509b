/**
 * Lines of orders as columns: 28 bytes a line, where an object would take two hundred.
 *
 * Shape   `retailer` and `product` are places in the lists of codes; `month` is year × 100 + month; quantities are whole
 *         units; `row` is the row of the file. Lines stand in the order of the file.
 */
export const ORDER_COLUMNS = ['row', 'retailer', 'product', 'month', 'need', 'ordered', 'delivered'] as const
export type OrderColumn = (typeof ORDER_COLUMNS)[number]

export type OrderLines = Readonly<Record<OrderColumn, Uint32Array<ArrayBuffer>>> & {
  readonly length: number
  readonly retailerCodes: readonly string[]
  readonly productCodes: readonly string[]
}

const FIRST_CAPACITY = 1_024

export const NO_LINES: OrderLines = {
  ...(Object.fromEntries(ORDER_COLUMNS.map((column) => [column, new Uint32Array(0)])) as Record<
    OrderColumn,
    Uint32Array<ArrayBuffer>
  >),
  length: 0,
  retailerCodes: [],
  productCodes: [],
}

/** Grows as lines are added. */
export class OrderLinesBuilder {
  private columns = ORDER_COLUMNS.map(() => new Uint32Array(FIRST_CAPACITY))
  private capacity = FIRST_CAPACITY
  private length = 0

  add(...line: readonly [number, number, number, number, number, number, number]): void {
    if (this.length === this.capacity) this.grow()
    for (let k = 0; k < line.length; k++) this.columns[k]![this.length] = line[k]!
    this.length++
  }

  build(retailerCodes: readonly string[], productCodes: readonly string[]): OrderLines {
    const { length } = this
    const lines = { length, retailerCodes, productCodes, ...NO_LINES_COLUMNS }
    ORDER_COLUMNS.forEach((column, k) => {
      lines[column] = cut(this.columns[k]!, length)
    })
    return lines
  }

  private grow(): void {
    this.capacity *= 2
    // one after the other, so that only one column is there twice
    for (let k = 0; k < this.columns.length; k++) {
      const wider = new Uint32Array(this.capacity)
      wider.set(this.columns[k]!)
      this.columns[k] = wider
    }
  }
}

/** The lines that are wanted. The given ones are overwritten and must not be used any more. */
export function keepLines(lines: OrderLines, isWanted: (k: number) => boolean): OrderLines {
  const { retailerCodes, productCodes } = lines
  const wanted = new Uint8Array(lines.length)
  let length = 0
  for (let k = 0; k < lines.length; k++) {
    if (!isWanted(k)) continue
    wanted[k] = 1
    length++
  }
  if (length === lines.length) return lines
  const kept = { length, retailerCodes, productCodes, ...NO_LINES_COLUMNS }
  for (const column of ORDER_COLUMNS) {
    const values = lines[column]
    let to = 0
    for (let k = 0; k < lines.length; k++) if (wanted[k] === 1) values[to++] = values[k]!
    kept[column] = cut(values, length)
  }
  return kept
}

/**
 * Lines of one retailer, product and month that stand in the file more than once, by the first of each.
 *
 * Cost    O(n): a table of places with open addressing, four to eight bytes a line.
 */
export function findRepeats({ length, retailer, product, month }: OrderLines): Map<number, number[]> {
  const repeats = new Map<number, number[]>()
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, length * 1.5)))
  const table = new Uint32Array(size) // place + 1; 0 is free
  const mask = size - 1
  for (let k = 0; k < length; k++) {
    let slot = hash(retailer[k]!, product[k]!, month[k]!) & mask
    for (;;) {
      const held = table[slot]!
      if (held === 0) {
        table[slot] = k + 1
        break
      }
      const first = held - 1
      if (retailer[first] === retailer[k] && product[first] === product[k] && month[first] === month[k]) {
        const others = repeats.get(first)
        if (others) others.push(k)
        else repeats.set(first, [k])
        break
      }
      slot = (slot + 1) & mask
    }
  }
  return repeats
}

/** The months that occur, in order. */
export function monthsOf({ month }: OrderLines): number[] {
  return [...new Set(month)].sort((a, b) => a - b)
}

const NO_LINES_COLUMNS: Record<OrderColumn, Uint32Array<ArrayBuffer>> = Object.fromEntries(
  ORDER_COLUMNS.map((column) => [column, NO_LINES[column]]),
) as Record<OrderColumn, Uint32Array<ArrayBuffer>>

function cut(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  return column.length === length ? column : column.slice(0, length)
}

/** Multiply and mix, after MurmurHash3 (A. Appleby, public domain). */
function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0xcc9e2d51) ^ Math.imul(b, 0x1b873593) ^ Math.imul(c, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
