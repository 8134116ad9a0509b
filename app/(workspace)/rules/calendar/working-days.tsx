'use client'

import { useLocale, useTranslations } from 'next-intl'
import shared from '@/app/(workspace)/rules/rules.module.css'
import type { CalendarMonth, WorkingDaysChange } from '@/lib/domain/calendar/month-sheet'
import { formatDate } from '@/lib/i18n/format'
import classes from './calendar.module.css'
import { nameOfDay } from './name-of-day'

type Props = { change: WorkingDaysChange; months: readonly CalendarMonth[] }

/** What the chosen calendar does to the days that the planner looks at. */
export function WorkingDays({ change: { before, after, lost, gained }, months }: Props) {
  const t = useTranslations('rules.calendar-page')
  const locale = useLocale()
  const day = (date: string | undefined) => formatDate(locale, date ?? '', 'weekday')
  const span = { from: day(after[0]), to: day(after.at(-1)), before: day(before.at(-1)) }
  const isSame = lost.length === 0 && gained.length === 0
  const days = months.flatMap((month) => month.days)
  const named = (date: string) => {
    const name = nameOfDay(locale, days.find((one) => one.date === date)?.named ?? null)
    return name ? t('day', { date: day(date), name }) : day(date)
  }
  return (
    <div role="status">
      <h2 className={shared.heading}>{t('change')}</h2>
      <p className={shared.soft}>{t(isSame ? 'change-none' : 'change-some', span)}</p>
      {[['lost', lost] as const, ['gained', gained] as const].map(
        ([kind, dates]) =>
          dates.length > 0 && (
            <div key={kind}>
              <strong>{t(kind)}</strong>
              <ul className={classes.faults} aria-label={t(kind)}>
                {dates.map((date) => (
                  <li key={date}>{named(date)}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </div>
  )
}
