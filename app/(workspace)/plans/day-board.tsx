'use client'

/**
 * The days of the week as columns of stops. A stop is dragged by its number; while it is under way every place says what
 * the drop would change. The same is done without a pointer by "Move to…".
 */
import { DragDropProvider, DragOverlay, PointerSensor } from '@dnd-kit/react'
import { useRef, useState } from 'react'
import type { Moves } from '@/lib/usecases/edit-week/view-moves'
import type { WeekDay, WeekView } from '@/lib/usecases/view-week'
import { viewMovesAction } from './actions'
import { DayColumn, type Hover } from './day-column'
import { Effect, namesOf } from './effect'
import { notify } from './notify'
import classes from './plans.module.css'
import { StopFace } from './stop-card'
import type { Target } from './use-plan-changes'
import type { ChosenVisit } from './week-screen'
import { usePlanWords } from './words'

export type StopActions = {
  readonly onSelect: (retailerId: number | null) => void
  readonly onUnlock: (visit: ChosenVisit) => void
  readonly onAskMove: (visit: ChosenVisit) => void
  readonly onAskLock: (visit: ChosenVisit) => void
}

type Props = StopActions & {
  view: WeekView
  shownDay: string | null
  selected: number | null
  isPending: boolean
  onShowDay: (date: string | null) => void
  onMove: (visit: ChosenVisit, target: Target) => void
}

type Drag = {
  readonly visit: ChosenVisit
  /** undefined while they are worked out */
  readonly moves: Moves | undefined
}

const SENSORS = [PointerSensor]

export function DayBoard(props: Props) {
  const { view, shownDay, selected, isPending, onShowDay, onMove, ...actions } = props
  const words = usePlanWords()
  const [drag, setDrag] = useState<Drag | null>(null)
  const [hover, setHover] = useState<Hover | null>(null)
  const at = useRef<Hover | null>(null)
  const { plan, may } = view

  const visitOf = (data: { date: string; index: number }): ChosenVisit | null => {
    const day = view.days.find(({ date }) => date === data.date)
    const stop = day?.stops[data.index]
    return day && stop ? { retailer: stop.retailer, day, index: data.index } : null
  }
  const start = async (visit: ChosenVisit) => {
    setDrag({ visit, moves: undefined })
    const outcome = await viewMovesAction({
      weekPlanId: plan!.id,
      version: plan!.version,
      retailerId: visit.retailer.id,
      fromDay: visit.day!.dayIndex,
    })
    if (outcome.status === 'refused') notify(words.refusal(outcome.error.code), 'refused')
    else setDrag((now) => (now?.visit === visit ? { visit, moves: outcome.value } : now))
  }
  const follow = (pointerY: number, target: { date: string; element: Element } | null) => {
    const next = drag && target ? hoverAt(drag.visit, view.days, target, pointerY) : null
    const now = at.current
    if (next?.date === now?.date && next?.index === now?.index) return
    at.current = next
    setHover(next)
  }
  const end = (isCanceled: boolean) => {
    const to = at.current
    at.current = null
    setHover(null)
    setDrag(null)
    if (!drag || !to || isCanceled || to.isSame || to.isTaken) return
    const day = view.days.find(({ date }) => date === to.date)!
    onMove(drag.visit, { day: day.dayIndex!, position: to.position })
  }

  return (
    <DragDropProvider
      sensors={SENSORS}
      onDragStart={({ operation }) => {
        const visit = visitOf(operation.source?.data as { date: string; index: number })
        if (visit && !isPending) start(visit)
      }}
      onDragMove={({ operation }) => {
        const element = operation.target?.element
        const date = operation.target?.data.date as string | undefined
        follow(operation.position.current.y, element && date ? { date, element } : null)
      }}
      onDragEnd={({ canceled }) => end(canceled)}
    >
      <div className={classes.columns} data-dragging={drag !== null || undefined}>
        {view.days.map((day) => (
          <DayColumn
            key={day.date}
            day={day}
            plan={plan!}
            isDimmed={shownDay !== null && shownDay !== day.date}
            selected={selected}
            mayChange={may.plan && !day.isPast && day.dayIndex !== null}
            hover={hover?.date === day.date ? hover : null}
            onShow={() => onShowDay(shownDay === day.date ? null : day.date)}
            {...actions}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {drag?.visit.day && (
          <div className={classes.overlay}>
            <StopFace stop={drag.visit.day.stops[drag.visit.index]!} day={drag.visit.day} />
            {hover && !hover.isSame && (
              <div className={classes.overlayEffect}>
                {hover.isTaken ? (
                  words.refusal('already-visited')
                ) : (
                  <Effect
                    place={placeAt(drag.moves, view.days, hover)}
                    retailerId={drag.visit.retailer.id}
                    names={namesOf(view)}
                    withTime
                  />
                )}
              </div>
            )}
          </div>
        )}
      </DragOverlay>
    </DragDropProvider>
  )
}

function placeAt(moves: Moves | undefined, days: readonly WeekDay[], { date, position }: Hover) {
  const day = days.find((one) => one.date === date)?.dayIndex
  return moves?.places.find((place) => place.day === day && place.position === position) ?? null
}

/** The place that a drop would take: before the first stop whose middle lies below the pointer. */
function hoverAt(
  { retailer, day: from, index: own }: ChosenVisit,
  days: readonly WeekDay[],
  { date, element }: { date: string; element: Element },
  pointerY: number,
): Hover | null {
  const day = days.find((one) => one.date === date)
  if (!day || day.isPast || day.dayIndex === null) return null
  const rows = [...element.querySelectorAll('[data-stop]')]
  const index = rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2 < pointerY
  }).length
  const isSameDay = from?.date === date
  return {
    date,
    index,
    position: isSameDay && index > own ? index - 1 : index,
    isSame: isSameDay && (index === own || index === own + 1),
    isTaken: !isSameDay && day.stops.some((stop) => stop.retailer.id === retailer.id),
  }
}
