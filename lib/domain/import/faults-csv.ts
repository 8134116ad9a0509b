/**
 * A list of faults as a CSV that spreadsheets open by a double click: what a person works through to correct the file.
 *
 * Shape   with a byte order mark and CRLF. A cell that a spreadsheet would take for a formula gets an apostrophe.
 */
export function faultsCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return `\ufeff${[header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}

function csvCell(cell: string | number | null): string {
  const text = String(cell ?? '')
  const plain = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
