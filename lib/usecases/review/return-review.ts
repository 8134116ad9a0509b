/** The market manager gives a review back, with what is missing. */
import type { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { COMMENT, ReviewAt } from './review-input'
import { nothing, takeReviewStep } from './take-step'

export const ReturnReview = ReviewAt.extend({ comment: COMMENT })

export async function returnReview(actor: Actor, input: z.infer<typeof ReturnReview>) {
  return takeReviewStep(actor, { ...input, action: 'return' }, nothing)
}
