'use client'

/** Changes of a week by hand: shown at once, saved, and the board then takes the times of the server. */
import { Button, Group } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect, useOptimistic, useRef, useTransition } from 'react'
import type { Outcome } from '@/app/(workspace)/perform'
import { formatDate } from '@/lib/i18n/format'
import type { WeekStop, WeekView } from '@/lib/usecases/view-week'
import { lockVisitAction, moveVisitAction, publishWeekAction, takeBackAction } from './actions'
import { notify } from './notify'
import { weekParts } from './week-parts'
import type { ChosenVisit } from './week-screen'
import { usePlanWords } from './words'

type PlanVersion = { readonly weekPlanId: number; readonly version: number }
export type Target = { readonly day: number; readonly position: number; readonly lockReason?: string }

export function usePlanChanges(stored: WeekView) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const words = usePlanWords()
  const [isPending, start] = useTransition()
  const [view, showMove] = useOptimistic(stored, withMove)
  const [, setStatus] = useQueryState('plan', parseAsString.withOptions({ shallow: false }))
  const current = useRef(versionOf(stored))
  useEffect(() => {
    current.current = versionOf(stored)
  }, [stored])

  const perform = (
    act: (at: PlanVersion) => Promise<Outcome<PlanVersion>>,
    onDone: () => void,
    before?: () => void,
  ) =>
    start(async () => {
      if (!current.current) return
      before?.()
      const outcome = await act(current.current)
      if (outcome.status === 'refused') notify(words.refusal(outcome.error.code), 'refused')
      else {
        current.current = outcome.value // the page follows; the next change need not wait for it
        setStatus(null) // what was changed is the draft
        onDone()
      }
    })

  const move = (visit: ChosenVisit, target: Target) => {
    const { retailer, day, index } = visit
    const fromDay = day?.dayIndex ?? null
    const to = stored.days.find(({ dayIndex }) => dayIndex === target.day)!
    const dayName = formatDate(locale, to.date, 'weekday')
    const back = () =>
      fromDay !== null &&
      perform(
        (at) =>
          moveVisitAction({
            ...at,
            retailerId: retailer.id,
            fromDay: target.day,
            toDay: fromDay,
            position: index,
          }),
        () => {},
      )
    perform(
      (at) =>
        moveVisitAction({
          ...at,
          retailerId: retailer.id,
          fromDay,
          toDay: target.day,
          position: target.position,
          ...(target.lockReason && { lockReason: target.lockReason }),
        }),
      () => {
        const text =
          fromDay === null
            ? t('move.placed', { name: retailer.name, day: dayName })
            : t('move.moved', { name: retailer.name, day: dayName })
        notify(fromDay === null ? text : withUndo(text, t('actions.undo'), back))
      },
      () => showMove({ visit, target }),
    )
  }

  return {
    view,
    isPending,
    move,
    lock: (visit: ChosenVisit, reason: string | null) =>
      perform(
        (at) => lockVisitAction({ ...at, retailerId: visit.retailer.id, day: visit.day!.dayIndex!, reason }),
        () => {},
      ),
    takeBack: () => perform(takeBackAction, () => notify(t('replanned.taken-back'))),
    publish: () =>
      perform(publishWeekAction, () =>
        notify(t('publish.done', { week: t('week.label', weekParts(stored.week)) })),
      ),
  }
}

function versionOf({ plan }: WeekView): PlanVersion | null {
  return plan && { weekPlanId: plan.id, version: plan.version }
}

function withUndo(text: string, label: string, onClick: () => void) {
  return (
    <Group justify="space-between" wrap="nowrap">
      {text}
      <Button size="compact-sm" variant="light" onClick={onClick}>
        {label}
      </Button>
    </Group>
  )
}

/** The order as it will be; times are still those of before. */
function withMove(view: WeekView, { visit, target }: { visit: ChosenVisit; target: Target }): WeekView {
  const stop = visit.day?.stops[visit.index] ?? newStop(visit)
  const days = view.days.map((day) => {
    const left = day.stops.filter(
      ({ retailer }) => day.dayIndex !== visit.day?.dayIndex || retailer.id !== visit.retailer.id,
    )
    const stops = day.dayIndex === target.day ? left.toSpliced(target.position, 0, stop) : left
    return { ...day, stops }
  })
  return { ...view, days }
}

function newStop({ retailer }: ChosenVisit): WeekStop {
  return {
    visitId: -retailer.id,
    retailer,
    arrive: 0,
    start: 0,
    leave: 0,
    driveSeconds: 0,
    driveMeters: 0,
    channel: 'onsite',
    lock: null,
    purposes: [],
    breaches: [],
  }
}
