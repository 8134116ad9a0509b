/** What the files of the cockpit say, in the language of whoever takes them along. */
import { getLocale, getTranslations } from 'next-intl/server'
import type { ExportWords, Format } from '@/lib/usecases/cockpit/export-cockpit'
import { cockpitWords } from './cockpit-words'

export async function exportWords(): Promise<ExportWords> {
  const [t, locale] = await Promise.all([getTranslations('cockpit'), getLocale()])
  const words = cockpitWords(t, locale, 'CNY')
  return {
    sheet: (name) => t(`sheets.${name}`),
    about: (name) => t(`about.${name}`),
    column: (column) => t(`columns.${column}`),
    dimension: (dimension) => t(`dimensions.${dimension}`),
    none: (dimension) => t(`none.${dimension}`),
    named: (named) => words.name(named, ''),
    figure: words.figure,
    unit: (figure) => t(`shortfall-units.${figure}`),
    formula: (figure) => t(`formulas.${figure}`),
    month: words.month,
    source: words.source,
    limited: (rows) => t('about.limited', { rows }),
  }
}

const TYPES: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export function fileAnswer(body: Uint8Array<ArrayBuffer>, name: string, format: Format): Response {
  return new Response(body, {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
      'Cache-Control': 'no-store',
    },
  })
}
