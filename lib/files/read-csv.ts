/**
 * CSV to a table: separator found in the header, rows numbered as a spreadsheet does, limits kept while reading.
 *
 * Shape   see ImportTable; cells are the texts as sent. Blank records are left out and still counted.
 * Errors  EMPTY, NOT_CSV, ENCODING, CSV_QUOTE, TOO_LONG, TOO_MANY_COLUMNS, TOO_MANY_ROWS: the file as a whole.
 * Source  RFC 4180, with any line ending and `,` `;` or tab between cells; npm csv-parse, strict about quotes.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { excerpt } from '@/lib/domain/import/cell-text'
import type { ImportFault } from '@/lib/domain/import/import-check'
import type { ImportTable, TableRow } from '@/lib/domain/import/import-table'
import type { ImportLimits } from '@/lib/domain/import/limits'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { Decoded } from './decode-text'
import { isJson, isMarkup } from './file-kind'

const SEPARATORS = [',', ';', '\t'] as const
/** The header is looked at no further than this to find the separator. */
const HEADER_CHARACTERS = 65_536

/** Thrown through the parser to stop it where a limit is passed. */
class Refusal extends Error {
  readonly fault: ImportFault
  constructor(fault: ImportFault) {
    super(fault.code)
    this.fault = fault
  }
}

export function readCsv({ text, damage }: Decoded, limits: ImportLimits): Result<ImportTable, ImportFault> {
  if (text.trim() === '') return refuse('EMPTY')
  if (isMarkup(text) || isJson(text)) return refuse('NOT_CSV')
  const { separator, count } = findSeparator(text)
  if (count >= limits.columns) {
    return refuse('TOO_MANY_COLUMNS', { row: 1, params: { limit: limits.columns } })
  }

  let headers: string[] | undefined
  const rows: TableRow[] = []
  try {
    parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limits.recordBytes,
      cast: (field, { index, records, empty_lines }) => {
        if (index < limits.columns) return field
        const row = records + empty_lines + 1
        throw new Refusal({ row, column: null, code: 'TOO_MANY_COLUMNS', params: { limit: limits.columns } })
      },
      on_record: (cells: string[], { records, empty_lines }) => {
        if (cells.every((cell) => cell.trim() === '')) return null
        const row = records + empty_lines
        if (!headers) headers = readHeaders(cells, row)
        else rows.push({ row, cells })
        if (rows.length > limits.rows) {
          throw new Refusal({ row, column: null, code: 'TOO_MANY_ROWS', params: { limit: limits.rows } })
        }
        return null
      },
    })
  } catch (error) {
    return fail(faultOf(error, limits))
  }
  if (damage === 'mixed') {
    const broken = rows.find(({ cells }) =>
      [...cells.values()].some((cell) => String(cell).includes('\ufffd')),
    )
    return refuse('ENCODING', { row: broken?.row ?? 1 })
  }
  if (!headers || rows.length === 0) return refuse('EMPTY')
  return ok({ shape: 'table', headers, rows, duplicateKeyRows: [] })
}

function readHeaders(cells: readonly string[], row: number): string[] {
  if (cells.some((cell) => cell.includes('\0'))) throw new Refusal({ row, column: null, code: 'NOT_CSV' })
  if (cells.some((cell) => cell.includes('\ufffd'))) {
    throw new Refusal({ row, column: null, code: 'ENCODING' })
  }
  return cells.map((cell) => cell.trim())
}

/** The separator that the first record has most of, outside quotes. */
function findSeparator(text: string): { separator: string; count: number } {
  const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]))
  const start = text.length - text.trimStart().length
  let isQuoted = false
  for (let i = start; i < Math.min(text.length, start + HEADER_CHARACTERS); i++) {
    const character = text.charAt(i)
    if (character === '"') isQuoted = !isQuoted
    if (isQuoted) continue
    if (character === '\n' || character === '\r') break
    const count = counts.get(character)
    if (count !== undefined) counts.set(character, count + 1)
  }
  const [separator, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))
  return { separator, count }
}

function faultOf(error: unknown, limits: ImportLimits): ImportFault {
  if (error instanceof Refusal) return error.fault
  if (!(error instanceof CsvError)) throw error
  const row = Number(error.records ?? 0) + Number(error.empty_lines ?? 0) + 1
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return { row, column: null, code: 'TOO_LONG', params: { limit: limits.recordBytes } }
  }
  return { row, column: null, code: 'CSV_QUOTE', ...quotedValue(error) }
}

function quotedValue(error: CsvError): Pick<ImportFault, 'value'> {
  const field: unknown = error.field
  return typeof field === 'string' ? { value: excerpt(field) } : {}
}

function refuse(code: ImportFault['code'], extra: Partial<ImportFault> = {}) {
  return fail<ImportFault>({ row: null, column: null, code, ...extra })
}
