/**
 * Checks a list of orders (need, ordered, delivered by retailer, product and month), one record after the other, as it
 * is read: nothing is kept of a row but its numbers.
 *
 * Units   whole units.
 * Shape   see OrdersCheck. Whether a code is known, and whose the retailer is, is asked of the database afterwards.
 *         The rules are those of docs/import.md.
 */
import { monthOfNumber } from '@/lib/domain/calendar/month-number'
import { excerpt, hasInvisible, isScientific, readText } from './cell-text'
import { type Columns, canonicalName, type FieldName, matchColumns } from './columns'
import { FaultList } from './fault-list'
import {
  type CheckOptions,
  type ImportAsk,
  type ImportFault,
  type ImportFindings,
  type OrdersCheck,
  refuseFile,
} from './import-check'
import type { ImportCode } from './import-code'
import type { ImportLimits } from './limits'
import { findRepeats, keepLines, NO_LINES, type OrderLines, OrderLinesBuilder } from './order-lines'
import { readMonth } from './read-month'

export type OrdersContext = CheckOptions & { readonly limits: ImportLimits }

const QUANTITY_MAX = 1_000_000
/** A month this many years ago is a slip of the pen. */
const YEARS_MAX = 10
const NEEDED = ['retailer', 'product', 'month', 'need', 'ordered', 'delivered'] as const
type OrderField = (typeof NEEDED)[number]
const PREVIEW_ROWS = 10
const LISTED_COLUMNS = 200
const OTHERS_NAMED = 5
/** A file has a handful of ways to write its months; a hostile one is not remembered. */
const MONTHS_REMEMBERED = 10_000

export class OrderSheet {
  private readonly headers: readonly string[]
  private readonly columns: Columns
  private readonly context: OrdersContext
  private readonly errors: FaultList
  private readonly warnings: FaultList
  private readonly preview: { row: number; cells: string[] }[] = []
  private readonly previewed: readonly number[]
  private readonly lines = new OrderLinesBuilder()
  private readonly retailers: CodeBook
  private readonly products: CodeBook
  private readonly months = new Map<string, number>()
  private readonly monthFrom: number
  private readonly monthTo: number

  /** The sheet of a file with these headers, or its refusal. */
  static open(
    headers: readonly string[],
    context: OrdersContext,
  ): { sheet: OrderSheet } | { refused: OrdersCheck } {
    const columns = matchColumns(headers, 'orders', { mapping: context.mapping ?? {} })
    if (!columns.ok)
      return { refused: refuseOrders(columns.error, { shape: 'table', headers: listed(headers) }) }
    const sheet = new OrderSheet(headers, columns.value, context)
    const missing = NEEDED.find((field) => !columns.value.byField.has(field))
    if (!missing) return { sheet }
    const code = missing === 'need' ? 'NEED_MISSING' : 'HEADER_MISSING'
    return {
      refused: refuseOrders({ row: null, column: canonicalName('orders', missing), code }, sheet.known()),
    }
  }

  private constructor(headers: readonly string[], columns: Columns, context: OrdersContext) {
    this.headers = headers
    this.columns = columns
    this.context = context
    this.errors = new FaultList(context.limits.listed)
    this.warnings = new FaultList(context.limits.listed)
    this.previewed = [...new Set([...columns.byField.values()].flat())].sort((a, b) => a - b)
    const readCode = (field: 'retailer' | 'product') =>
      new CodeBook((text, row) => this.readCode(field, text, row))
    this.retailers = readCode('retailer')
    this.products = readCode('product')
    const { thisMonth } = context
    this.monthFrom = thisMonth === undefined ? 0 : thisMonth - YEARS_MAX * 100
    this.monthTo = thisMonth ?? Number.POSITIVE_INFINITY
  }

  add(row: number, cells: readonly string[]): void {
    if (this.preview.length < PREVIEW_ROWS) {
      this.preview.push({ row, cells: this.previewed.map((column) => excerpt(cells[column] ?? '')) })
    }
    if (!this.hasAllCells(row, cells)) return
    const retailer = this.retailers.find(this.cellOf('retailer', cells), row)
    const product = this.products.find(this.cellOf('product', cells), row)
    const month = this.monthOf(this.cellOf('month', cells), row)
    const need = this.quantityOf('need', cells, row)
    const ordered = this.quantityOf('ordered', cells, row)
    const delivered = this.quantityOf('delivered', cells, row)
    if (retailer < 0 || product < 0 || month < 0 || need < 0 || ordered < 0 || delivered < 0) return
    this.lines.add(row, retailer, product, month, need, ordered, delivered)
  }

