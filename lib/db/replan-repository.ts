/** Taking back a planning: the draft goes, and what stood before it is there again. */
import { db } from './client'

/**
 * Takes a draft away; the one that it replaced becomes the week's draft again. Gives the id of the week plan that stands
 * then: that draft, or else what is published. Undefined, and nothing is changed, if there is neither or the draft is no
 * longer at the given version.
 */
export async function takeBackDraft({
  id,
  version,
}: {
  readonly id: number
  readonly version: number
}): Promise<{ id: number; version: number } | undefined> {
  return db.$transaction(async (tx) => {
    const draft = await tx.weekPlan.findFirst({
      where: { id, version, status: 'draft' },
      include: { cycle: { select: { replaced: { select: { id: true } } } } },
    })
    if (!draft) return undefined
    const { territoryId, week, cycleId } = draft
    const replaced = draft.cycle.replaced
    const published = await tx.weekPlan.findFirst({ where: { territoryId, week, status: 'published' } })
    if (!replaced && !published) return undefined

    if (replaced) await tx.planCycle.update({ where: { id: replaced.id }, data: { replacedById: null } })
    await tx.planCycle.delete({ where: { id: cycleId } })
    return replaced
      ? tx.weekPlan.create({ data: { territoryId, week, cycleId: replaced.id } })
      : { id: published!.id, version: published!.version }
  })
}
