/** Takes a closed review up again, with the reason. */
import type { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { COMMENT, ReviewAt } from './review-input'
import { nothing, takeReviewStep } from './take-step'

export const ReopenReview = ReviewAt.extend({ comment: COMMENT })

export async function reopenReview(actor: Actor, input: z.infer<typeof ReopenReview>) {
  return takeReviewStep(actor, { ...input, action: 'reopen' }, nothing)
}
