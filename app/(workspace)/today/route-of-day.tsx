'use client'

import { ActionIcon, Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCalendarWeek,
  IconChevronLeft,
  IconChevronRight,
  IconLock,
  IconNavigation,
  IconPhone,
  IconPrinter,
  IconRoute,
} from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type CSSProperties, Fragment, useEffect, useRef, useState } from 'react'
import { usePlanWords } from '@/app/(workspace)/plans/words'
import { formatDate, formatDistance, formatNumber, formatTimeOfDay } from '@/lib/i18n/format'
import { EmptyState } from '@/lib/ui/empty-state'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { TodayView } from '@/lib/usecases/view-today'
import type { WeekDay, WeekStop } from '@/lib/usecases/view-week'
import classes from './today.module.css'

const DayMap = dynamic(() => import('./day-map').then((m) => m.DayMap), { ssr: false })

/** The route of one day, for the phone: the map above, the stops in order below, everything under one thumb. */
export function RouteOfDay({ view }: { view: TodayView }) {
  const t = useTranslations('today')
  const { day, plan, may, week, territory } = view
  const [selected, setSelected] = useState<number | null>(null)
  const hasRoute = plan !== null && day !== null && day.stops.length > 0
  return (
    <div className={classes.screen} style={{ '--day-color': weekdayColor(view.date) } as CSSProperties}>
      <section className={classes.map} aria-label={t('map')}>
        <DayMap view={view} selected={selected} onSelect={setSelected} />
      </section>
      <section className={classes.sheet} aria-label={t('list')}>
        <Head view={view} />
        {hasRoute ? (
          <Stops view={view} day={day} selected={selected} onSelect={setSelected} />
        ) : (
          <EmptyState
            icon={IconRoute}
            title={plan ? t('empty.free') : t('empty.title')}
            action={
              !plan &&
              may.plan && (
                <Link className={classes.button} href={`/plans?territory=${territory.id}&week=${week}`}>
                  {t('empty.plan')}
                </Link>
              )
            }
          >
            {!plan && (may.publish ? t('empty.text') : t('empty.text-view'))}
          </EmptyState>
        )}
      </section>
    </div>
  )
}

function Head({ view }: { view: TodayView }) {
  const t = useTranslations('today')
  const locale = useLocale()
  const { date, today, isAhead, day, plan, territory, week, dayBefore, dayAfter } = view
  const to = (iso: string) => `/today?territory=${territory.id}&date=${iso}`
  return (
    <header className={classes.head}>
      <div className={classes.headLine}>
        <Step href={to(dayBefore)} label={t('previous-day')} icon={<IconChevronLeft size={20} />} />
        <div className={classes.headTitle}>
          {isAhead && plan && <p>{t('next')}</p>}
          <h1>
            {date === today ? `${t('title')}, ` : ''}
            {formatDate(locale, date, 'weekday')}
          </h1>
          {day && day.stops.length > 0 && (
            <p>
              {t('route', {
                visits: day.stops.length,
                start: formatTimeOfDay(day.startTime ?? 0),
                end: formatTimeOfDay(day.endTime ?? 0),
                distance: formatDistance(locale, day.driveMeters),
              })}
            </p>
          )}
        </div>
        <Step href={to(dayAfter)} label={t('next-day')} icon={<IconChevronRight size={20} />} />
      </div>
      <div className={classes.headLinks}>
        {plan?.status === 'draft' && (
          <Badge color="orange" variant="light">
            {t('draft')}
          </Badge>
        )}
        <Link href={`/plans?territory=${territory.id}&week=${week}`}>
          <IconCalendarWeek size={16} stroke={1.6} aria-hidden="true" /> {t('whole-week')}
        </Link>
        {plan && day?.dayIndex !== null && day && day.stops.length > 0 && (
          <a href={`/sheets/${plan.id}?day=${day.dayIndex}`}>
            <IconPrinter size={16} stroke={1.6} aria-hidden="true" /> {t('sheet')}
          </a>
        )}
      </div>
    </header>
  )
}

function Step({ href, label, icon }: { href: string; label: string; icon: React.ReactNode }) {
  return (
    <ActionIcon component={Link} href={href} size={44} variant="subtle" color="gray" aria-label={label}>
      {icon}
    </ActionIcon>
  )
}

