/**
 * What an import says, in the reader's language: the codes of lib/domain/import with their parameters as sentences.
 *
 * Shape   `sentenceOf` gives key and parameters of namespace `import` for a screen that has its own translator;
 *         `importWords` is a translator for places that have none, such as commands.
 */
import { createTranslator } from 'use-intl/core'
import type { ImportAsk, ImportFault } from '@/lib/domain/import/import-check'
import type { ImportCode } from '@/lib/domain/import/import-code'
import type { Locale } from './locales'
import english from './messages/en/import.json' with { type: 'json' }
import chinese from './messages/zh-CN/import.json' with { type: 'json' }

type FileCode = keyof typeof english.file
type Sentence = {
  readonly key: `codes.${ImportCode}` | `file.${FileCode}`
  readonly params: Readonly<Record<string, string | number>>
}

const ROWS_NAMED = 20
const MESSAGES: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-CN': chinese }

export function sentenceOf(said: ImportFault | ImportAsk): Sentence {
  if ('rowsTotal' in said) {
    const rows = said.rows.slice(0, ROWS_NAMED).join(', ') + (said.rowsTotal > ROWS_NAMED ? ' …' : '')
    return { key: `codes.${said.code}`, params: { ...said.params, rows, count: said.rowsTotal } }
  }
  const { code, row, column, value, params } = said
  return {
    key: column === null && isFileCode(code) ? `file.${code}` : `codes.${code}`,
    params: { ...params, row: row ?? 0, column: column ?? '', value: value ?? '' },
  }
}

export function importWords(locale: Locale) {
  const translate = createTranslator({ locale, messages: MESSAGES[locale], timeZone: 'UTC' })
  return {
    say(said: ImportFault | ImportAsk): string {
      const { key, params } = sentenceOf(said)
      return translate(key, params).trim()
    },
    report: (key: keyof typeof english.report, params: Sentence['params']) =>
      translate(`report.${key}`, params),
    outcome: (outcome: keyof typeof english.outcome) => translate(`outcome.${outcome}`),
  }
}

/** Reasons that read differently where no column is meant. */
function isFileCode(code: string): code is FileCode {
  return Object.hasOwn(english.file, code)
}
