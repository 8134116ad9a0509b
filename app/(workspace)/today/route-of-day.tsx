'use client'

import { ActionIcon, Badge, Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCalendarWeek,
  IconChevronLeft,
  IconChevronRight,
  IconLock,
  IconNavigation,
  IconPhone,
  IconPlus,
  IconPrinter,
  IconRoute,
} from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type CSSProperties, Fragment, useEffect, useRef, useState } from 'react'
import { usePlanWords } from '@/app/(workspace)/plans/words'
import {
  formatDate,
  formatDistance,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTimeOfDay,
} from '@/lib/i18n/format'
import { objectiveOf, objectiveSentence } from '@/lib/i18n/purpose-sentence'
import { EmptyState } from '@/lib/ui/empty-state'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { TodayView } from '@/lib/usecases/view-today'
import type { WeekDay, WeekStop } from '@/lib/usecases/view-week'
import type { Recording } from './record-dialog'
import { RecordState } from './record-state'
import classes from './today.module.css'

const DayMap = dynamic(() => import('./day-map').then((m) => m.DayMap), { ssr: false })
const RecordDialog = dynamic(() => import('./record-dialog').then((m) => m.RecordDialog), { ssr: false })

/** The route of one day, for the phone: the map above, the stops in order below, everything under one thumb. */
export function RouteOfDay({ view }: { view: TodayView }) {
  const t = useTranslations('today')
  const { day, plan, may, week, territory } = view
  const [selected, setSelected] = useState<number | null>(null)
  const [recording, setRecording] = useState<Recording>()
  const hasRoute = plan !== null && day !== null && day.stops.length > 0
  return (
    <div className={classes.screen} style={{ '--day-color': weekdayColor(view.date) } as CSSProperties}>
      <section className={classes.map} aria-label={t('map')}>
        <DayMap view={view} selected={selected} onSelect={setSelected} />
      </section>
      <section className={classes.sheet} aria-label={t('list')}>
        <Head view={view} />
        {hasRoute ? (
          <Stops view={view} day={day} selected={selected} onSelect={setSelected} onRecord={setRecording} />
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
        <Unplanned view={view} onRecord={setRecording} />
      </section>
      {recording && (
        <RecordDialog view={view} recording={recording} onClose={() => setRecording(undefined)} />
      )}
    </div>
  )
}

/** Visits that were made without a plan, and the way to record another. */
function Unplanned({ view, onRecord }: { view: TodayView; onRecord: (recording: Recording) => void }) {
  const t = useTranslations('today.record')
  const { records, day, may, subjects } = view
  const isPlanned = (id: number) => day?.stops.some(({ retailer }) => retailer.id === id)
  const added = records.filter(({ retailerId }) => !isPlanned(retailerId))
  if (added.length === 0 && !may.record) return null
  return (
    <section className={classes.added} aria-label={t('added')}>
      {added.length > 0 && (
        <>
          <h2>{t('added')}</h2>
          <ul>
            {added.map((record) => (
              <li key={record.id}>
                <Link href={`/retailers/${record.retailerId}`}>{record.retailerName}</Link>
                <RecordState
                  name={record.retailerName}
                  record={record}
                  mayRecord={may.record}
                  onRecord={() => {
                    const subject = subjects.find(({ id }) => id === record.retailerId)
                    if (subject) onRecord({ subject, channel: 'onsite', record })
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {may.record && (
        <Button
          size="md"
          fullWidth
          variant="default"
          leftSection={<IconPlus size={18} stroke={1.8} />}
          onClick={() => onRecord({ subject: null, channel: 'onsite', record: undefined })}
        >
          {t('add')}
        </Button>
      )}
    </section>
  )
}

/** What is done of the day, and what that comes to in the month. */
function Progress({ view }: { view: TodayView }) {
  const t = useTranslations('today.record')
  const locale = useLocale()
  const { day, records, coverage } = view
  if (!coverage) return null
  const planned = day?.stops.length ?? 0
  const done =
    day?.stops.filter(({ retailer }) =>
      records.some((record) => record.retailerId === retailer.id && record.done),
    ).length ?? 0
  const { visited, retailers, month } = coverage
  return (
    <div className={classes.progress}>
      {planned > 0 && (
        <>
          <strong>{t('progress', { done, planned })}</strong>
          <progress max={planned} value={done} aria-hidden="true" />
        </>
      )}
      {retailers > 0 && (
        <span>
          <ExplainedNumber
            label={t('coverage.title')}
            value={t('coverage.value', {
              month: formatMonth(locale, month),
              visited: formatNumber(locale, visited),
              retailers: formatNumber(locale, retailers),
            })}
            formula={t('coverage.formula')}
            parameters={[{ name: t('coverage.title'), value: formatPercent(locale, visited / retailers) }]}
            source={t('coverage.source')}
          />
        </span>
      )}
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
      <Progress view={view} />
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
  onRecord,
}: {
  view: TodayView
  day: WeekDay
  selected: number | null
  onSelect: (retailerId: number | null) => void
  onRecord: (recording: Recording) => void
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
            view={view}
            stop={stop}
            index={index}
            isSelected={selected === stop.retailer.id}
            onSelect={onSelect}
            onRecord={onRecord}
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
  view,
  stop,
  index,
  isSelected,
  onSelect,
  onRecord,
}: {
  view: TodayView
  stop: WeekStop
  index: number
  isSelected: boolean
  onSelect: (retailerId: number | null) => void
  onRecord: (recording: Recording) => void
}) {
  const t = useTranslations('today')
  const plan = useTranslations('plan')
  const locale = useLocale()
  const words = usePlanWords()
  const row = useRef<HTMLLIElement>(null)
  const { retailer, channel, driveSeconds, driveMeters, purposes, breaches, lock } = stop
  const isPhone = channel === 'phone'
  const record = view.records.find(({ retailerId }) => retailerId === retailer.id)
  const subject = view.subjects.find(({ id }) => id === retailer.id)
  const objectives = purposes.filter(({ code }) => code === 'objective')
  const isNext = view.nextIndex === index && !record
  const isPast = record !== undefined || (view.nextIndex !== null && index < view.nextIndex)
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
          {lock && <IconLock size={15} stroke={1.7} role="img" aria-label={words.lock(lock)} />}
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
        {purposes
          .filter(({ code }) => code !== 'objective')
          .map((purpose) => (
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
      {objectives.length > 0 && (
        <ul className={classes.stopObjectives}>
          {objectives.map((objective) => {
            const { objectiveId, reviewId, tradeArea, month } = objectiveOf(objective)
            return (
              <li key={objectiveId} data-done={record?.objectives.includes(objectiveId) || undefined}>
                {objectiveSentence(objective, { plan, locale })}{' '}
                <Link href={`/reviews/${reviewId}`}>
                  {t('record.of-review', { tradeArea, month: formatMonth(locale, month) })}
                </Link>
              </li>
            )
          })}
        </ul>
      )}
      <RecordState
        name={retailer.name}
        record={record}
        mayRecord={subject !== undefined}
        onRecord={() => {
          if (subject) onRecord({ subject, channel: isPhone ? 'phone' : 'onsite', record })
        }}
      />
    </li>
  )
}
