/**
 * What an import says, in the reader's language, for places that have no translator of their own, such as commands:
 * the codes of lib/domain/import with their parameters as sentences.
 */
import { createTranslator } from 'use-intl/core'
import type { ImportAsk, ImportFault } from '@/lib/domain/import/import-check'
import { type Sentence, sentenceOf } from './import-sentence'
import type { Locale } from './locales'
import english from './messages/en/import.json' with { type: 'json' }
import chinese from './messages/zh-CN/import.json' with { type: 'json' }

const MESSAGES: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-CN': chinese }

export function importWords(locale: Locale) {
  const translate = createTranslator({ locale, messages: MESSAGES[locale], timeZone: 'UTC' })
  return {
    say(said: ImportFault | ImportAsk): string {
      const { key, params } = sentenceOf(said, locale)
      return translate(key, params).trim()
    },
    report: (key: keyof typeof english.report, params: Sentence['params']) =>
      translate(`report.${key}`, params),
    outcome: (outcome: keyof typeof english.outcome) => translate(`outcome.${outcome}`),
  }
}
