/**
 * The way of a review: draft → submitted → (returned → submitted)* → approved → published, or draft → closed.
 *
 * Nothing is approved that was not submitted, nobody approves what they submitted themselves, and what is approved,
 * published or closed is not edited; a closed review may be reopened as a draft. Every step has an author, but for the
 * drafting by the product itself.
 */
import type { Ability } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'

export const REVIEW_STATES = ['draft', 'submitted', 'returned', 'approved', 'published', 'closed'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

export const REVIEW_ACTIONS = [
  'redraft',
  'edit',
  'submit',
  'return',
  'approve',
  'publish',
  'close',
  'reopen',
  'comment',
] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

const STEPS: Readonly<Record<ReviewAction, Partial<Record<ReviewState, ReviewState>>>> = {
  redraft: { draft: 'draft' },
  edit: { draft: 'draft', returned: 'returned' },
  submit: { draft: 'submitted', returned: 'submitted' },
  return: { submitted: 'returned' },
  approve: { submitted: 'approved' },
  publish: { approved: 'published' },
  close: { draft: 'closed' },
  reopen: { closed: 'draft' },
  comment: Object.fromEntries(REVIEW_STATES.map((state) => [state, state])),
}

export const ABILITY_OF: Readonly<Record<ReviewAction, Ability>> = {
  redraft: 'draft-reviews',
  edit: 'edit-reviews',
  submit: 'edit-reviews',
  close: 'edit-reviews',
  reopen: 'edit-reviews',
  comment: 'edit-reviews',
  return: 'approve-reviews',
  approve: 'approve-reviews',
  publish: 'approve-reviews',
}

export type ReviewStep = {
  readonly action: ReviewAction
  readonly authorId: string
  readonly comment: string
}
export type ReviewStanding = {
  readonly state: ReviewState
  readonly submittedBy: string | null
  /** Findings that call for a decision. */
  readonly news: number
}

export type StepFailure = {
  readonly code: 'wrong-state' | 'own-submission' | 'comment-needed' | 'author-needed'
}

/** Where a step leads, or why it is not taken. */
export function takeStep(
  { state, submittedBy, news }: ReviewStanding,
  { action, authorId, comment }: ReviewStep,
): Result<ReviewState, StepFailure> {
  if (authorId === '') return fail({ code: 'author-needed' })
  const next = STEPS[action][state]
  if (!next) return fail({ code: 'wrong-state' })
  if (action === 'approve' && submittedBy === authorId) return fail({ code: 'own-submission' })
  const needsWords =
    action === 'return' || action === 'comment' || action === 'reopen' || (action === 'close' && news > 0)
  if (needsWords && comment.trim() === '') return fail({ code: 'comment-needed' })
  return ok(next)
}

export function actionsFrom(state: ReviewState): ReviewAction[] {
  return REVIEW_ACTIONS.filter((action) => STEPS[action][state] !== undefined)
}
