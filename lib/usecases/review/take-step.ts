/** One step of a review: rights, the law of the workflow, and its record with author and words in one transaction. */
import type { PoolClient } from '@/lib/db/copy'
import { findReview, type ReviewRecord, stepReviewRecord } from '@/lib/db/review-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { isNews } from '@/lib/domain/review/finding'
import { ABILITY_OF, type ReviewAction, type StepFailure, takeStep } from '@/lib/domain/review/workflow'
import { now } from '@/lib/usecases/clock'

export type ReviewFailure = StepFailure | { readonly code: 'forbidden' | 'not-found' | 'changed-meanwhile' }
export type StepTaken<T> = { readonly id: number; readonly version: number; readonly followed: T }

export type StepWish = {
  readonly id: number
  readonly version: number
  readonly action: ReviewAction
  readonly comment: string
}

export async function takeReviewStep<T>(
  actor: Actor,
  { id, version, action, comment }: StepWish,
  follow: (client: PoolClient, review: ReviewRecord) => Promise<T>,
): Promise<Result<StepTaken<T>, ReviewFailure>> {
  const review = can(actor, 'view-reviews') ? await findReview(id, actor.territoryIds) : undefined
  if (!review) return fail({ code: 'not-found' })
  if (!can(actor, ABILITY_OF[action], review.territoryId)) return fail({ code: 'forbidden' })
  if (review.version !== version) return fail({ code: 'changed-meanwhile' })
  const step = takeStep(standingOf(review), { action, authorId: actor.userId, comment })
  if (!step.ok) return step
  const taken = await stepReviewRecord(
    {
      id,
      version,
      from: review.state,
      to: step.value,
      action,
      authorId: actor.userId,
      comment: comment.trim(),
      at: now(),
    },
    (client) => follow(client, review),
  )
  return taken ? ok({ id, ...taken }) : fail({ code: 'changed-meanwhile' })
}

export function standingOf({ state, events, findings }: Pick<ReviewRecord, 'state' | 'events' | 'findings'>) {
  return {
    state,
    submittedBy: events.findLast(({ action }) => action === 'submit')?.authorId ?? null,
    news: findings.filter(({ code }) => isNews(code)).length,
  }
}

/** Where nothing follows but the step itself. */
export async function nothing(): Promise<null> {
  return null
}
