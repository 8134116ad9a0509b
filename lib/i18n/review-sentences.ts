/**
 * What a review says, in the reader's language: findings and proposals as sentences, cells of their evidence as text.
 *
 * Shape   takes translators and plain facts, so that it serves the screen, the list and the printed document alike.
 */
import type { useTranslations } from 'next-intl'
import type { EvidenceCell, EvidenceUnit, LocalName } from '@/lib/domain/review/evidence'
import type { FindingCode, FindingParam } from '@/lib/domain/review/finding'
import type { Objective } from '@/lib/domain/review/objectives'
import { formatDate, formatMoney, formatNumber, formatPercent } from './format'
import { objectiveSentence } from './purpose-sentence'

type Translator<N extends string> = ReturnType<typeof useTranslations<N>>
export type ReviewWords = {
  readonly locale: string
  readonly review: Translator<'review'>
  readonly common: Translator<'common'>
  readonly plan: Translator<'plan'>
  readonly currency: string
  /** The types of trade areas as the reader calls them. */
  readonly typeName: (code: string | null) => string
  readonly priceClassName: (code: string) => string
}

type FindingText = {
  readonly code: FindingCode | string
  readonly params: Readonly<Record<string, FindingParam>>
}

const PERCENTS = ['priceClassShare', 'fillRate', 'usualFillRate', 'cityFillRate', 'coverage', 'cityCoverage']
const INDEXES = ['index', 'before']
const RATIO_CODES = ['stock-high', 'stock-low']
/** Numbers that choose a plural stay numbers. */
const COUNTS = ['opened', 'products', 'shops', 'notDone', 'others', 'lostShops']

export function findingSentence({ code, params }: FindingText, words: ReviewWords): string {
  const { locale, review } = words
  const key = `findings.sentences.${code}` as const
  if (!review.has(key as never)) return code
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, paramText(code, name, value, words)]),
  )
  const { startsOn, endsOn } = params
  return review(
    key as never,
    {
      priceClass: '',
      brand: '',
      priceClassShare: '',
      ...values,
      direction: params.direction ?? (Number(params.change) > 0 ? 'up' : 'down'),
      by: params.event ? 'event' : 'shops',
      period: typeof startsOn === 'string' ? periodText(startsOn, endsOn as string | null, words) : '',
      ...(code === 'types-changed' && {
        typeFrom: words.typeName(params.typeFrom as string | null),
        typeTo: words.typeName(params.typeTo as string | null),
      }),
      locale,
    } as never,
  )
}

function paramText(code: string, name: string, value: FindingParam, words: ReviewWords): string | number {
  const { locale } = words
  if (value === null) return '–'
  if (typeof value === 'object') return nameText(value, locale)
  if (typeof value === 'string') return value
  if (COUNTS.includes(name)) return value
  if (name === 'change') return formatPercent(locale, Math.abs(value), digitsOf(value))
  if (PERCENTS.includes(name)) return formatPercent(locale, value)
  if (RATIO_CODES.includes(code)) return formatNumber(locale, value, 2)
  if (INDEXES.includes(name)) return formatPercent(locale, value, 1)
  return formatNumber(locale, value)
}

function digitsOf(share: number): number {
  return Math.abs(share) < 0.1 ? 1 : 0
}

export function nameText({ nameEn, nameZh }: LocalName, locale: string): string {
  return locale === 'zh-CN' ? nameZh : nameEn
}

export function periodText(startsOn: string, endsOn: string | null, { locale, review }: ReviewWords): string {
  if (endsOn === startsOn) return formatDate(locale, startsOn, 'short')
  const end = endsOn === null ? review('profile.stays') : formatDate(locale, endsOn, 'short')
  return `${formatDate(locale, startsOn, 'short')} – ${end}`
}

export function cellText(cell: EvidenceCell, unit: EvidenceUnit, words: ReviewWords): string {
  const { locale, common } = words
  if (cell === null) return '–'
  if (typeof cell === 'object') return 'name' in cell ? cell.name : nameText(cell, locale)
  if (typeof cell === 'string') {
    if (unit === 'date') return formatDate(locale, cell)
    return unit === 'format' && common.has(`formats.${cell}` as never)
      ? common(`formats.${cell}` as never)
      : cell
  }
  switch (unit) {
    case 'rate':
      return formatPercent(locale, cell)
    case 'change':
      return changeText(cell, locale)
    case 'index':
      return formatPercent(locale, cell, 1)
    case 'ratio':
      return formatNumber(locale, cell, 2)
    case 'price':
      return formatMoney(locale, cell, words.currency)
    default:
      return formatNumber(locale, cell, 1)
  }
}

/** `+12 %`, `−3.4 %`. */
export function changeText(share: number, locale: string): string {
  const text = formatPercent(locale, Math.abs(share), digitsOf(share))
  return share > 0 ? `+${text}` : share < 0 ? `−${text}` : text
}

export type ProposalText = {
  readonly kind: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

export function proposalSentence({ kind, code, params }: ProposalText, words: ReviewWords): string {
  const { locale, review, plan } = words
  if (kind === 'allocation') {
    const change = formatPercent(locale, Math.abs(Number(params.change)), 1)
    return review('proposals.allocation', { code, change, scope: scopeText(params, words) })
  }
  if (kind === 'service') {
    return review('proposals.service', {
      serviceClass: String(params.serviceClass),
      from: formatNumber(locale, Number(params.from), 1),
      to: Number(params.to),
    })
  }
  const { priceClass, ...rest } = params
  const named = typeof priceClass === 'string' ? words.priceClassName(priceClass) : undefined
  const sentence = objectiveSentence(
    {
      code: 'objective',
      params: {
        ...(rest as Record<string, string>),
        objective: code as Objective,
        ...(named !== undefined && { priceClass: { nameEn: named, nameZh: named } }),
      },
    },
    { plan, locale },
  )
  return sentence
}

function scopeText(
  params: Readonly<Record<string, unknown>>,
  { review, locale, priceClassName }: ReviewWords,
) {
  if (params.product) return nameText(params.product as LocalName, locale)
  if (typeof params.priceClass === 'string') {
    return review('proposals.scopes.class', { name: priceClassName(params.priceClass) })
  }
  return review(params.brandId === undefined ? 'proposals.scopes.all' : 'proposals.scopes.brand')
}
