'use client'

/** Routes of days on the street map, shared by the plan board and the day's route. */
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { MapRoute } from '@/lib/map/layers/route-layer'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { RouteLines } from '@/lib/usecases/view-route-lines'
import type { WeekDay, WeekView } from '@/lib/usecases/view-week'
import { viewRouteLinesAction } from './actions'
import classes from './plans.module.css'

const RouteLayer = dynamic(() => import('@/lib/map/layers/route-layer').then((m) => m.RouteLayer), {
  ssr: false,
})
const FitTo = dynamic(() => import('@/lib/map/layers/fit-to').then((m) => m.FitTo), { ssr: false })
const Reveal = dynamic(() => import('@/lib/map/layers/fit-to').then((m) => m.Reveal), { ssr: false })

type Props = {
  label: string
  territory: Pick<WeekView['territory'], 'start' | 'end'>
  plan: { readonly id: number; readonly version: number } | null
  days: readonly WeekDay[]
  /** The day that stands out, if one does. */
  shownDay: string | null
  selected: number | null
  onSelect: (retailerId: number | null) => void
  /** Above the map. */
  children?: ReactNode
}

const PADDING = 40

export function RouteMap(props: Props) {
  const { label, territory, plan, days, shownDay, selected, onSelect, children } = props
  const t = useTranslations('plan.map')
  const lines = useRouteLines(plan, days)
  const { start, end } = territory
  const routes = useMemo(
    () => days.filter(({ stops }) => stops.length > 0).map((day) => routeOf(day, territory, lines, shownDay)),
    [days, territory, lines, shownDay],
  )
  const shown = days.filter(({ date }) => shownDay === null || date === shownDay)
  // a visit by phone may lie anywhere; the map is for the ways
  const seen = shown.flatMap((day) => day.stops.filter(({ channel }) => channel !== 'phone'))
  const box = boxOf([start, end, ...seen.map(({ retailer }) => retailer.position)])
  const chosen = days.flatMap(({ stops }) => stops).find(({ retailer }) => retailer.id === selected)
  return (
    <>
      <WorkspaceMap label={label} initial={box} padding={PADDING}>
        <RouteLayer routes={routes} start={start} end={end} selected={selected} onSelect={onSelect} />
        <FitTo box={box} padding={PADDING} />
        {chosen && <Reveal position={chosen.retailer.position} />}
      </WorkspaceMap>
      {children}
      {lines?.isEstimated && <p className={classes.mapNote}>{t('straight')}</p>}
    </>
  )
}

type Lines = {
  /** Stops by day as they were when the lines were drawn. */
  readonly orders: ReadonlyMap<number, string>
  readonly legs: ReadonlyMap<number, readonly (readonly Position[])[]>
  readonly isEstimated: boolean
}

/** The ways over the streets, asked for after the page is there and again after each change. */
function useRouteLines(plan: Props['plan'], days: readonly WeekDay[]): Lines | undefined {
  const [lines, setLines] = useState<Lines>()
  const id = plan?.id
  const version = plan?.version
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days are new objects at every render; they change only with the version of the plan
  useEffect(() => {
    if (id === undefined) return
    let isLeft = false
    const orders = new Map(days.map((day) => [day.dayIndex ?? -1, orderOf(day)]))
    viewRouteLinesAction(id).then((drawn) => {
      if (!isLeft && drawn) setLines({ orders, legs: legsOf(drawn), isEstimated: drawn.isEstimated })
    })
    return () => {
      isLeft = true
    }
  }, [id, version])
  return lines
}

function legsOf({ days }: RouteLines): Lines['legs'] {
  return new Map(days.map(({ dayIndex, legs }) => [dayIndex, legs]))
}

function orderOf({ stops }: WeekDay): string {
  return stops.map(({ retailer }) => retailer.id).join(' ')
}

function routeOf(
  day: WeekDay,
  { start, end }: Props['territory'],
  lines: Lines | undefined,
  shownDay: string | null,
): MapRoute {
  const { stops, date } = day
  const dayIndex = day.dayIndex ?? -1
  const isDrawn = lines?.orders.get(dayIndex) === orderOf(day)
  const onsite = stops.filter(({ channel }) => channel !== 'phone').map(({ retailer }) => retailer.position)
  return {
    id: date,
    color: weekdayColor(date),
    isFaint: shownDay !== null && shownDay !== date,
    isOnRoads: isDrawn && !lines.isEstimated,
    legs: (isDrawn && lines.legs.get(dayIndex)) || [[start, ...onsite, end]],
    stops: stops.map(({ retailer, channel }, k) => ({
      retailerId: retailer.id,
      number: k + 1,
      position: retailer.position,
      isPhone: channel === 'phone',
    })),
  }
}

const MARGIN_DEGREES = 0.002

function boxOf(positions: readonly Position[]): BBox {
  const lngs = positions.map(([lng]) => lng)
  const lats = positions.map(([, lat]) => lat)
  return [
    Math.min(...lngs) - MARGIN_DEGREES,
    Math.min(...lats) - MARGIN_DEGREES,
    Math.max(...lngs) + MARGIN_DEGREES,
    Math.max(...lats) + MARGIN_DEGREES,
  ]
}
