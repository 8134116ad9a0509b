/**
 * CSV to a table: separator found in the header, rows numbered as a spreadsheet does, limits kept while reading.
 *
 * Shape   see ImportTable; cells are the texts as sent. Blank records are left out and still counted.
 * Errors  EMPTY, NOT_CSV, ENCODING, CSV_QUOTE, TOO_LONG, TOO_MANY_COLUMNS, TOO_MANY_ROWS: the file as a whole.
 */
import type { ImportFault } from '@/lib/domain/import/import-check'
import type { ImportTable, TableRow } from '@/lib/domain/import/import-table'
import type { ImportLimits } from '@/lib/domain/import/limits'
import { fail, ok, type Result } from '@/lib/domain/result'
import { readCsvRecords } from './csv-records'
import type { Decoded } from './decode-text'

export function readCsv({ text, damage }: Decoded, limits: ImportLimits): Result<ImportTable, ImportFault> {
  let headers: string[] = []
  const rows: TableRow[] = []
  const fault = readCsvRecords(
    [text],
    { damage, limits },
    {
      onHeader: (found) => {
        headers = found
      },
      onRow: (row, cells) => {
        rows.push({ row, cells })
      },
    },
  )
  return fault ? fail(fault) : ok({ shape: 'table', headers, rows, duplicateKeyRows: [] })
}
