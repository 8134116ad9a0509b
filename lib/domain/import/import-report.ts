/** What became of an import: the check, and what was stored of it or, in a rehearsal, would be. */
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import type { ImportFindings } from './import-check'

export type ImportReport = ImportFindings & {
  /** Rows of the file that the product now has as the file says: new, changed, or the same as before. */
  readonly stored: number
  readonly created: number
  readonly updated: number
  /** Counted for orders only; a list of retailers updates what it names. */
  readonly unchanged: number
  /** Records that the product has and the file lacks: named, never closed. The first hundred are listed. */
  readonly lacking: readonly { readonly code: string; readonly name: string }[]
  readonly lackingTotal: number
  /** Of orders: their months, in order, and how many lines of those months the file does not mention. */
  readonly monthsTouched: readonly IsoMonth[]
  readonly unmentioned: number
}

export type ImportCounts = Partial<
  Pick<ImportReport, 'created' | 'updated' | 'unchanged' | 'lacking' | 'monthsTouched' | 'unmentioned'>
>

const LACKING_LISTED_MAX = 100

export function reportOf(findings: ImportFindings, counts: ImportCounts = {}): ImportReport {
  const {
    created = 0,
    updated = 0,
    unchanged = 0,
    lacking = [],
    monthsTouched = [],
    unmentioned = 0,
  } = counts
  const { outcome, errors, errorsTotal, warnings, warningsTotal, asks, encoding, encodingFound } = findings
  const { shape, headers, ignoredColumns, mapping, datum, preview } = findings
  return {
    ...{ outcome, errors, errorsTotal, warnings, warningsTotal, asks, encoding, encodingFound },
    ...{ shape, headers, ignoredColumns, mapping, datum, preview },
    ...{ stored: created + updated + unchanged, created, updated, unchanged },
    lacking: lacking.slice(0, LACKING_LISTED_MAX),
    lackingTotal: lacking.length,
    ...{ monthsTouched, unmentioned },
  }
}
