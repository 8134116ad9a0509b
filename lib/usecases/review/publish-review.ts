/** Publishes an approved review: from then on everybody within reach reads it as what was decided. */
import type { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { COMMENT, ReviewAt } from './review-input'
import { nothing, takeReviewStep } from './take-step'

export const PublishReview = ReviewAt.extend({ comment: COMMENT.default('') })

export async function publishReview(actor: Actor, input: z.infer<typeof PublishReview>) {
  return takeReviewStep(actor, { ...input, action: 'publish' }, nothing)
}
