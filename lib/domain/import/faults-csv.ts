/**
 * A list of faults as a CSV that spreadsheets open by a double click: what a person works through to correct the file.
 *
 * Shape   with a byte order mark and CRLF. A text that a spreadsheet would take for a formula gets an apostrophe; a plain
 *         negative number, such as a longitude, is no formula.
 */
type Cells = readonly (string | number | null)[]

export function faultsCsv(header: readonly string[], rows: readonly Cells[]): string {
  return CSV_START + [header, ...rows].map(csvRow).join('')
}

/** By this mark spreadsheets know that the text is UTF-8. */
export const CSV_START = '\ufeff'

export function csvRow(cells: Cells): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  const text = String(cell ?? '')
  const isFormula = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text)
  const plain = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
