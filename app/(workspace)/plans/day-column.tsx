'use client'

import { useDroppable } from '@dnd-kit/react'
import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPrinter } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { type CSSProperties, Fragment } from 'react'
import { formatDate, formatDistance, formatDuration, formatPercent, formatTimeOfDay } from '@/lib/i18n/format'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { WeekDay, WeekPlanView } from '@/lib/usecases/view-week'
import type { StopActions } from './day-board'
import classes from './plans.module.css'
import { StopCard } from './stop-card'
import { usePlanWords } from './words'

/** Where a dragged stop would land. */
export type Hover = {
  readonly date: string
  /** Row before which it would stand, counted with the dragged one. */
  readonly index: number
  /** The same, counted without it. */
  readonly position: number
  readonly isSame: boolean
  readonly isTaken: boolean
}

type Props = StopActions & {
  day: WeekDay
  plan: WeekPlanView
  isDimmed: boolean
  selected: number | null
  mayChange: boolean
  hover: Hover | null
  onShow: () => void
}

export function DayColumn(props: Props) {
  const { day, plan, isDimmed, selected, mayChange, hover, onShow, ...actions } = props
  const t = useTranslations('plan')
  const locale = useLocale()
  const words = usePlanWords()
  const { ref } = useDroppable({ id: day.date, data: { date: day.date }, disabled: !mayChange })
  const { stops } = day
  const name = formatDate(locale, day.date, 'weekday')
  const color = weekdayColor(day.date)
  const marker = hover && !hover.isSame && <li className={classes.marker} aria-hidden="true" />
  return (
    <div
      className={classes.column}
      data-dimmed={isDimmed || undefined}
      data-past={day.isPast || undefined}
      style={{ '--day-color': color } as CSSProperties}
    >
      <div className={classes.dayHead}>
        <button
          type="button"
          className={classes.dayName}
          onClick={onShow}
          title={t('day.only', { day: name })}
        >
          <span>{name}</span>
          <span className={classes.dayCount}>{stops.length}</span>
        </button>
        <Tooltip
          label={`${t('day.load', { load: formatPercent(locale, day.load) })} · ${formatDuration(locale, day.driveSeconds)} + ${formatDuration(locale, day.serviceSeconds)}`}
        >
          <div
            className={classes.load}
            role="img"
            aria-label={t('day.load', { load: formatPercent(locale, day.load) })}
            data-over={day.load > 1 || undefined}
          >
            <span style={{ width: `${Math.min(100, 100 * day.load)}%` }} />
          </div>
        </Tooltip>
        <div className={classes.dayFacts}>
          {stops.length > 0 && day.startTime !== null && day.endTime !== null && (
            <span>
              {t('day.route', {
                start: formatTimeOfDay(day.startTime),
                end: formatTimeOfDay(day.endTime),
                distance: formatDistance(locale, day.driveMeters),
              })}
            </span>
          )}
          {stops.length > 0 && (
            <Tooltip label={t('day.sheet', { day: name })}>
              <a
                className={classes.iconLink}
                href={`/sheets/${plan.id}?day=${day.dayIndex}`}
                aria-label={t('day.sheet', { day: name })}
              >
                <IconPrinter size={14} stroke={1.6} />
              </a>
            </Tooltip>
          )}
        </div>
        {day.holiday && (
          <p className={classes.dayNote}>
            {t('day.holiday', { name: locale === 'zh-CN' ? day.holiday.nameZh : day.holiday.nameEn })}
          </p>
        )}
        {day.dayOff && <p className={classes.dayNote}>{t('day.off', { reason: day.dayOff.reason })}</p>}
        {day.breaches.map((breach) => (
          <p key={breach.code} className={classes.warning}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" /> {words.breach(breach)}
          </p>
        ))}
      </div>
      <ol
        ref={ref}
        className={classes.stops}
        aria-label={t('day.label', { day: name, visits: stops.length })}
      >
        {stops.map((stop, index) => (
          <Fragment key={stop.retailer.id}>
            {hover?.index === index && marker}
            {day.break && isBreakBefore(day, index) && (
              <li className={classes.break}>
                {t('day.break', {
                  start: formatTimeOfDay(day.break.start),
                  end: formatTimeOfDay(day.break.end),
                })}
              </li>
            )}
            <StopCard
              stop={stop}
              day={day}
              index={index}
              isSelected={selected === stop.retailer.id}
              mayChange={mayChange}
              {...actions}
            />
          </Fragment>
        ))}
        {hover?.index === stops.length && marker}
        {stops.length === 0 && !hover && (
          <li className={classes.nothing}>{t(day.dayIndex === null ? 'day.not-planned' : 'day.empty')}</li>
        )}
        {stops.length > 0 && day.endTime !== null && (
          <li className={classes.home}>{t('day.home', { time: formatTimeOfDay(day.endTime) })}</li>
        )}
      </ol>
    </div>
  )
}

function isBreakBefore({ break: pause, stops }: WeekDay, index: number): boolean {
  const before = stops[index - 1]
  const stop = stops[index]!
  return pause !== null && pause.start < stop.start && (before === undefined || pause.start >= before.start)
}
