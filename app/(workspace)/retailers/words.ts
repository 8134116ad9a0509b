'use client'

/** Sentences for what the use cases say in codes: faults of fields, refusals, and what a history holds. */
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Json } from '@/lib/domain/retailer/changes'
import type { FieldFault } from '@/lib/domain/retailer/check-record'
import { TYPED_FIELDS } from '@/lib/domain/retailer/typed-fields'
import { formatDate, formatList, formatTimeOfDay } from '@/lib/i18n/format'

const FIELDS = [
  ...TYPED_FIELDS,
  'ownerName',
  'serviceClass',
  'keyGrowth',
  'assisted',
  'closedWeekdays',
  'contactPreference',
  'territoryId',
  'tradeAreaId',
  'closedAt',
] as const
export type Field = (typeof FIELDS)[number]

export function useRetailerWords() {
  const t = useTranslations('retailer')
  const common = useTranslations('common')
  const imports = useTranslations('import.codes')
  const locale = useLocale()
  return useMemo(() => {
    const field = (name: string) => {
      const known = FIELDS.find((one) => one === name)
      return known ? t(`fields.${known}`) : name
    }
    const weekday = (day: number) =>
      new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
    const windows = (value: readonly (readonly [number, number])[]) =>
      value.length === 0
        ? t('facts.always-open')
        : formatList(
            locale,
            value.map((window) => window.map(formatTimeOfDay).join('–')),
          )
    const value = (name: string, said: Json): string => {
      if (name === 'openWindows') return windows((said ?? []) as unknown as [number, number][])
      if (name === 'closedWeekdays') {
        const days = (said ?? []) as number[]
        return days.length === 0 ? t('facts.no-day') : formatList(locale, days.map(weekday))
      }
      if (said === null || said === '') return t('history.nothing')
      if (typeof said === 'boolean') return t(said ? 'facts.yes' : 'facts.no')
      switch (name) {
        case 'format':
          return common(`formats.${said as 'other'}`)
        case 'marketType':
          return common(`market-types.${said as 'urban'}`)
        case 'contactPreference':
          return t(`contact.${said as 'allowed'}`)
        case 'closedAt':
          return formatDate(locale, String(said).slice(0, 10))
        default:
          return String(said)
      }
    }
    return {
      field,
      value,
      weekday,
      windows,
      fault: ({ field: name, code, params }: FieldFault) =>
        imports(code, { ...params, column: field(name) } as never),
      refusal: (code: string) =>
        t.has(`refusals.${code}` as never) ? t(`refusals.${code}` as never) : t('refusals.malformed'),
    }
  }, [t, common, imports, locale])
}
