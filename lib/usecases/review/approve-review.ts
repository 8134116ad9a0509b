/**
 * The market manager approves a review, and may leave single proposals out with a reason. What is approved changes the
 * next allocation and the service of its month; objectives join the visits from next week on, also those already planned.
 */
import { z } from 'zod'
import { approveProposals, setProposal } from '@/lib/db/review-repository'
import type { Actor } from '@/lib/domain/actor'
import { addDays, weekOf, weekStart } from '@/lib/domain/calendar/dates'
import { organizationToday } from '@/lib/usecases/organization-today'
import { attachObjectives } from '@/lib/usecases/visit/attach-objectives'
import { COMMENT, REASON_OF_CHANGE, ReviewAt } from './review-input'
import { takeReviewStep } from './take-step'

export const ApproveReview = ReviewAt.extend({
  comment: COMMENT.default(''),
  rejected: z
    .array(z.object({ proposalId: z.int().positive(), reason: REASON_OF_CHANGE }))
    .max(100)
    .default([]),
})

export type ReviewApproved = {
  readonly objectives: number
  /** Planned visits that carry one of them now. */
  readonly visits: number
}

export async function approveReview(actor: Actor, { rejected, ...at }: z.infer<typeof ApproveReview>) {
  const nextWeek = addDays(weekStart(weekOf(await organizationToday())), 7)
  return takeReviewStep<ReviewApproved>(actor, { ...at, action: 'approve' }, async (client, review) => {
    for (const { proposalId, reason } of rejected) {
      if (!review.proposals.some(({ id, state }) => id === proposalId && state === 'proposed')) continue
      await setProposal(client, proposalId, { state: 'rejected', authorId: actor.userId, reason })
    }
    const objectives = await approveProposals(client, review.id, nextWeek)
    return { objectives: objectives.length, visits: await attachObjectives(client, objectives) }
  })
}
