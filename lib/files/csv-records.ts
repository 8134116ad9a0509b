/**
 * CSV record by record from pieces of text, so that a file of any length is never there as a whole.
 *
 * Shape   the first record that is not blank is the header, without spaces around its names; `row` is the number that a
 *         spreadsheet shows. Blank records are left out and still counted.
 * Errors  EMPTY, NOT_CSV, ENCODING, CSV_QUOTE, TOO_LONG, TOO_MANY_COLUMNS, TOO_MANY_ROWS: the file as a whole.
 * Cost    a line without quotation marks is split, which is ten times as fast as the parser that all others go through.
 * Source  RFC 4180, with any line ending and `,` `;` or tab between cells; npm csv-parse, strict about quotes.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { excerpt } from '@/lib/domain/import/cell-text'
import type { ImportFault } from '@/lib/domain/import/import-check'
import type { ImportLimits } from '@/lib/domain/import/limits'
import type { Encoding } from './decode-text'
import { isJson, isMarkup } from './file-kind'

type Terms = { readonly damage: Encoding['damage']; readonly limits: ImportLimits }
type Taker = {
  readonly onHeader: (headers: string[]) => void
  readonly onRow: (row: number, cells: string[]) => void
}

const SEPARATORS = [',', ';', '\t'] as const
/** The header is looked at no further than this to find the separator. */
const HEADER_CHARACTERS = 65_536
/** Records with quotation marks go through the parser together, about this much at a time. */
const QUOTED_CHARACTERS = 65_536

/** Undefined if the file was read to its end. */
export function readCsvRecords(
  pieces: Iterable<string>,
  terms: Terms,
  taker: Taker,
): ImportFault | undefined {
  const reader = new RecordReader(terms, taker)
  try {
    for (const piece of pieces) reader.take(piece)
    reader.end()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.fault
    throw error
  }
}

/** Thrown through the parser to stop it where a limit is passed, or by a taker who has seen enough. */
export class Refusal extends Error {
  readonly fault: ImportFault
  constructor(fault: ImportFault) {
    super(fault.code)
    this.fault = fault
  }
}

class RecordReader {
  private readonly terms: Terms
  private readonly taker: Taker
  /** What is not yet read; records begin at `at`. */
  private text = ''
  private at = 0
  private separator: string | undefined
  /** Records so far, blank ones too. */
  private records = 0
  private rows = 0
  private hasHeader = false

  constructor(terms: Terms, taker: Taker) {
    this.terms = terms
    this.taker = taker
  }

  take(piece: string): void {
    this.text = this.at < this.text.length ? this.text.slice(this.at) + piece : piece
    this.at = 0
    if (this.separator === undefined && this.text.trim() !== '') this.separator = this.begin()
    this.read(this.separator ?? ',', false)
  }

  end(): void {
    this.read(this.separator ?? ',', true)
    if (this.terms.damage === 'mixed') throw refusal('ENCODING', { row: 1 })
    if (this.rows === 0) throw refusal('EMPTY')
  }

  /** Looks at the first text there is. */
  private begin(): string {
    const { limits } = this.terms
    if (isMarkup(this.text) || isJson(this.text)) throw refusal('NOT_CSV')
    const { separator, count } = findSeparator(this.text)
    if (count < limits.columns) return separator
    throw refusal('TOO_MANY_COLUMNS', { row: 1, params: { limit: limits.columns } })
  }

  private read(separator: string, isLast: boolean): void {
    const { text } = this
    const lineEnds = new Finder(text, '\n')
    const returns = new Finder(text, '\r')
    const quotes = new Finder(text, '"')
    while (this.at < text.length) {
      const end = Math.min(lineEnds.from(this.at), returns.from(this.at))
      if (quotes.from(this.at) < end) {
        if (!this.readQuoted(separator, isLast)) break
        continue
      }
      // a return at the very end may be the first half of a line end
      const isWhole = isLast || end < text.length - 1 || text.charAt(end) === '\n'
      if (!isWhole) break
      this.readLine(text.slice(this.at, end), separator)
      this.at = Math.min(text.length, end + (text.startsWith('\r\n', end) ? 2 : 1))
    }
    if (text.length - this.at > this.terms.limits.recordBytes) this.readLine(text.slice(this.at), separator)
  }