  conclude(): OrdersCheck {
    const lines = this.withoutRepeats(this.lines.build(this.retailers.codes, this.products.codes))
    const asks = [
      ...this.askWhere(lines, 'ORDERED_OVER_NEED', lines.ordered, lines.need),
      ...this.askWhere(lines, 'DELIVERED_OVER_ORDERED', lines.delivered, lines.ordered),
    ]
    const { errors, warnings } = this
    return {
      ...this.known(),
      outcome: errors.total > 0 ? 'reject_rows' : asks.length > 0 ? 'ask' : 'accept',
      lines,
      errors: errors.list(),
      errorsTotal: errors.total,
      warnings: warnings.list(),
      warningsTotal: warnings.total,
      asks,
      encoding: null,
      encodingFound: null,
      datum: null,
    }
  }

  private known() {
    return {
      shape: 'table' as const,
      headers: listed(this.headers),
      ignoredColumns: this.columns.ignored.slice(0, LISTED_COLUMNS),
      mapping: this.columns.mapping,
      preview: {
        headers: this.previewed.map((column) => excerpt(this.headers[column] ?? '')),
        rows: this.preview,
        positions: [],
      },
    }
  }

  /** Empty cells at the end of a row are no fault. */
  private hasAllCells(row: number, cells: readonly string[]): boolean {
    const expected = this.headers.length
    if (cells.length === expected) return true
    if (cells.length > expected && cells.slice(expected).every((cell) => cell.trim() === '')) return true
    this.errors.add({ row, column: null, code: 'COLUMN_COUNT', params: { expected, found: cells.length } })
    return false
  }

  private cellOf(field: OrderField, cells: readonly string[]): string {
    const columns = this.columns.byField.get(field)!
    if (columns.length === 1) return cells[columns[0]!]!
    return columns.map((column) => cells[column]!.trim()).join(' ')
  }

  private readCode(field: 'retailer' | 'product', cell: string, row: number): string | undefined {
    const read = readText(cell, this.context.limits.code)
    if (!read.ok) return this.fault(row, field, read.code, cell, { limit: this.context.limits.code })
    if (read.text === '') return this.fault(row, field, 'REQUIRED')
    if (isScientific(read.text)) return this.fault(row, field, 'SCIENTIFIC_NOTATION', cell)
    if (hasInvisible(read.text)) {
      this.warnings.add({ row, column: this.headerOf(field), code: 'INVISIBLE_CHAR', value: excerpt(cell) })
    }
    return read.text
  }

  private monthOf(cell: string, row: number): number {
    let month = this.months.get(cell)
    if (month === undefined) {
      month = readMonth(cell) ?? -1
      if (this.months.size < MONTHS_REMEMBERED) this.months.set(detached(cell), month)
    }
    if (month < 0) {
      this.fault(row, 'month', cell.trim() === '' ? 'REQUIRED' : 'MONTH', cell)
      return -1
    }
    if (month >= this.monthFrom && month <= this.monthTo) return month
    const [from, to] = [monthOfNumber(this.monthFrom), monthOfNumber(this.monthTo)]
    this.fault(row, 'month', 'MONTH_RANGE', cell, { from, to })
    return -1
  }

  private quantityOf(field: 'need' | 'ordered' | 'delivered', cells: readonly string[], row: number): number {
    const cell = this.cellOf(field, cells)
    const quantity = readQuantity(cell)
    if (quantity < 0) {
      const isEmpty = cell.trim() === ''
      if (isEmpty) this.fault(row, field, 'REQUIRED')
      else this.fault(row, field, 'QUANTITY', cell, { to: QUANTITY_MAX })
    }
    return quantity
  }

