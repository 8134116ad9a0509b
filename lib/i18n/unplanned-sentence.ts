/**
 * Why a visit has no place and what would admit it, as a sentence in the reader's language.
 *
 * Where several rules must give way together the planner widens each without measure; such figures say nothing, and
 * "at any time" stands for them.
 *
 * Units   seconds of the day become times; days of the plan become dates, by their place in `dates`.
 * Shape   takes the translator of namespace `plan`, so that it serves server and browser alike.
 */
import type { Interval, Relaxation, Unplanned } from '@/lib/domain/routing/problem'
import { formatDate, formatList, formatNumber, formatTimeOfDay } from './format'
import type { PurposeWords } from './purpose-sentence'

type Explained = Pick<Unplanned, 'reason'> & { readonly needs: NonNullable<Unplanned['needs']> | null }

const DAY_S = 86_400
const PRIORITY_ANY = 10_000
/** Calendar days to a working day, with room to spare. */
const GAP_ANY = 10

export function unplannedSentence(
  { reason, needs }: Explained,
  dates: readonly string[],
  words: PurposeWords,
): string {
  const { plan } = words
  const why = plan(`reasons.${reason}`)
  if (!needs) return why
  const parts = [needs, ...(needs.and ?? [])].map((one) => needOf(one, dates, words))
  return plan('needs.lead', { why, what: parts.join(plan('needs.and')) })
}

function needOf(
  { field, from, to }: Relaxation,
  dates: readonly string[],
  { plan, locale }: PurposeWords,
): string {
  const days = (indexes: readonly number[]) =>
    formatList(
      locale,
      indexes.map((day) => formatDate(locale, dates[day] ?? '', 'weekday')),
    )
  const gone = () => {
    const kept = to as readonly number[]
    return days((from as readonly number[]).filter((day) => !kept.includes(day)))
  }
  const change = () => ({
    from: formatNumber(locale, Number(from), 1),
    to: formatNumber(locale, Number(to), 1),
  })
  switch (field) {
    case 'windows': {
      const windows = to as readonly Interval[]
      const isAny = windows.some(([open, close]) => open <= 0 && close >= DAY_S)
      return isAny
        ? plan('needs.windows-any')
        : plan('needs.windows', { to: formatList(locale, windows.map(timesOf)) })
    }
    case 'shift': {
      const [start, end] = to as Interval
      if (end <= DAY_S) return plan('needs.shift', { to: timesOf([start, end]) })
      return plan('needs.shift-next-day', {
        start: formatTimeOfDay(start),
        end: formatTimeOfDay(end - DAY_S),
      })
    }
    case 'closedDays':
    case 'daysOff':
      return plan(`needs.${field}`, { days: gone() })
    case 'gapDays': {
      const [least, most] = to as Interval
      const isAny = most > dates.length * GAP_ANY
      return isAny ? plan('needs.gapDays-any') : plan('needs.gapDays', { least, most })
    }
    case 'patterns':
      // the set of days that would be allowed too comes last
      return plan('needs.patterns', { days: days((to as readonly (readonly number[])[]).at(-1) ?? []) })
    case 'priority':
      return Number(to) >= PRIORITY_ANY ? plan('needs.priority-any') : plan('needs.priority', change())
    case 'visitsMax':
      return plan('needs.visitsMax', change())
    case 'channel':
    case 'lock':
      return plan(`needs.${field}`)
    default:
      return plan('needs.other')
  }
}

function timesOf([from, to]: Interval): string {
  return `${formatTimeOfDay(from)}–${formatTimeOfDay(to)}`
}
