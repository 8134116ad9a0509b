'use client'

import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { formatDate, formatTimeOfDay } from '@/lib/i18n/format'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { WeekDay, WeekStop, WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'
import { RouteMap } from './route-map'
import { reviewIdsOf, usePlanWords } from './words'

type Props = {
  view: WeekView
  shownDay: string | null
  selected: number | null
  onSelect: (retailerId: number | null) => void
  onShowDay: (date: string | null) => void
}

/** The week's routes on the map; the legend of the days is also the filter. */
export function WeekMap({ view, shownDay, selected, onSelect, onShowDay }: Props) {
  const t = useTranslations('plan.map')
  const locale = useLocale()
  const { days, plan, territory } = view
  const chosen = days
    .flatMap((day) => day.stops.map((stop, index) => ({ day, stop, index })))
    .find(({ stop }) => stop.retailer.id === selected)
  return (
    <RouteMap
      label={t('label')}
      territory={territory}
      plan={plan}
      days={days}
      shownDay={shownDay}
      selected={selected}
      onSelect={onSelect}
    >
      <div className={classes.legend} role="toolbar" aria-label={t('days')}>
        <button type="button" aria-pressed={shownDay === null} onClick={() => onShowDay(null)}>
          {t('all-days')}
        </button>
        {days.map(({ date }) => (
          <button
            key={date}
            type="button"
            aria-pressed={shownDay === date}
            style={{ '--day-color': weekdayColor(date) } as CSSProperties}
            onClick={() => onShowDay(shownDay === date ? null : date)}
          >
            <span className={classes.swatch} aria-hidden="true" />
            {formatDate(locale, date, 'weekday')}
          </button>
        ))}
      </div>
      {chosen && <ChosenStop {...chosen} onClose={() => onSelect(null)} />}
    </RouteMap>
  )
}

function ChosenStop({
  day,
  stop,
  index,
  onClose,
}: {
  day: WeekDay
  stop: WeekStop
  index: number
  onClose: () => void
}) {
  const t = useTranslations('plan.actions')
  const locale = useLocale()
  const words = usePlanWords()
  const { retailer, start, leave, purposes } = stop
  return (
    <aside
      className={classes.chosen}
      style={{ '--day-color': weekdayColor(day.date) } as CSSProperties}
      aria-label={retailer.name}
    >
      <ActionIcon
        className={classes.chosenClose ?? ''}
        variant="subtle"
        color="gray"
        aria-label={t('close')}
        onClick={onClose}
      >
        <IconX size={16} stroke={1.8} />
      </ActionIcon>
      <strong>{retailer.name}</strong>
      <span className={classes.small}>
        {formatDate(locale, day.date, 'weekday')} · {index + 1} · {formatTimeOfDay(start)}–
        {formatTimeOfDay(leave)}
      </span>
      {retailer.address !== '' && <span className={classes.small}>{retailer.address}</span>}
      {purposes.map(words.purpose).map((sentence) => (
        <span key={sentence} className={classes.chosenPurpose}>
          {sentence}
        </span>
      ))}
      <Link href={`/retailers/${retailer.id}`}>{t('open-retailer')}</Link>
      {reviewIdsOf(stop).map((id) => (
        <Link key={id} href={`/reviews/${id}`}>
          {t('open-review')}
        </Link>
      ))}
    </aside>
  )
}
