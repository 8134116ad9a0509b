/**
 * Closes a draft without a decision. "Nothing changed" is for months without news; with news another reason is given, of
 * the list or in words.
 */
import { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { CLOSE_REASONS, closeComment } from '@/lib/domain/review/close-reason'
import { COMMENT, ReviewAt } from './review-input'
import { nothing, takeReviewStep } from './take-step'

export const CloseReview = ReviewAt.extend({
  reason: z.enum(CLOSE_REASONS),
  comment: COMMENT.default(''),
})

export async function closeReview(actor: Actor, { reason, comment, ...at }: z.infer<typeof CloseReview>) {
  return takeReviewStep(actor, { ...at, action: 'close', comment: closeComment(reason, comment) }, nothing)
}
