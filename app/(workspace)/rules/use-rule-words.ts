'use client'

/** What fields, values, faults and refusals are called. Stored paths and codes stay behind. */
import { useLocale, useTranslations } from 'next-intl'
import type { ParameterFault } from '@/lib/domain/parameters/check-parameters'
import {
  type FieldValue,
  PARAMETER_FIELDS,
  type ParameterField,
  type ParameterKind,
} from '@/lib/domain/parameters/parameter-fields'
import type { BuiltInTradeAreaType } from '@/lib/domain/trade-area/type-code'
import { type Indicator, SIGNS } from '@/lib/domain/trade-area/typing-rule'
import { formatNumber } from '@/lib/i18n/format'

const PERCENT_DIGITS = 6

export function useRuleWords(kind: ParameterKind) {
  const t = useTranslations('rules')
  const common = useTranslations('common')
  const locale = useLocale()
  const say = (key: string, values?: Record<string, string | number>) => t(key as never, values as never)

  const name = (path: string): string => {
    const [first = '', last = ''] = path.split('.')
    if (kind === 'rings') {
      return t('rings-page.radius-of', {
        name: say(`rings-page.classes.${first}.name`),
        ring: common(`rings.${last as 'core'}`),
      })
    }
    if (kind === 'service-rules') {
      return t('service.field-of', {
        serviceClass: first,
        field: say(`fields.service-rules.${last}.name`),
      })
    }
    if (kind === 'typing' && first === 'weights') return say(`signs.${last}`)
    if (kind === 'typing' && first === 'ownKind') return say(`own-kinds.${last}`)
    return say(`fields.${kind}.${path}.name`)
  }

  const about = (path: string): string => {
    const [first = '', last = ''] = path.split('.')
    if (kind === 'typing' && first === 'weights') {
      const { type } = SIGNS[last as Indicator]
      return t('fields.typing.speaks-for', { type: common(`trade-area-types.${type}`) })
    }
    if (kind === 'typing' && first === 'ownKind') return t('fields.typing.own-kind-about')
    return say(`fields.${kind}.${path}.about`)
  }

  const choice = (value: string): string =>
    kind === 'typing'
      ? common(`trade-area-types.${value as BuiltInTradeAreaType}`)
      : t(`channels.${value as 'onsite'}`)

  const number = (field: ParameterField, value: number) =>
    formatNumber(locale, asShown(field, value), PERCENT_DIGITS)

  const inWords = (field: ParameterField, value: FieldValue | null): string => {
    if (value === null || value === '') return '–'
    if (field.type === 'choice') return choice(String(value))
    return t(`units.${field.unit}`, { value: number(field, Number(value)) })
  }
  const fieldAt = (path: string) => PARAMETER_FIELDS[kind].find((field) => field.path === path)!

  return {
    name,
    about,
    choice,
    value: (path: string, value: FieldValue | null) => inWords(fieldAt(path), value),
    /** `5 to 60 days` */
    bounds: (field: ParameterField) => {
      if (field.type === 'choice') return ''
      const range = t('units.range', { from: number(field, field.from), to: number(field, field.to) })
      return t(`units.${field.unit}`, { value: range })
    },
    fault: ({ path, code, params }: ParameterFault): string => {
      const field = fieldAt(path)
      if (code === 'range') {
        return t('faults.range', {
          from: number(field, Number(params.from)),
          to: number(field, Number(params.to)),
        })
      }
      if (code !== 'order') return t(`faults.${code}`)
      const other = String(params.other)
      const key = kind === 'service-rules' ? 'order-from' : 'order-above'
      return t(`faults.${key}`, { other: name(other), value: inWords(fieldAt(other), Number(params.value)) })
    },
  }
}

/** A share is kept as 0 … 1 and shown in percent. */
export function asShown(field: ParameterField, value: number): number {
  return field.type !== 'choice' && field.unit === 'share' ? rounded(value * 100) : value
}

export function asStored(field: ParameterField, value: number): number {
  return field.type !== 'choice' && field.unit === 'share' ? rounded(value / 100) : value
}

/** Free of what binary fractions leave behind. */
function rounded(value: number): number {
  return Number(value.toFixed(PERCENT_DIGITS + 2))
}