  private readLine(line: string, separator: string): void {
    const { columns, recordBytes } = this.terms.limits
    this.records++
    if (line === '') return
    const cells = line.split(separator, columns + 1)
    if (cells.length > columns) throw this.tooManyColumns(this.records)
    if (line.length > recordBytes) throw this.tooLong(this.records)
    this.give(cells, this.records)
  }

  /** False if the record goes on in the next piece. */
  private readQuoted(separator: string, isLast: boolean): boolean {
    const { limits } = this.terms
    const end = this.endOfQuoted(isLast)
    const isOverlong = end === undefined && this.text.length - this.at > limits.recordBytes
    if (end === undefined && !isLast && !isOverlong) return false
    const before = this.records
    const part = this.text.slice(this.at, end ?? this.text.length)
    try {
      parse(part, {
        delimiter: separator,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: limits.recordBytes,
        cast: (field, { index, records, empty_lines }) => {
          if (index < limits.columns) return field
          throw this.tooManyColumns(before + records + empty_lines + 1)
        },
        on_record: (cells: string[], { records, empty_lines }) => {
          this.records = before + records + empty_lines
          this.give(cells, this.records)
          return null
        },
      })
    } catch (error) {
      throw this.refusalOf(error, before)
    }
    if (isOverlong) throw this.tooLong()
    this.at += part.length
    return true
  }

  /** Where the record at hand ends, and those with quotation marks right behind it; undefined if it is not closed. */
  private endOfQuoted(isLast: boolean): number | undefined {
    const { text } = this
    let isOpen = false
    let isQuoted = false
    let closed: number | undefined
    for (let i = this.at; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 0x22) {
        isOpen = !isOpen
        isQuoted = true
      } else if (!isOpen && (code === 0x0a || code === 0x0d)) {
        if (code === 0x0d && i + 1 === text.length && !isLast) break
        if (code === 0x0d && text.charCodeAt(i + 1) === 0x0a) i++
        if (closed !== undefined && !isQuoted) return closed
        closed = i + 1
        isQuoted = false
        if (closed - this.at > QUOTED_CHARACTERS) return closed
      }
    }
    return isLast && !isOpen ? text.length : closed
  }

  private give(cells: string[], row: number): void {
    if (cells.every((cell) => cell.trim() === '')) return
    const { limits, damage } = this.terms
    if (damage === 'mixed' && hasReplacement(cells)) throw refusal('ENCODING', { row })
    if (!this.hasHeader) {
      this.hasHeader = true
      if (cells.some((cell) => cell.includes('\0'))) throw refusal('NOT_CSV', { row })
      if (hasReplacement(cells)) throw refusal('ENCODING', { row })
      this.taker.onHeader(cells.map((cell) => cell.trim()))
      return
    }
    this.rows++
    if (this.rows > limits.rows) throw refusal('TOO_MANY_ROWS', { row, params: { limit: limits.rows } })
    this.taker.onRow(row, cells)
  }

  private refusalOf(error: unknown, before: number): unknown {
    if (!(error instanceof CsvError)) return error
    const row = before + Number(error.records ?? 0) + Number(error.empty_lines ?? 0) + 1
    if (error.code === 'CSV_MAX_RECORD_SIZE') return this.tooLong(row)
    const field: unknown = error.field
    return refusal('CSV_QUOTE', { row, ...(typeof field === 'string' ? { value: excerpt(field) } : {}) })
  }

  private tooLong(row = this.records + 1): Refusal {
    return refusal('TOO_LONG', { row, params: { limit: this.terms.limits.recordBytes } })
  }

  private tooManyColumns(row: number): Refusal {
    return refusal('TOO_MANY_COLUMNS', { row, params: { limit: this.terms.limits.columns } })
  }
}

/** The next place of a character, looked for no more often than it occurs; the length of the text where there is none. */
class Finder {
  private readonly text: string
  private readonly character: string
  private place = -1

  constructor(text: string, character: string) {
    this.text = text
    this.character = character
  }

  from(at: number): number {
    if (this.place >= at) return this.place
    const found = this.text.indexOf(this.character, at)
    this.place = found === -1 ? this.text.length : found
    return this.place
  }
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

function hasReplacement(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes('\ufffd'))
}

function refusal(code: ImportFault['code'], extra: Partial<ImportFault> = {}): Refusal {
  return new Refusal({ row: null, column: null, code, ...extra })
}
