/** What approved reviews ask of the allocation of a month. Months are year × 100 + month, as in Order. */
import type { ZoneReview } from '@/lib/domain/allocation/allocate'
import { monthOfNumber } from '@/lib/domain/calendar/month-number'
import { pool } from './client'

export type AllocationTermRecord = ZoneReview

type ScopedProduct = { readonly productId: number; readonly brandId: number; readonly priceClass: string }

/** Those that concern a product: each names it, its brand or its price class, or nothing, which is all scarce products. */
export async function listAllocationTerms(
  month: number,
  { productId, brandId, priceClass }: ScopedProduct,
): Promise<AllocationTermRecord[]> {
  const { rows } = await pool().query<{
    reviewId: number
    month: number
    tradeAreaId: number
    change: number
  }>(
    `select review.id as "reviewId", review.month, review."tradeAreaId", (proposal.params->>'change')::float8 as change
     from "ReviewProposal" proposal join "Review" review on review.id = proposal."reviewId"
     where proposal.kind = 'allocation' and proposal.state = 'approved' and proposal."forMonth" = $1
       and coalesce((proposal.params->>'productId')::int, $2) = $2
       and coalesce((proposal.params->>'brandId')::int, $3) = $3
       and coalesce(proposal.params->>'priceClass', $4) = $4
     order by review."tradeAreaId", proposal.id`,
    [month, productId, brandId, priceClass],
  )
  return rows.map((row) => ({ ...row, month: monthOfNumber(row.month) }))
}
