/**
 * Why a visit is made, as a sentence in the reader's language, from the code and parameters of a planned visit.
 *
 * Shape   takes the translator of namespace `plan`, so that it serves server and browser alike.
 */
import type { useTranslations } from 'next-intl'
import { assert } from '@/lib/domain/assert'
import type { LocalizedName, ObjectivePurpose, PurposeParam } from '@/lib/domain/routing/service/purposes'
import { formatDate, formatMonth, formatNumber } from './format'

type Translator = ReturnType<typeof useTranslations<'plan'>>
export type CodedPurpose = {
  readonly code: string
  readonly params: Readonly<Record<string, PurposeParam>>
}
export type PurposeWords = { readonly plan: Translator; readonly locale: string }

export function purposeSentence({ code, params }: CodedPurpose, words: PurposeWords): string {
  const { plan, locale } = words
  const key = `purposes.${code}` as const
  if (!plan.has(key as never)) return code
  const said = (values: Record<string, PurposeParam>) => plan(key as never, values as never)
  switch (code) {
    case 'objective': {
      const { tradeArea, month } = objectiveOf({ code, params })
      return said({
        sentence: objectiveSentence({ code, params }, words),
        tradeArea,
        month: formatMonth(locale, month),
      })
    }
    case 'no-order':
      return said({ ...params, lastOrderMonth: formatMonth(locale, String(params.lastOrderMonth)) })
    case 'agreed':
      return said({ ...params, date: formatDate(locale, String(params.date), 'weekday') })
    case 'service':
      return said({
        ...params,
        from: formatNumber(locale, Number(params.from), 1),
        to: formatNumber(locale, Number(params.to), 1),
        month: formatMonth(locale, String(params.month)),
      })
    case 'overdue':
    case 'due':
      return said({ ...params, intervalDays: formatNumber(locale, Number(params.intervalDays), 1) })
    default:
      return said(params)
  }
}

/** What is to be done, without where that was decided. */
export function objectiveSentence(purpose: CodedPurpose, { plan, locale }: PurposeWords): string {
  const { objective, product, priceClass, event } = objectiveOf(purpose)
  const nameOf = ({ nameEn, nameZh }: LocalizedName) => (locale === 'zh-CN' ? nameZh : nameEn)
  const named = product ?? priceClass
  const key = `purpose.objective.${objective}` as const
  if (!plan.has(key as never)) return objective
  const sentence = plan(key as never, { subject: named ? nameOf(named) : 'none' } as never)
  return event ? plan('purpose.occasion', { sentence, event }) : sentence
}

export function objectiveOf(purpose: CodedPurpose): ObjectivePurpose['params'] {
  assert(purpose.code === 'objective', `a purpose ${purpose.code} is no objective`)
  return purpose.params as ObjectivePurpose['params']
}
