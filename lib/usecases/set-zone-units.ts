/**
 * Sets the units of one zone by hand (人工调整), or takes that back: a new draft in which the zones that nobody set share
 * the rest. Who set it, and why, stays with the run and is shown.
 */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail } from '@/lib/domain/result'
import { now } from './clock'
import { allocateWith, type RunAllocationResult } from './run-allocation'

export const SetZoneUnits = z.object({
  productId: z.int().positive(),
  month: z.int().min(190001).max(999912),
  /** The newest run that the person saw. */
  basedOn: z.int().positive(),
  zoneKey: z.string().min(1).max(300),
  /** Null takes it back. */
  units: z.int().min(0).nullable(),
  reason: z.string().trim().min(1).max(200),
})
export type SetZoneUnits = z.infer<typeof SetZoneUnits>

export async function setZoneUnits(
  actor: Actor,
  { zoneKey, units, reason, ...order }: SetZoneUnits,
): Promise<RunAllocationResult> {
  if (!can(actor, 'allocate')) return fail({ code: 'forbidden' })
  const at = now().toISOString()
  const run = await allocateWith(actor, order, (overrides) => {
    const others = overrides.filter((override) => override.zoneKey !== zoneKey)
    return units === null ? others : [...others, { zoneKey, units, authorId: actor.userId, reason, at }]
  })
  if (!run.ok) return run
  await recordAudit({
    authorId: actor.userId,
    action: units === null ? 'unset-zone-units' : 'set-zone-units',
    subject: 'allocation-run',
    subjectId: String(run.value.runId),
    reason,
    details: { ...order, zoneKey, units },
  })
  return run
}
