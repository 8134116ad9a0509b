'use client'

import { useLocale, useTranslations } from 'next-intl'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { weekdayOf } from '@/lib/domain/calendar/dates'
import type { CalendarDay, CalendarMonth } from '@/lib/domain/calendar/month-sheet'
import { formatDate } from '@/lib/i18n/format'
import classes from './calendar.module.css'
import { nameOfDay } from './name-of-day'

const STATES = ['work', 'weekend', 'holiday', 'make-up'] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

type Props = {
  months: readonly CalendarMonth[]
  today: string
  /** Whether this is in force or only chosen. */
  status: string
  /** Days that the choice changes. */
  changed: readonly string[]
}

/** Month by month, with the names of holidays and make-up workdays below each. */
export function CalendarMonths({ months, today, status, changed }: Props) {
  const t = useTranslations('rules.calendar-page')
  return (
    <section className={shared.card} aria-labelledby="calendar-months">
      <div className={shared.head}>
        <h2 id="calendar-months" className={shared.heading}>
          {t('months')}
        </h2>
        <span className={shared.small}>{status}</span>
      </div>
      <ul className={classes.legend}>
        {STATES.map((state) => (
          <li key={state}>
            <span className={classes.swatch} data-state={state} aria-hidden />
            {t(`states.${state}`)}
          </li>
        ))}
      </ul>
      <div className={classes.months}>
        {months.map((month) => (
          <Month key={month.month} month={month} today={today} changed={changed} />
        ))}
      </div>
    </section>
  )
}

function Month(props: { month: CalendarMonth; today: string; changed: readonly string[] }) {
  const { month, today, changed } = props
  const t = useTranslations('rules.calendar-page')
  const locale = useLocale()
  const [first] = month.days
  if (!first) return null
  const title = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${first.date}T00:00:00Z`),
  )
  return (
    <div>
      <h3 className={classes.month}>{title}</h3>
      <div className={classes.grid}>
        {WEEKDAYS.map((day) => (
          <span key={day} className={classes.weekday} aria-hidden>
            {t(`weekdays.${day}`)}
          </span>
        ))}
        {month.days.map((day, k) => (
          <span
            key={day.date}
            className={classes.day}
            data-state={day.state}
            data-today={day.date === today || undefined}
            data-changed={changed.includes(day.date) || undefined}
            style={k === 0 ? { gridColumnStart: weekdayOf(day.date) } : undefined}
            title={[t(`states.${day.state}`), nameOfDay(locale, day.named)].filter(Boolean).join(': ')}
          >
            {Number(day.date.slice(8))}
          </span>
        ))}
      </div>
      <ul className={classes.names}>
        {namedRuns(month.days).map(({ from, to, state, named }) => (
          <li key={from}>
            {formatDate(locale, from, 'short')}
            {to !== from && `–${formatDate(locale, to, 'short')}`} {nameOfDay(locale, named)}
            {state === 'make-up' && ` · ${t('states.make-up')}`}
          </li>
        ))}
      </ul>
    </div>
  )
}

type Run = { from: string; to: string; state: CalendarDay['state']; named: CalendarDay['named'] }

/** Neighbouring days of one name and kind as one line. */
function namedRuns(days: readonly CalendarDay[]): Run[] {
  const runs: Run[] = []
  let open: Run | undefined
  for (const { date, state, named } of days) {
    if (named && open?.named?.nameEn === named.nameEn && open.state === state) open.to = date
    else {
      open = named ? { from: date, to: date, state, named } : undefined
      if (open) runs.push(open)
    }
  }
  return runs
}
