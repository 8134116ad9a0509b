/**
 * Tables as a spreadsheet: one sheet each, with what it is about above it. Numbers stay numbers, with a format.
 *
 * Shape   `about` are pairs of a name and a text; the header row and what is above it stay in sight.
 * Source  ECMA-376, Office Open XML, as npm write-excel-file writes it.
 */
import writeExcelFile from 'write-excel-file/node'

export type TableColumn = {
  readonly title: string
  readonly format: 'text' | 'units' | 'decimal' | 'percent' | 'index'
  /** In characters. */
  readonly width?: number
}
export type Table = {
  /** At most 31 characters; none of \ / ? * [ ] : */
  readonly name: string
  readonly about: readonly (readonly [name: string, text: string])[]
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

const FORMATS = { units: '#,##0', decimal: '#,##0.0', percent: '0.0%', index: '0.000' } as const
const WIDTHS = { text: 28, units: 13, decimal: 13, percent: 13, index: 13 } as const

export async function writeXlsx(tables: readonly Table[]): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = tables.map(({ name, about, columns, rows }) => ({
    sheet: name,
    stickyRowsCount: about.length + 2,
    columns: columns.map(({ width, format }) => ({ width: width ?? WIDTHS[format] })),
    data: [
      ...about.map(([label, text]) => [{ value: label, fontWeight: 'bold' as const }, { value: text }]),
      [],
      columns.map(({ title, format }) => ({
        value: title,
        fontWeight: 'bold' as const,
        wrap: true,
        align: format === 'text' ? ('left' as const) : ('right' as const),
      })),
      ...rows.map((row) =>
        row.map((value, k) => {
          const format = columns[k]?.format ?? 'text'
          if (value === null) return null
          return typeof value === 'number' && format !== 'text'
            ? { value, type: Number, format: FORMATS[format] }
            : { value: String(value), type: String }
        }),
      ),
    ],
  }))
  return new Uint8Array(await writeExcelFile(sheets).toBuffer())
}
