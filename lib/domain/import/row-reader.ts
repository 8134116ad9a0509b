/** Reads the cells of one row by field and notes what is wrong with them under the file's own headers. */

import { parseNumber } from './cell-number'
import { excerpt, isScientific, readText } from './cell-text'
import { type Columns, canonicalName, type FieldName } from './columns'
import type { FaultList } from './fault-list'
import type { ImportKind } from './import-check'
import type { ImportCode } from './import-code'
import { type Cell, cellAt, type ImportTable, type TableRow } from './import-table'

const PLAIN_CHARACTERS_MAX = 100

export class RowReader {
  private readonly table: ImportTable
  private readonly columns: Columns
  private readonly kind: ImportKind
  private readonly errors: FaultList
  private readonly current: TableRow

  constructor(
    source: { table: ImportTable; columns: Columns; kind: ImportKind; errors: FaultList },
    row: TableRow,
  ) {
    this.table = source.table
    this.columns = source.columns
    this.kind = source.kind
    this.errors = source.errors
    this.current = row
  }

  get row(): number {
    return this.current.row
  }

  has(field: FieldName): boolean {
    return this.columns.byField.has(field)
  }

  /** The header of a field, or what the field is called where the file has none. */
  header(field: FieldName): string {
    const column = this.columns.byField.get(field)?.[0]
    return (column !== undefined && this.table.headers[column]) || canonicalName(this.kind, field)
  }

  cell(field: FieldName): Cell {
    const column = this.columns.byField.get(field)?.[0]
    return column === undefined ? undefined : cellAt(this.table, this.current, column)
  }

  fault(
    field: FieldName | 'feature',
    code: ImportCode,
    value?: string,
    params?: Record<string, string | number>,
  ) {
    this.errors.add({
      row: this.row,
      column: field === 'feature' ? 'geometry' : this.header(field),
      code,
      ...(value === undefined ? {} : { value: excerpt(value) }),
      ...(params ? { params } : {}),
    })
  }

  /** Undefined after a fault, '' where nothing stands. Several columns are joined by a space. */
  text(field: FieldName, charactersMax = PLAIN_CHARACTERS_MAX): string | undefined {
    return this.rawText(field, charactersMax)?.text
  }

  /** The text and, beside it, exactly what was sent. */
  rawText(field: FieldName, charactersMax: number): { text: string; raw: string } | undefined {
    const columns = this.columns.byField.get(field) ?? []
    const texts: { text: string; raw: string }[] = []
    for (const column of columns) {
      const read = readText(cellAt(this.table, this.current, column), charactersMax)
      if (!read.ok) {
        this.errors.add({
          row: this.row,
          column: this.table.headers[column] ?? null,
          code: read.code,
          value: read.value,
          params: { limit: charactersMax },
        })
        return undefined
      }
      if (read.text !== '') texts.push(read)
    }
    const [only] = texts
    if (texts.length <= 1) return only ?? { text: '', raw: '' }
    const text = texts.map((part) => part.text).join(' ')
    if (Array.from(text).length <= charactersMax) return { text, raw: text }
    this.fault(field, 'TOO_LONG', text, { limit: charactersMax })
    return undefined
  }

  required(field: FieldName, charactersMax: number): { text: string; raw: string } | undefined {
    const read = this.rawText(field, charactersMax)
    if (read?.text !== '') return read
    this.fault(field, 'REQUIRED')
    return undefined
  }

  /** Undefined where nothing stands, and after a fault. */
  number(field: FieldName): number | undefined {
    const text = this.text(field)
    if (!text) return undefined
    const value = parseNumber(text)
    if (value === undefined) this.fault(field, 'NUMBER', text)
    return value
  }

  wholeNumber(field: FieldName, from: number, to: number, text = this.text(field)): number | undefined {
    if (!text) return undefined
    const value = parseNumber(text)
    if (value === undefined) this.fault(field, 'NUMBER', text)
    else if (!Number.isInteger(value) || value < from || value > to) {
      this.fault(field, 'RANGE', text, { from, to })
    } else return value
    return undefined
  }

  choice<T>(field: FieldName, find: (text: string) => T | undefined): T | undefined {
    const text = this.text(field)
    if (!text) return undefined
    const found = find(text)
    if (found === undefined) this.fault(field, 'CHOICE', text)
    return found
  }

  /** A spreadsheet's rounded number where digits matter. */
  refuseScientific(field: FieldName, text: string | undefined): string | undefined {
    if (!text || !isScientific(text)) return text
    this.fault(field, 'SCIENTIFIC_NOTATION', text)
    return undefined
  }
}