  private withoutRepeats(lines: OrderLines): OrderLines {
    const repeats = findRepeats(lines)
    if (repeats.size === 0) return lines
    const isRepeated = new Uint8Array(lines.length)
    for (const [first, others] of repeats) {
      const group = [first, ...others]
      const value = [
        lines.retailerCodes[lines.retailer[first]!],
        lines.productCodes[lines.product[first]!],
        monthOfNumber(lines.month[first]!),
      ].join(' · ')
      for (const [k, line] of group.entries()) {
        isRepeated[line] = 1
        // those around it: the first ones are named to all
        const named = group.slice(0, OTHERS_NAMED + 1).filter((_, other) => other !== k)
        const rows = named.slice(0, OTHERS_NAMED).map((other) => lines.row[other])
        const row = lines.row[line]!
        this.fault(row, 'retailer', 'DUPLICATE_LINE', value, { others: rows.join(', ') })
      }
    }
    return keepLines(lines, (k) => isRepeated[k] === 0)
  }

  private askWhere(
    { length, row }: OrderLines,
    code: ImportCode,
    more: Uint32Array,
    less: Uint32Array,
  ): ImportAsk[] {
    const rows: number[] = []
    let rowsTotal = 0
    for (let k = 0; k < length; k++) {
      if (more[k]! <= less[k]!) continue
      rowsTotal++
      if (rows.length < this.context.limits.listed) rows.push(row[k]!)
    }
    return rowsTotal > 0 ? [{ code, rows, rowsTotal, params: {} }] : []
  }

  private headerOf(field: FieldName): string {
    return this.headers[this.columns.byField.get(field)?.[0] ?? -1] ?? canonicalName('orders', field)
  }

  private fault(
    row: number,
    field: OrderField,
    code: ImportCode,
    value?: string,
    params?: Record<string, string | number>,
  ): undefined {
    const { errors } = this
    const isListed = !errors.isFull
    errors.add({
      row,
      column: isListed ? this.headerOf(field) : null,
      code,
      ...(isListed && value !== undefined ? { value: excerpt(value) } : {}),
      ...(isListed && params ? { params } : {}),
    })
    return undefined
  }
}

export function refuseOrders(fault: ImportFault, known: Partial<ImportFindings> = {}): OrdersCheck {
  const { rows: _, ...refused } = refuseFile(fault, known)
  return { ...refused, lines: NO_LINES }
}

/** The different codes of a column, each read and kept once. */
class CodeBook {
  readonly codes: string[] = []
  private readonly read: (cell: string, row: number) => string | undefined
  private readonly byCell = new Map<string, number>()
  private readonly byCode = new Map<string, number>()

  constructor(read: (cell: string, row: number) => string | undefined) {
    this.read = read
  }

  /** Its place; −1, with the fault noted, where it is no code. */
  find(cell: string, row: number): number {
    const known = this.byCell.get(cell)
    if (known !== undefined) return known
    const code = this.read(cell, row)
    if (code === undefined) return -1
    let place = this.byCode.get(code)
    if (place === undefined) {
      const kept = detached(code)
      place = this.codes.push(kept) - 1
      this.byCode.set(kept, place)
    }
    this.byCell.set(code === cell ? this.codes[place]! : detached(cell), place)
    return place
  }
}

/** Digits, as a database may write them with noughts behind a point; −1 for anything else. */
function readQuantity(cell: string): number {
  const { length } = cell
  if (length === 0) return -1
  let value = 0
  for (let k = 0; k < length; k++) {
    const digit = cell.charCodeAt(k) - 48
    if (digit < 0 || digit > 9 || value > QUANTITY_MAX) return readOtherQuantity(cell)
    value = value * 10 + digit
  }
  return value <= QUANTITY_MAX ? value : -1
}

function readOtherQuantity(cell: string): number {
  const found = cell.length <= 40 && /^[ \u00a0\u3000]*(\d{1,8})(?:\.0*)?[ \u00a0\u3000]*$/.exec(cell)
  const value = found ? Number(found[1]) : -1
  return value <= QUANTITY_MAX ? value : -1
}

function listed(headers: readonly string[]): string[] {
  return headers.slice(0, LISTED_COLUMNS).map(excerpt)
}

/** A copy of its own: a part of a text would keep the whole piece of the file alive that it was cut from. */
function detached(text: string): string {
  return ` ${text}`.slice(1)
}
