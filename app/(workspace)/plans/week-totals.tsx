'use client'

import { useLocale, useTranslations } from 'next-intl'
import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTimeOfDay,
} from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'

/** The sums of the week, each with how it comes about. */
export function WeekTotals({ view }: { view: WeekView }) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const { days, unplanned, plan, territory } = view
  const sum = (of: (day: WeekView['days'][number]) => number) => days.reduce((all, day) => all + of(day), 0)
  const stops = days.flatMap((day) => day.stops)
  const phone = stops.filter(({ channel }) => channel === 'phone').length
  const drive = sum((day) => day.driveSeconds)
  const service = sum((day) => day.serviceSeconds)
  const overtime = sum((day) => day.overtimeSeconds)
  const worked = days.filter((day) => day.stops.length > 0)
  const load = worked.length === 0 ? 0 : worked.reduce((all, day) => all + day.load, 0) / worked.length
  const source = t('totals.source', { source: travelSourceWords(t, plan?.travelSource ?? '') })
  const duration = (seconds: number) => formatDuration(locale, seconds)
  const parameter = (name: string, value: string) => ({ name: t(`totals.${name}` as never), value })
  return (
    <dl className={classes.totals}>
      <Total label={t('totals.visits')}>
        <ExplainedNumber
          label={t('totals.visits')}
          value={formatNumber(locale, stops.length)}
          formula={t('totals.visits-formula')}
          parameters={[
            parameter('onsite-part', formatNumber(locale, stops.length - phone)),
            parameter('phone-part', formatNumber(locale, phone)),
          ]}
        />
      </Total>
      <Total label={t('totals.drive')}>
        <ExplainedNumber
          label={t('totals.drive')}
          value={duration(drive)}
          formula={t('totals.drive-formula')}
          parameters={
            stops.length > phone ? [parameter('per-visit', duration(drive / (stops.length - phone)))] : []
          }
          source={source}
        />
      </Total>
      <Total label={t('totals.distance')}>
        <ExplainedNumber
          label={t('totals.distance')}
          value={formatDistance(
            locale,
            sum((day) => day.driveMeters),
          )}
          formula={t('totals.distance-formula')}
          source={source}
        />
      </Total>
      <Total label={t('totals.work')}>
        <ExplainedNumber
          label={t('totals.work')}
          value={duration(sum((day) => day.workSeconds))}
          formula={t('totals.work-formula')}
          parameters={[
            parameter('counter', duration(service)),
            parameter('drive', duration(drive)),
            ...(overtime > 0 ? [parameter('overtime', duration(overtime))] : []),
          ]}
        />
      </Total>
      <Total label={t('totals.load')}>
        <ExplainedNumber
          label={t('totals.load')}
          value={formatPercent(locale, load)}
          formula={t('totals.load-formula')}
          parameters={[
            parameter('shift', territory.shift.map(formatTimeOfDay).join('–')),
            ...(territory.break ? [parameter('break', duration(territory.break.seconds))] : []),
          ]}
        />
      </Total>
      <Total label={t('totals.unplanned')} isWarning={unplanned.length > 0}>
        {formatNumber(
          locale,
          unplanned.reduce((all, { visits }) => all + visits, 0),
        )}
      </Total>
    </dl>
  )
}

function Total({
  label,
  isWarning = false,
  children,
}: {
  label: string
  isWarning?: boolean
  children: React.ReactNode
}) {
  return (
    <div className={classes.totalItem} data-warning={isWarning || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function travelSourceWords(t: ReturnType<typeof useTranslations<'plan'>>, source: string): string {
  const key = `sources.${source}` as never
  return t.has(key) ? t(key) : source
}
