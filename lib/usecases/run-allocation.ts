/**
 * Shares one scarce product of one month among all retailers (货源投放): supply → zones (type × market) → tiers →
 * retailers. What comes of it is a new draft; runs are never changed.
 *
 * Zones set by hand in the newest run stay as they were set, or the run is refused with the zone that cannot; with
 * `overrides: 'drop'` the rules decide every zone again. `basedOn` is the newest run that the person has seen: if there
 * is a newer one, theirs is refused.
 */
import { z } from 'zod'
import { type AllocationOverride, findSupply, saveAllocationRun } from '@/lib/db/allocation-repository'
import { findNewestRun } from '@/lib/db/allocation-run-repository'
import { recordAudit } from '@/lib/db/audit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { allocateCycle, type Unallocated } from '@/lib/domain/allocation/allocate'
import { checkOverrides, type OverrideFault } from '@/lib/domain/allocation/overrides'
import { fail, ok, type Result } from '@/lib/domain/result'
import { readAllocationBasis } from './allocation-input'

export const RunAllocation = z.object({
  productId: z.coerce.number().int(),
  month: z.coerce.number().int().min(190001).max(999912),
  basedOn: z.int().nullable().optional(),
  overrides: z.enum(['keep', 'drop']).optional(),
})

export type RunAllocationFailure =
  | { readonly code: 'forbidden' | 'no-supply' | 'no-retailers' | 'run-changed' }
  | { readonly code: 'override'; readonly fault: OverrideFault }

export type RunAllocationResult = Result<
  {
    readonly runId: number
    readonly supplyUnits: number
    readonly allocatedUnits: number
    /** How many zones share it. */
    readonly zones: number
    readonly unallocated: readonly Unallocated[]
  },
  RunAllocationFailure
>

export async function runAllocation(
  actor: Actor,
  { overrides: what = 'keep', ...order }: z.infer<typeof RunAllocation>,
): Promise<RunAllocationResult> {
  if (!can(actor, 'allocate')) return fail({ code: 'forbidden' })
  return allocateWith(actor, order, (newest) => (what === 'drop' ? [] : newest))
}

/** The same, with the zones set by hand made of those in the newest run. The caller has asked for the right. */
export async function allocateWith(
  actor: Actor,
  { productId, month, basedOn }: Omit<z.infer<typeof RunAllocation>, 'overrides'>,
  change: (overrides: readonly AllocationOverride[]) => readonly AllocationOverride[],
): Promise<RunAllocationResult> {
  const supply = await findSupply(productId, month)
  if (!supply) return fail({ code: 'no-supply' })
  const newest = await findNewestRun(supply.id)
  if (basedOn !== undefined && basedOn !== (newest?.id ?? null)) return fail({ code: 'run-changed' })

  const { input, ...basis } = await readAllocationBasis(supply)
  if (input.retailers.length === 0) return fail({ code: 'no-retailers' })
  const overrides = change(newest?.overrides ?? [])
  const [fault] = checkOverrides({ ...input, overrides })
  if (fault) return fail({ code: 'override', fault })

  const allocation = allocateCycle({ ...input, overrides })
  const runId = await saveAllocationRun({
    ...basis,
    supply,
    allocation,
    overrides,
    authorId: actor.userId,
    follows: newest?.id ?? null,
  })
  if (runId === undefined) return fail({ code: 'run-changed' })
  const { supplyUnits, allocatedUnits, unallocated } = allocation
  await recordAudit({
    authorId: actor.userId,
    action: 'run-allocation',
    subject: 'allocation-run',
    subjectId: `${runId}`,
    reason: '',
    details: { productId, month, allocatedUnits, supplyUnits },
  })
  return ok({ runId, supplyUnits, allocatedUnits, zones: allocation.zones.length, unallocated })
}
