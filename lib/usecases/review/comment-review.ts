/** A word on a review that changes nothing in it. */
import type { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { COMMENT, ReviewAt } from './review-input'
import { nothing, takeReviewStep } from './take-step'

export const CommentReview = ReviewAt.extend({ comment: COMMENT })

export async function commentReview(actor: Actor, input: z.infer<typeof CommentReview>) {
  return takeReviewStep(actor, { ...input, action: 'comment' }, nothing)
}
