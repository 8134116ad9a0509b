'use client'

import { useTranslations } from 'next-intl'
import { RouteMap } from '@/app/(workspace)/plans/route-map'
import type { TodayView } from '@/lib/usecases/view-today'
import type { WeekDay } from '@/lib/usecases/view-week'

const NO_DAYS: readonly WeekDay[] = []

/** The day's route on the map. */
export function DayMap({
  view,
  selected,
  onSelect,
}: {
  view: TodayView
  selected: number | null
  onSelect: (retailerId: number | null) => void
}) {
  const t = useTranslations('today')
  const { day, plan, territory } = view
  return (
    <RouteMap
      label={t('map')}
      territory={territory}
      plan={plan}
      days={day ? [day] : NO_DAYS}
      shownDay={null}
      selected={selected}
      onSelect={onSelect}
    />
  )
}
