/** What became of an import: the check, and what was stored of it or, in a rehearsal, would be. */
import type { ImportCheck, ImportOutcome } from './import-check'

export type ImportReport = Omit<ImportCheck, 'rows' | 'outcome'> & {
  readonly outcome: ImportOutcome
  readonly stored: number
  readonly created: number
  readonly updated: number
  /** Records that the product has and the file lacks: named, never closed. The first hundred are listed. */
  readonly lacking: readonly { readonly code: string; readonly name: string }[]
  readonly lackingTotal: number
}
