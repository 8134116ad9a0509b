'use client'

import { Button, Group } from '@mantine/core'
import { IconHandClick } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { SuggestionTerm } from '@/lib/domain/allocation/zone-suggestion'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import type { ZoneView } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import { signedPercent, type useAllocationWords } from './words'

type Props = {
  zone: ZoneView
  words: ReturnType<typeof useAllocationWords>
  mayChange: boolean
  onSet: () => void
  onShow: (tab: 'tiers' | 'shops') => void
}

/** Why a zone gets what it gets: each term of its factor as a sentence, then from the factor to the cartons. */
export function ZoneDetail({ zone, words, mayChange, onSet, onShow }: Props) {
  const t = useTranslations('allocation')
  const locale = useLocale()
  const name = words.zone(zone.key)
  const factor = formatNumber(locale, zone.factor, 3)
  const { demandUnits, suggestedUnits, over, override } = zone
  return (
    <section className={classes.detail} aria-label={name}>
      <h2>{t('terms.title', { zone: name, factor })}</h2>
      <dl className={classes.terms}>
        {zone.terms.map((term) => (
          <div key={term.term}>
            <dt>{term.inputs.zone === null ? '–' : signedPercent(locale, term.value)}</dt>
            <dd>
              {term.term === 'review' ? (
                <ReviewSentence zone={zone} words={words} />
              ) : (
                <TermSentence term={term} />
              )}
            </dd>
          </div>
        ))}
        <div className={classes.termSum}>
          <dt>{factor}</dt>
          <dd>
            {t(zone.bound ? `terms.sum-${zone.bound}` : 'terms.sum', {
              raw: formatNumber(locale, zone.rawFactor, 3),
            })}
          </dd>
        </div>
      </dl>
      <p>
        {t('terms.suggestion', {
          need: demandUnits,
          factor,
          suggested: formatNumber(locale, suggestedUnits, 1),
          over: words.signed(over.suggested),
        })}{' '}
        <Adjustment zone={zone} />
      </p>
      <Market zone={zone} />
      <Group gap="xs">
        {mayChange && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconHandClick size={14} stroke={1.8} />}
            onClick={onSet}
          >
            {override ? t('zones.change') : t('zones.set')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => onShow('tiers')}>
          {t('zones.show-tiers')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onShow('shops')}>
          {t('zones.show-shops')} · {formatNumber(locale, zone.retailers)}
        </Button>
      </Group>
    </section>
  )
}

/** One for each review that asks for it, with the way to it. */
function ReviewSentence({ zone: { reviews = [] }, words }: Pick<Props, 'zone' | 'words'>) {
  const t = useTranslations('allocation.terms')
  return reviews.map(({ reviewId, month, change }) => (
    <span key={`${reviewId} ${change}`}>
      {t('review', { month: words.month(month), change: words.signed(change) })}{' '}
      <Link href={`/reviews/${reviewId}`}>{t('open-review')}</Link>{' '}
    </span>
  ))
}

function TermSentence({ term: { term, parameter, inputs } }: { term: SuggestionTerm }) {
  const t = useTranslations('allocation.terms')
  const locale = useLocale()
  if (term === 'review') return null
  if (inputs.zone === null) return t(`${term}-none`)
  const figure = (value: number) =>
    term === 'fill' ? formatPercent(locale, value, 1) : formatNumber(locale, value, term === 'isr' ? 2 : 3)
  return t(term, {
    zone: figure(inputs.zone),
    target: figure(inputs.target),
    parameter: formatNumber(locale, parameter, 2),
  })
}

function Adjustment({ zone: { adjustment, units, override } }: { zone: ZoneView }) {
  const t = useTranslations('allocation.adjustments')
  const { code } = adjustment
  if (code !== 'set-by-hand') return t(code, { units })
  const reason = override?.reason ?? ''
  return override?.author
    ? t('set-by-hand', { units, reason, author: override.author })
    : t('set-by-hand-unnamed', { units, reason })
}

function Market({ zone: { marketState, priceIndex, isr } }: { zone: ZoneView }) {
  const t = useTranslations('allocation')
  const locale = useLocale()
  if (marketState === null || priceIndex === null || isr === null) return null
  const figures = { price: formatNumber(locale, priceIndex, 2), isr: formatNumber(locale, isr, 2) }
  if (marketState === 'check-data') return <p>{t('terms.market-check', figures)}</p>
  const state = t(`market.${marketState}`)
  return <p>{t('terms.market', { ...figures, state: locale === 'en' ? state.toLowerCase() : state })}</p>
}
