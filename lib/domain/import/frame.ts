/** What the kinds of import that are read row by row do alike: finding the columns, the datum, the preview, and drawing the conclusion. */
import type { Position } from '@/lib/domain/geo/position'
import { excerpt, hasInvisible } from './cell-text'
import { findDatum } from './choices'
import { type Columns, canonicalName, type FieldName, matchColumns } from './columns'
import { FaultList } from './fault-list'
import {
  type CheckOptions,
  type Datum,
  type ImportAsk,
  type ImportCheck,
  type ImportFault,
  type ImportKind,
  type ImportPreview,
  isPlaced,
  refuseFile,
  type ToWgs84,
} from './import-check'
import type { ImportCode } from './import-code'
import { cellAt, type ImportTable, type TableRow } from './import-table'
import type { ImportLimits } from './limits'
import type { RowReader } from './row-reader'

export type CheckContext = CheckOptions & { readonly limits: ImportLimits; readonly toWgs84: ToWgs84 }

const PREVIEW_ROWS = 10
const PREVIEW_POSITIONS = 500
const LISTED_COLUMNS = 200

export class Frame {
  readonly table: ImportTable
  readonly kind: ImportKind
  readonly columns: Columns
  readonly context: CheckContext
  readonly errors: FaultList
  readonly warnings: FaultList
  readonly asks: ImportAsk[] = []

  constructor(table: ImportTable, kind: ImportKind, columns: Columns, context: CheckContext) {
    this.table = table
    this.kind = kind
    this.columns = columns
    this.context = context
    this.errors = new FaultList(context.limits.listed)
    this.warnings = new FaultList(context.limits.listed)
    for (const row of table.duplicateKeyRows) this.warnings.add({ row, column: null, code: 'DUPLICATE_KEY' })
  }

  /** The datum of a row; undefined, with a fault noted, where its `crs` cell names none that is known. */
  datumOf(reader: RowReader): Datum | undefined {
    const given = this.context.datum
    if (!reader.has('crs')) return given ?? 'wgs84'
    const text = reader.text('crs')
    if (text === undefined) return undefined
    if (text === '' && given) return given
    const datum = text === '' ? undefined : findDatum(text)
    if (!datum) reader.fault('crs', 'CRS', text)
    return datum
  }

  /** Cells that a table's row has too many or too few; empty ones at the end are no fault. */
  hasAllCells({ row, cells }: TableRow): boolean {
    if (!Array.isArray(cells)) return true
    const expected = this.table.headers.length
    const extra: unknown[] = cells.slice(expected)
    if (cells.length >= expected && extra.every((cell) => String(cell ?? '').trim() === '')) return true
    this.errors.add({ row, column: null, code: 'COLUMN_COUNT', params: { expected, found: cells.length } })
    return false
  }

  /** A feature of another kind altogether: that alone is said of it. */
  isOfType({ row, geometry }: TableRow, types: readonly string[]): boolean {
    if (!geometry || types.includes(geometry.type)) return true
    this.errors.add({ row, column: 'geometry', code: 'GEOMETRY_TYPE', value: excerpt(geometry.type) })
    return false
  }

  /** The first required column that features lack: a fault of each of them, as any of them might have it. */
  missingField(fields: readonly FieldName[]): FieldName | undefined {
    return fields.find((field) => !this.columns.byField.has(field))
  }

  warnInvisible(row: number, column: string, text: string | undefined): void {
    if (!text || !hasInvisible(text)) return
    this.warnings.add({ row, column, code: 'INVISIBLE_CHAR', value: excerpt(text) })
  }

  ask(code: ImportCode, rows: readonly number[], extra: Partial<ImportAsk> = {}): void {
    if (rows.length === 0) return
    const listed = rows.slice(0, this.context.limits.listed)
    this.asks.push({ code, rows: listed, rowsTotal: rows.length, params: {}, ...extra })
  }

  conclude<D extends { readonly row: number }>(
    drafts: readonly D[],
    raw: readonly Position[],
  ): ImportCheck<D> {
    const { errors, warnings, asks, context } = this
    const known = this.known(raw)
    if (this.needsDatum()) {
      return { ...refuseFile({ row: null, column: null, code: 'DATUM_REQUIRED' }, known) }
    }
    const outcome = errors.total > 0 ? 'reject_rows' : asks.length > 0 ? 'ask' : 'accept'
    return {
      ...known,
      outcome,
      rows: drafts.filter(({ row }) => !errors.hasRow(row)),
      errors: errors.list(),
      errorsTotal: errors.total,
      warnings: warnings.list(),
      warningsTotal: warnings.total,
      asks,
      encoding: null,
      encodingFound: null,
      datum: this.columns.byField.has('crs')
        ? 'column'
        : isPlaced(this.kind)
          ? (context.datum ?? null)
          : null,
    }
  }

  refuse(fault: ImportFault): ImportCheck<never> {
    return refuseFile(fault, this.known([]))
  }

  private needsDatum(): boolean {
    return isPlaced(this.kind) && this.context.datum === undefined && !this.columns.byField.has('crs')
  }

  private known(raw: readonly Position[]) {
    return {
      shape: this.table.shape,
      headers: listHeaders(this.table),
      ignoredColumns: this.columns.ignored.slice(0, LISTED_COLUMNS),
      mapping: this.columns.mapping,
      preview: this.preview(raw),
    }
  }

  private preview(raw: readonly Position[]): ImportPreview {
    const { table } = this
    const used = [...new Set([...this.columns.byField.values()].flat())].sort((a, b) => a - b)
    const step = Math.max(1, Math.ceil(raw.length / PREVIEW_POSITIONS))
    return {
      headers: used.map((column) => excerpt(table.headers[column] ?? '')),
      rows: table.rows.slice(0, PREVIEW_ROWS).map((row) => ({
        row: row.row,
        cells: used.map((column) => {
          const cell = cellAt(table, row, column)
          return typeof cell === 'object' ? '' : excerpt(String(cell ?? ''))
        }),
      })),
      positions: raw.filter((_, k) => k % step === 0),
    }
  }
}

/** A frame, or the refusal of a file whose columns are not ours. */
export function openFrame(
  table: ImportTable,
  kind: ImportKind,
  context: CheckContext,
  { required, except }: { required: readonly FieldName[]; except: readonly FieldName[] },
): { frame: Frame } | { refused: ImportCheck<never> } {
  const mapping = context.mapping ?? {}
  const columns = matchColumns(table.headers, kind, { mapping, except })
  if (!columns.ok)
    return { refused: refuseFile(columns.error, { shape: table.shape, headers: listHeaders(table) }) }
  const frame = new Frame(table, kind, columns.value, context)
  const isInOneColumn = frame.columns.byField.has('position')
  const needed = isInOneColumn ? required.filter((field) => field !== 'lng' && field !== 'lat') : required
  const missing = table.shape === 'table' ? frame.missingField(needed) : undefined
  if (!missing) return { frame }
  return {
    refused: frame.refuse({ row: null, column: canonicalName(kind, missing), code: 'HEADER_MISSING' }),
  }
}

function listHeaders({ headers }: ImportTable): string[] {
  return headers.slice(0, LISTED_COLUMNS).map(excerpt)
}
