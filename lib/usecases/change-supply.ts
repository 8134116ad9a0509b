/** Changes the supply of a scarce product in a month (投放总量). Runs that shared the supply before stay as they are. */
import { z } from 'zod'
import { changeSupplyUnits, findSupply } from '@/lib/db/allocation-repository'
import { recordAudit } from '@/lib/db/audit-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { SUPPLY_UNITS_MAX } from '@/lib/domain/allocation/limits'
import { fail, ok, type Result } from '@/lib/domain/result'

export const ChangeSupply = z.object({
  productId: z.int().positive(),
  month: z.int().min(190001).max(999912),
  /** What the person saw. */
  from: z.int(),
  to: z.int().min(0).max(SUPPLY_UNITS_MAX),
  reason: z.string().trim().min(1).max(200),
})
export type ChangeSupply = z.infer<typeof ChangeSupply>

export type ChangeSupplyFailure =
  | { readonly code: 'forbidden' | 'no-supply' | 'same-supply' | 'supply-changed' }
  /** The whole packs next to what was asked for. */
  | {
      readonly code: 'not-whole-packs'
      readonly packUnits: number
      readonly below: number
      readonly above: number
    }

export async function changeSupply(
  actor: Actor,
  { productId, month, from, to, reason }: ChangeSupply,
): Promise<Result<{ supplyUnits: number }, ChangeSupplyFailure>> {
  if (!can(actor, 'allocate')) return fail({ code: 'forbidden' })
  const supply = await findSupply(productId, month)
  if (!supply) return fail({ code: 'no-supply' })
  const { packUnits } = supply
  if (to % packUnits !== 0) {
    const below = to - (to % packUnits)
    return fail({ code: 'not-whole-packs', packUnits, below, above: below + packUnits })
  }
  if (to === from) return fail({ code: 'same-supply' })
  if (!(await changeSupplyUnits(productId, month, { from, to }))) return fail({ code: 'supply-changed' })

  await recordAudit({
    authorId: actor.userId,
    action: 'change-supply',
    subject: 'supply-cycle',
    subjectId: String(supply.id),
    reason,
    details: { productId, month, from, to },
  })
  return ok({ supplyUnits: to })
}
