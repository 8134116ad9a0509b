'use client'

/** Follows runs of the planner until all are over, and then tells once. */
import { useEffect, useEffectEvent, useState } from 'react'
import type { PlanRunView } from '@/lib/usecases/follow-plan-runs'
import { followPlanRunsAction } from './actions'

const LOOK_MS = 500

export function useRuns(runIds: readonly number[], onOver: (runs: readonly PlanRunView[]) => void) {
  const [runs, setRuns] = useState<readonly PlanRunView[]>([])
  const tell = useEffectEvent(onOver)
  const key = runIds.join(' ')
  useEffect(() => {
    const ids = key === '' ? [] : key.split(' ').map(Number)
    if (ids.length === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isLeft = false
    const look = async () => {
      const found = await followPlanRunsAction(ids)
      if (isLeft) return
      setRuns(found)
      const isOver = found.every(({ state }) => state !== 'queued' && state !== 'running')
      if (isOver) tell(found)
      else timer = setTimeout(look, LOOK_MS)
    }
    look()
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [key])
  return key === '' ? [] : runs
}
