'use client'

/**
 * Sentences for what the plan says in codes: purposes, breaches, why a visit has no place and what would admit it.
 *
 * Shape   parameters in seconds become minutes or times of day here, days of the cycle become dates.
 */
import { useLocale, useTranslations } from 'next-intl'
import { AGREED_LOCK_REASON } from '@/lib/domain/routing/service/agreed-day'
import { formatDistance, formatDuration, formatList, formatNumber, formatTimeOfDay } from '@/lib/i18n/format'
import { type CodedPurpose, purposeSentence } from '@/lib/i18n/purpose-sentence'
import { unplannedSentence } from '@/lib/i18n/unplanned-sentence'
import type { UnplannedVisitView, WeekStop } from '@/lib/usecases/view-week'

export type Coded = CodedPurpose

/** The reviews that gave a visit its objectives or its interval. */
export function reviewIdsOf({ purposes }: Pick<WeekStop, 'purposes'>): number[] {
  const ids = purposes.flatMap(({ code, params }) =>
    code === 'objective' || code === 'service' ? [Number(params.reviewId)] : [],
  )
  return [...new Set(ids)]
}

export function usePlanWords() {
  const t = useTranslations('plan')
  const locale = useLocale()
  const say = (key: string, values?: Coded['params']) =>
    t.has(key as never) ? t(key as never, values as never) : key

  return {
    purpose: (purpose: Coded) => purposeSentence(purpose, { plan: t, locale }),
    chip: ({ code }: Coded) => say(`chips.${code}`),
    /** Who holds the visit to its day, and why. */
    lock: ({ by, reason }: NonNullable<WeekStop['lock']>) =>
      reason === AGREED_LOCK_REASON ? say('stop.agreed') : say('stop.locked', { by: by || '–', reason }),
    breach: ({ code, params }: Coded) => {
      const times =
        code === 'window'
          ? { start: formatTimeOfDay(Number(params.start)), leave: formatTimeOfDay(Number(params.leave)) }
          : {}
      const minutes =
        params.seconds === undefined
          ? {}
          : { minutes: formatNumber(locale, Math.ceil(Number(params.seconds) / 60)) }
      const key = code === 'day-off' && params.visits === undefined ? 'day-off-single' : code
      return say(`breaches.${key}`, { ...params, ...times, ...minutes })
    },
    whyUnplanned: (visit: UnplannedVisitView, dates: readonly string[]) =>
      unplannedSentence(visit, dates, { plan: t, locale }),
    refusal: (code: string) => say(`refused.${code}`),
    /** `+7 min`, `−1.2 km`. */
    change: (deltaSeconds: number, deltaMeters: number) => {
      const minutes = Math.round(deltaSeconds / 60)
      if (minutes === 0 && Math.abs(deltaMeters) < 50) return say('move.no-change')
      const signed = (value: number, text: (amount: number) => string) =>
        `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`
      return formatList(locale, [
        signed(minutes, (amount) => formatDuration(locale, amount * 60)),
        signed(deltaMeters, (amount) => formatDistance(locale, amount)),
      ])
    },
  }
}
