/** Asks runs of the planner to end; what they would have made is not kept, and the plan stays as it was. */
import { listRuns, requestCancel } from '@/lib/db/plan-run-repository'
import { type Actor, can } from '@/lib/domain/actor'

export async function cancelPlanRuns(actor: Actor, runIds: readonly number[]): Promise<void> {
  if (!can(actor, 'plan-routes')) return
  for (const { id, territoryId } of await listRuns(runIds)) {
    if (can(actor, 'plan-routes', territoryId)) await requestCancel(id)
  }
}
