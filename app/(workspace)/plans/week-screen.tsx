'use client'

import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { parseAsInteger, parseAsString, useQueryState, useQueryStates } from 'nuqs'
import { useState, useTransition } from 'react'
import type { Freedom } from '@/lib/domain/routing/replan'
import { EmptyState } from '@/lib/ui/empty-state'
import type { UnplannedVisitView, WeekDay, WeekStop, WeekView } from '@/lib/usecases/view-week'
import { requestPlanAction } from './actions'
import { BoardSkeleton } from './board-skeleton'
import { ClosedShops } from './closed-shops'
import { notify } from './notify'
import classes from './plans.module.css'
import { Replanned } from './replanned'
import { RunProgress } from './run-progress'
import { Unplanned } from './unplanned'
import { usePlanChanges } from './use-plan-changes'
import { useRuns } from './use-runs'
import { WeekToolbar } from './week-toolbar'
import { usePlanWords } from './words'

const DayBoard = dynamic(() => import('./day-board').then((m) => m.DayBoard), {
  ssr: false,
  loading: () => <BoardSkeleton />,
})
const WeekMap = dynamic(() => import('./week-map').then((m) => m.WeekMap), { ssr: false })
const MoveDialog = dynamic(() => import('./move-dialog').then((m) => m.MoveDialog), { ssr: false })
const LockDialog = dynamic(() => import('./lock-dialog').then((m) => m.LockDialog), { ssr: false })

/** A visit that a dialog is about: one in the plan, or one that has no place yet. */
export type ChosenVisit = {
  readonly retailer: WeekStop['retailer']
  readonly day: WeekDay | null
  readonly index: number
}

/** The plan board (周拜访计划): map and day columns of one territory's week. */
export function WeekScreen({ view }: { view: WeekView }) {
  const router = useRouter()
  const words = usePlanWords()
  const [{ day: shownDay, stop: selected }, setShown] = useQueryStates({
    day: parseAsString,
    stop: parseAsInteger,
  })
  const [, setStatus] = useQueryState('plan', parseAsString.withOptions({ shallow: false }))
  const [runIds, setRunIds] = useState<readonly number[]>(view.runId === null ? [] : [view.runId])
  const [moving, setMoving] = useState<ChosenVisit | null>(null)
  const [locking, setLocking] = useState<ChosenVisit | null>(null)
  const t = useTranslations('plan')
  const changes = usePlanChanges(view)
  const [isRefreshing, startRefresh] = useTransition()
  const runs = useRuns(runIds, (over) => {
    const [run] = over
    if (run?.state === 'failed') {
      notify(t('run.failed', { reason: words.refusal(run.failure ?? 'fault') }), 'refused')
    } else notify(t(run?.state === 'cancelled' ? 'run.cancelled' : 'run.done'))
    // the board stays busy until it shows what was planned
    startRefresh(() => {
      setRunIds([])
      setStatus(null)
      router.refresh()
    })
  })

  const plan = async (freedom: Freedom) => {
    const outcome = await requestPlanAction({ territoryId: view.territory.id, week: view.week, freedom })
    if (outcome.status === 'done') setRunIds(outcome.value.runIds)
    else notify(words.refusal(outcome.error.code), 'refused')
  }
  const isRunning = runIds.length > 0 || isRefreshing
  const select = (retailerId: number | null) => setShown({ stop: retailerId })
  const show = (date: string | null) => setShown({ day: date })
  const place = ({ retailer }: UnplannedVisitView) => setMoving({ retailer, day: null, index: 0 })

  return (
    <div className={classes.screen}>
      <WeekToolbar
        view={changes.view}
        isBusy={isRunning || changes.isPending}
        onPlan={plan}
        onPublish={changes.publish}
      />
      {runIds.length > 0 && <RunProgress runIds={runIds} runs={runs} />}
      <div className={classes.body}>
        <section className={classes.map} aria-label={t('map.label')}>
          <WeekMap
            view={changes.view}
            shownDay={shownDay}
            selected={selected}
            onSelect={select}
            onShowDay={show}
          />
        </section>
        <section className={classes.board} aria-label={t('title')}>
          {view.plan ? (
            <>
              <ClosedShops view={changes.view} />
              {view.plan.replan && (
                <Replanned
                  key={view.plan.id}
                  view={view}
                  replan={view.plan.replan}
                  isBusy={changes.isPending || isRunning}
                  onSelect={select}
                  onTakeBack={changes.takeBack}
                />
              )}
              <DayBoard
                view={changes.view}
                shownDay={shownDay}
                selected={selected}
                isPending={changes.isPending || isRunning}
                onSelect={select}
                onShowDay={show}
                onMove={changes.move}
                onUnlock={(visit) => changes.lock(visit, null)}
                onAskMove={setMoving}
                onAskLock={setLocking}
              />
              <Unplanned view={changes.view} onPlace={place} onSelect={select} />
            </>
          ) : (
            <NoPlan view={view} isRunning={isRunning} onPlan={() => plan('free')} />
          )}
        </section>
      </div>
      {moving && (
        <MoveDialog
          view={view}
          visit={moving}
          onClose={() => setMoving(null)}
          onMove={(to) => {
            setMoving(null)
            changes.move(moving, to)
          }}
        />
      )}
      {locking && (
        <LockDialog
          visit={locking}
          onClose={() => setLocking(null)}
          onLock={(reason) => {
            setLocking(null)
            changes.lock(locking, reason)
          }}
        />
      )}
    </div>
  )
}

function NoPlan({
  view,
  isRunning,
  onPlan,
}: {
  view: WeekView
  isRunning: boolean
  onPlan: () => Promise<void>
}) {
  const t = useTranslations('plan')
  const [isAsking, setAsking] = useState(false)
  const ask = async () => {
    setAsking(true)
    await onPlan()
    setAsking(false)
  }
  return (
    <EmptyState
      icon={IconRoute}
      title={t('empty.title')}
      action={
        view.may.plan && (
          <Button onClick={ask} loading={isAsking} disabled={isRunning}>
            {t('actions.plan')}
          </Button>
        )
      }
    >
      {view.may.plan ? t('empty.text') : t('empty.text-past')}
    </EmptyState>
  )
}
