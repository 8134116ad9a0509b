/**
 * Brings objectives that were just approved into the plans that stand already: the visits of the trade area's shops on
 * the days that they hold for, in drafts and published weeks. Plans made later take them up by themselves.
 *
 * Shape   part of the transaction that approves them; done twice, it changes nothing more. Gives the visits that carry
 *         one of them now.
 */
import type { PoolClient } from '@/lib/db/copy'
import { listObjectives, listVisitsOfObjective, savePurposes } from '@/lib/db/objective-repository'
import type { Purpose } from '@/lib/db/plan-repository'
import { withObjective } from '@/lib/domain/routing/service/purposes'

export async function attachObjectives(client: PoolClient, objectiveIds: readonly number[]): Promise<number> {
  const carrying = new Set<number>()
  for (const objective of await listObjectives(client, objectiveIds)) {
    const visits = await listVisitsOfObjective(client, objective)
    await savePurposes(
      client,
      visits.map(({ id, purposes }) => ({
        id,
        purposes: withObjective<Purpose>(purposes, objective.purpose),
      })),
    )
    for (const { id } of visits) carrying.add(id)
  }
  return carrying.size
}
