'use client'

/**
 * Sentences for what the plan says in codes: purposes, breaches, why a visit has no place and what would admit it.
 *
 * Shape   parameters in seconds become minutes or times of day here, days of the cycle become dates.
 */
import { useLocale, useTranslations } from 'next-intl'
import { AGREED_LOCK_REASON } from '@/lib/domain/routing/service/agreed-day'
import { formatDate, formatDistance, formatDuration, formatNumber, formatTimeOfDay } from '@/lib/i18n/format'
import { type CodedPurpose, purposeSentence } from '@/lib/i18n/purpose-sentence'
import type { UnplannedVisitView, WeekStop } from '@/lib/usecases/view-week'

export type Coded = CodedPurpose

const NEEDS = [
  'windows',
  'shift',
  'channel',
  'closedDays',
  'gapDays',
  'lock',
  'daysOff',
  'priority',
  'visitsMax',
  'patterns',
] as const
type Needs = NonNullable<UnplannedVisitView['needs']>

const DAY_S = 86_400
/** Where several rules must give way together, each is widened without measure: such figures say nothing. */
const PRIORITY_ANY = 10_000
/** Calendar days to a working day, with room to spare. */
const GAPS_PER_HORIZON = 10

const isWholeDay = (windows: unknown) =>
  (windows as readonly (readonly [number, number])[]).some(([open, close]) => open <= 0 && close >= DAY_S)

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

  const intervals = (value: unknown): string =>
    (value as readonly (readonly [number, number])[])
      .map(([from, to]) => `${formatTimeOfDay(from)}–${formatTimeOfDay(to)}`)
      .join(', ')

  const need = ({ field, from, to }: Omit<Needs, 'and'>, dates: readonly string[]): string => {
    const days = (indexes: readonly number[]) =>
      indexes.map((day) => formatDate(locale, dates[day] ?? '', 'weekday')).join(', ')
    const key = NEEDS.find((name) => name === field) ?? 'other'
    const gone = () => {
      const kept = to as readonly number[]
      return days((from as readonly number[]).filter((day) => !kept.includes(day)))
    }
    switch (key) {
      case 'windows':
        return isWholeDay(to) ? say('needs.windows-any') : say('needs.windows', { to: intervals(to) })
      case 'shift': {
        const [start, end] = to as readonly [number, number]
        if (end <= DAY_S) return say('needs.shift', { to: intervals([to]) })
        return say('needs.shift-next-day', {
          start: formatTimeOfDay(start),
          end: formatTimeOfDay(end - DAY_S),
        })
      }
      case 'patterns':
        return say('needs.patterns', { days: days((to as readonly (readonly number[])[]).at(-1) ?? []) })
      case 'closedDays':
      case 'daysOff':
        return say(`needs.${key}`, { days: gone() })
      case 'gapDays': {
        const [least, most] = to as readonly [number, number]
        return most > dates.length * GAPS_PER_HORIZON
          ? say('needs.gapDays-any')
          : say('needs.gapDays', { least, most })
      }
      case 'priority':
        if (Number(to) >= PRIORITY_ANY) return say('needs.priority-any')
        return say('needs.priority', {
          from: formatNumber(locale, Number(from), 1),
          to: formatNumber(locale, Number(to), 1),
        })
      case 'visitsMax':
        return say(`needs.${key}`, {
          from: formatNumber(locale, Number(from), 1),
          to: formatNumber(locale, Number(to), 1),
        })
      default:
        return say(`needs.${key}`)
    }
  }

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
    whyUnplanned: ({ reason, needs }: UnplannedVisitView, dates: readonly string[]) => {
      const why = say(`reasons.${reason}`)
      if (!needs) return why
      const parts = [needs, ...(needs.and ?? [])].map((one) => need(one, dates))
      return `${why} ${say('needs.lead', { what: parts.join(say('needs.and')) })}`
    },
    refusal: (code: string) => say(`refused.${code}`),
    /** `+7 min`, `−1.2 km`. */
    change: (deltaSeconds: number, deltaMeters: number) => {
      const minutes = Math.round(deltaSeconds / 60)
      if (minutes === 0 && Math.abs(deltaMeters) < 50) return say('move.no-change')
      const signed = (value: number, text: (amount: number) => string) =>
        `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`
      return [
        signed(minutes, (amount) => formatDuration(locale, amount * 60)),
        signed(deltaMeters, (amount) => formatDistance(locale, amount)),
      ].join(', ')
    },
  }
}
