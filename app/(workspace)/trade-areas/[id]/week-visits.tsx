'use client'

import { IconCheck, IconPhone, IconX } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { usePlanWords } from '@/app/(workspace)/plans/words'
import { formatDate, formatTimeOfDay } from '@/lib/i18n/format'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { TradeAreaView, ZoneVisit } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

/** The published visits of the week in the zone, day by day. */
export function WeekVisits({ view }: { view: TradeAreaView }) {
  const t = useTranslations('trade-area.week')
  const locale = useLocale()
  const { week, today, days, visits } = view.week
  return (
    <div className={classes.panel}>
      <h3>{t('visits', { count: visits.length })}</h3>
      {visits.length === 0 && (
        <p className={classes.note}>
          {t('no-visits')} <Link href={`/plans?week=${week}`}>{t('open-plans')}</Link>
        </p>
      )}
      {days.map((date) => {
        const ofDay = visits.filter((visit) => visit.date === date)
        if (ofDay.length === 0) return null
        return (
          <section
            key={date}
            className={classes.day}
            style={{ '--day-color': weekdayColor(date) } as CSSProperties}
          >
            <h4>
              {formatDate(locale, date, 'weekday')} <span>{t('day-visits', { count: ofDay.length })}</span>
            </h4>
            <ul>
              {ofDay.map((visit) => (
                <Visit
                  key={`${visit.retailerId} ${visit.start}`}
                  visit={visit}
                  week={week}
                  isPast={date < today}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Visit({ visit, week, isPast }: { visit: ZoneVisit; week: string; isPast: boolean }) {
  const t = useTranslations('trade-area.week')
  const words = usePlanWords()
  const { start, leave, channel, retailerId, retailerName, territoryId, managerName, territoryName } = visit
  const [purpose] = visit.purposes
  const state =
    visit.done === true ? 'done' : visit.done === false ? 'not-done' : isPast ? 'no-record' : 'planned'
  return (
    <li>
      <time>
        {formatTimeOfDay(start)}–{formatTimeOfDay(leave)}
      </time>
      <span className={classes.visit}>
        <Link href={`/retailers/${retailerId}`}>{retailerName}</Link>
        {channel === 'phone' && <IconPhone size={13} stroke={1.8} aria-label={t('by-phone')} />}
        <span className={classes.visitAbout}>
          <Link href={`/plans?territory=${territoryId}&week=${week}`}>{managerName ?? territoryName}</Link>
          {purpose && ` · ${words.purpose(purpose)}`}
        </span>
      </span>
      <span className={classes.state} data-state={state}>
        {state === 'done' && <IconCheck size={13} stroke={2.2} aria-hidden />}
        {state === 'not-done' && <IconX size={13} stroke={2.2} aria-hidden />}
        {t(`states.${state}`)}
      </span>
    </li>
  )
}
