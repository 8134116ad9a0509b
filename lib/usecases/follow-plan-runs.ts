/** How far runs of the planner are, for the person who may see their territories. */
import { z } from 'zod'
import { listRuns, type RunState } from '@/lib/db/plan-run-repository'
import { type Actor, can } from '@/lib/domain/actor'

export const FollowPlanRuns = z.array(z.int().positive()).max(500)

export type PlanRunView = {
  readonly id: number
  readonly territoryId: number
  readonly week: string
  readonly state: RunState
  readonly progress: number
  readonly cost: number | null
  readonly isEnding: boolean
  readonly failure: string | null
}

export async function followPlanRuns(actor: Actor, runIds: readonly number[]): Promise<PlanRunView[]> {
  if (!can(actor, 'view-plans')) return []
  const runs = await listRuns(runIds)
  return runs
    .filter(({ territoryId }) => can(actor, 'view-plans', territoryId))
    .map(({ id, territoryId, week, state, progress, cost, cancelRequested, failure }) => ({
      id,
      territoryId,
      week,
      state,
      progress,
      cost,
      isEnding: cancelRequested,
      failure: failure?.code ?? null,
    }))
}
