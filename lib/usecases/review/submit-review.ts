/** The customer manager hands a review to the market manager. */
import type { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { COMMENT, ReviewAt } from './review-input'
import { nothing, takeReviewStep } from './take-step'

export const SubmitReview = ReviewAt.extend({ comment: COMMENT.default('') })

export async function submitReview(actor: Actor, input: z.infer<typeof SubmitReview>) {
  return takeReviewStep(actor, { ...input, action: 'submit' }, nothing)
}
