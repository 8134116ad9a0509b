/**
 * A file as the readers hand it over: named columns and numbered rows, whatever the format was.
 *
 * Shape   `row` is the record number a spreadsheet shows (the header is row 1), or the feature number from 1.
 *         Rows of a table have one cell a column; features have their properties, of which any may be missing.
 */
export type Cell = string | number | boolean | null | undefined | object

export type RawGeometry = { readonly type: string; readonly coordinates: unknown }

export type TableRow = {
  readonly row: number
  readonly cells: readonly Cell[] | ReadonlyMap<string, Cell>
  /** Features only; null where the file has none. */
  readonly geometry?: RawGeometry | null
  /** The feature's own `id`. */
  readonly id?: string
}

export type ImportTable = {
  readonly shape: 'table' | 'features'
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
  /** Rows in which one name was given twice; the last value counts. */
  readonly duplicateKeyRows: readonly number[]
}

export function cellAt({ headers }: ImportTable, { cells }: TableRow, column: number): Cell {
  return 'get' in cells ? cells.get(headers[column] ?? '') : cells[column]
}
