/** Who says what type an area is: the rule, a person, or nobody new. */
import { z } from 'zod'
import type { TypedState } from '@/lib/db/trade-area-change-repository'
import { listTradeAreaTypes } from '@/lib/db/trade-area-repository'
import type { TypeEvidence } from './suggest-type'

export const TypeChoice = z.discriminatedUnion('by', [
  z.object({ by: z.literal('rule') }),
  z.object({ by: z.literal('hand'), code: z.string().min(1).max(64) }),
])
export type TypeChoice = z.infer<typeof TypeChoice>

/** A type by hand keeps the evidence, so that the rule's suggestion stays visible; undefined for an unknown type. */
export async function typedBy(choice: TypeChoice, evidence: TypeEvidence): Promise<TypedState | undefined> {
  if (choice.by === 'rule') {
    return { typeCode: evidence.proposed, typeSource: 'rule', typeEvidence: evidence }
  }
  const types = await listTradeAreaTypes()
  if (!types.some(({ code }) => code === choice.code)) return undefined
  return { typeCode: choice.code, typeSource: 'manual', typeEvidence: evidence }
}

export const Reason = z.string().trim().min(1).max(300)
export const AreaName = z.string().trim().min(1).max(80)
