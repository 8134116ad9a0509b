/**
 * What an import says as a key of namespace `import` with its parameters, for whoever has a translator.
 *
 * Shape   a reason that has no column may read differently: those keys stand under `file`.
 */
import type { ImportAsk, ImportFault } from '@/lib/domain/import/import-check'
import type { ImportCode } from '@/lib/domain/import/import-code'
import { formatList } from './format'

const FILE_CODES = ['ENCODING', 'TOO_LONG', 'CRS'] as const
type FileCode = (typeof FILE_CODES)[number]
export type Sentence = {
  readonly key: `codes.${ImportCode}` | `file.${FileCode}`
  readonly params: Readonly<Record<string, string | number>>
}

const ROWS_NAMED = 20

export function sentenceOf(said: ImportFault | ImportAsk, locale: string): Sentence {
  if ('rowsTotal' in said) {
    const named = formatList(locale, said.rows.slice(0, ROWS_NAMED).map(String))
    const rows = said.rowsTotal > ROWS_NAMED ? `${named} …` : named
    return { key: `codes.${said.code}`, params: { ...said.params, rows, count: said.rowsTotal } }
  }
  const { code, row, column, value, params } = said
  return {
    key: column === null && isFileCode(code) ? `file.${code}` : `codes.${code}`,
    params: { ...params, row: row ?? 0, column: column ?? '', value: value ?? '' },
  }
}

function isFileCode(code: string): code is FileCode {
  return (FILE_CODES as readonly string[]).includes(code)
}