function Stops({
  view,
  day,
  selected,
  onSelect,
}: {
  view: TodayView
  day: WeekDay
  selected: number | null
  onSelect: (retailerId: number | null) => void
}) {
  const t = useTranslations('today')
  const { break: pause } = day
  const afterBreak = pause ? day.stops.findIndex(({ start }) => start >= pause.start) : -1
  return (
    <ol className={classes.stops}>
      <li className={classes.edge}>{t('start', { time: formatTimeOfDay(day.startTime ?? 0) })}</li>
      {day.stops.map((stop, index) => (
        <Fragment key={stop.retailer.id}>
          {index === afterBreak && <Break day={day} />}
          <Stop
            stop={stop}
            index={index}
            isNext={view.nextIndex === index}
            isPast={view.nextIndex !== null && index < view.nextIndex}
            isSelected={selected === stop.retailer.id}
            onSelect={onSelect}
          />
        </Fragment>
      ))}
      {afterBreak < 0 && <Break day={day} />}
      <li className={classes.edge}>{t('home', { time: formatTimeOfDay(day.endTime ?? 0) })}</li>
    </ol>
  )
}

function Break({ day }: { day: WeekDay }) {
  const t = useTranslations('today')
  if (!day.break) return null
  const [start, end] = [formatTimeOfDay(day.break.start), formatTimeOfDay(day.break.end)]
  return <li className={classes.edge}>{t('break', { start, end })}</li>
}

function Stop({
  stop,
  index,
  isNext,
  isPast,
  isSelected,
  onSelect,
}: {
  stop: WeekStop
  index: number
  isNext: boolean
  isPast: boolean
  isSelected: boolean
  onSelect: (retailerId: number | null) => void
}) {
  const t = useTranslations('today')
  const plan = useTranslations('plan')
  const locale = useLocale()
  const words = usePlanWords()
  const row = useRef<HTMLLIElement>(null)
  const { retailer, channel, driveSeconds, driveMeters, purposes, breaches, lock } = stop
  const isPhone = channel === 'phone'
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <li
      ref={row}
      className={classes.stop}
      data-next={isNext || undefined}
      data-past={isPast || undefined}
      data-selected={isSelected || undefined}
    >
      <span className={classes.number}>{index + 1}</span>
      <button
        type="button"
        className={classes.stopMain}
        aria-pressed={isSelected}
        onClick={() => onSelect(isSelected ? null : retailer.id)}
      >
        <span className={classes.stopTitle}>
          <time>{formatTimeOfDay(stop.start)}</time>
          <strong>{retailer.name}</strong>
          {isPhone && <IconPhone size={16} stroke={1.6} role="img" aria-label={plan('stop.phone')} />}
          {lock && <IconLock size={15} stroke={1.7} aria-hidden="true" />}
        </span>
        <span className={classes.stopAbout}>
          {retailer.address || retailer.code}
          {!isPhone &&
            driveMeters > 0 &&
            ` · ${t('leg', {
              minutes: formatNumber(locale, Math.round(driveSeconds / 60)),
              distance: formatDistance(locale, driveMeters),
            })}`}
        </span>
        {isNext && <span className={classes.now}>{t('now')}</span>}
        {purposes.map((purpose) => (
          <span key={purpose.code} className={classes.purpose} data-code={purpose.code}>
            {words.purpose(purpose)}
          </span>
        ))}
        {retailer.isClosed && <span className={classes.breach}>{plan('stop.closed')}</span>}
        {breaches.map((breach) => (
          <span key={breach.code} className={classes.breach}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" /> {words.breach(breach)}
          </span>
        ))}
      </button>
      <span className={classes.stopLinks}>
        {!isPhone && (
          <ActionIcon
            component="a"
            href={`geo:${retailer.position[1]},${retailer.position[0]}?q=${retailer.position[1]},${retailer.position[0]}`}
            size={44}
            variant="light"
            aria-label={t('navigate', { name: retailer.name })}
          >
            <IconNavigation size={20} stroke={1.6} />
          </ActionIcon>
        )}
        <ActionIcon
          component={Link}
          href={`/retailers/${retailer.id}`}
          size={44}
          variant="subtle"
          color="gray"
          aria-label={t('open', { name: retailer.name })}
        >
          <IconChevronRight size={20} stroke={1.6} />
        </ActionIcon>
      </span>
    </li>
  )
}
