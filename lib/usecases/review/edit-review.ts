/**
 * Edits a draft or a returned review: its words, and what it proposes. Every change raises the version and names its
 * author; what the rules proposed is changed or dropped with a reason only, and stays visible.
 */
import { z } from 'zod'
import type { PoolClient } from '@/lib/db/copy'
import {
  addProposal,
  findProductName,
  type ProposalRecord,
  type ReviewRecord,
  setProposal,
  setReviewSummary,
} from '@/lib/db/review-repository'
import type { Actor } from '@/lib/domain/actor'
import { fail, type Result } from '@/lib/domain/result'
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import { OBJECTIVES } from '@/lib/domain/review/objectives'
import { REASON_OF_CHANGE, ReviewAt, TEXT_MAX } from './review-input'
import { type ReviewFailure, type StepTaken, takeReviewStep } from './take-step'

const CHANGE_MAX = 0.5
const DAYS_MAX = 365
const PROPOSAL_ID = z.int().positive()

const NewProposal = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('allocation'),
    change: z
      .number()
      .min(-CHANGE_MAX)
      .max(CHANGE_MAX)
      .refine((change) => change !== 0),
    productId: z.int().positive().optional(),
  }),
  z.object({
    kind: z.literal('service'),
    serviceClass: z.enum(SERVICE_CLASSES),
    from: z.int().min(1).max(DAYS_MAX),
    to: z.int().min(1).max(DAYS_MAX),
  }),
  z.object({
    kind: z.enum(['campaign', 'objective']),
    code: z.enum(OBJECTIVES),
    productId: z.int().positive().optional(),
  }),
])

export const EditReview = ReviewAt.extend({
  change: z.discriminatedUnion('what', [
    z.object({ what: z.literal('summary'), summary: z.string().trim().max(TEXT_MAX) }),
    z.object({
      what: z.literal('adjust'),
      proposalId: PROPOSAL_ID,
      /** Of an allocation the change, of a service the days. */
      value: z.number(),
      reason: REASON_OF_CHANGE,
    }),
    z.object({ what: z.literal('drop'), proposalId: PROPOSAL_ID, reason: REASON_OF_CHANGE }),
    z.object({ what: z.literal('keep'), proposalId: PROPOSAL_ID }),
    z.object({ what: z.literal('add'), proposal: NewProposal, reason: REASON_OF_CHANGE }),
  ]),
})
export type ReviewChange = z.infer<typeof EditReview>['change']
export type EditFailure = ReviewFailure | { readonly code: 'no-proposal' | 'out-of-bounds' }

export async function editReview(
  actor: Actor,
  { id, version, change }: z.infer<typeof EditReview>,
): Promise<Result<StepTaken<null>, EditFailure>> {
  let refused: EditFailure | undefined
  try {
    return await takeReviewStep(
      actor,
      { id, version, action: 'edit', comment: 'reason' in change ? change.reason : '' },
      async (client, review) => {
        refused = await apply(client, review, change, actor.userId)
        if (refused) throw new Refused()
        return null
      },
    )
  } catch (error) {
    if (error instanceof Refused && refused) return fail(refused)
    throw error
  }
}

/** Leaves the transaction without a trace. */
class Refused extends Error {}

async function apply(
  client: PoolClient,
  review: ReviewRecord,
  change: ReviewChange,
  authorId: string,
): Promise<EditFailure | undefined> {
  switch (change.what) {
    case 'summary':
      await setReviewSummary(client, review.id, change.summary)
      return undefined
    case 'add':
      return add(client, review, change, authorId)
    default:
  }
  const proposal = review.proposals.find(({ id }) => id === change.proposalId)
  if (!proposal) return { code: 'no-proposal' }
  if (change.what === 'adjust') return adjust(client, proposal, change, authorId)
  const state = change.what === 'drop' ? 'dropped' : 'proposed'
  await setProposal(client, proposal.id, {
    state,
    authorId,
    reason: change.what === 'drop' ? change.reason : '',
  })
  return undefined
}

async function adjust(
  client: PoolClient,
  { id, kind, params }: ProposalRecord,
  { value, reason }: Extract<ReviewChange, { what: 'adjust' }>,
  authorId: string,
): Promise<EditFailure | undefined> {
  if (kind === 'allocation') {
    if (value === 0 || Math.abs(value) > CHANGE_MAX) return { code: 'out-of-bounds' }
    const code = value > 0 ? 'raise' : 'lower'
    await setProposal(client, id, { code, params: { ...params, change: value }, authorId, reason })
    return undefined
  }
  if (kind !== 'service' || !Number.isInteger(value) || value < 1 || value > DAYS_MAX) {
    return { code: 'out-of-bounds' }
  }
  const code = value <= Number(params.from) ? 'shorten' : 'lengthen'
  await setProposal(client, id, { code, params: { ...params, to: value }, authorId, reason })
  return undefined
}

async function add(
  client: PoolClient,
  { id, profile }: ReviewRecord,
  { proposal, reason }: Extract<ReviewChange, { what: 'add' }>,
  authorId: string,
): Promise<EditFailure | undefined> {
  const product = await productOf(client, proposal.kind === 'service' ? undefined : proposal.productId)
  if (product === null) return { code: 'out-of-bounds' }
  const common = { authorId, reason, forMonth: profile.effectMonth }
  if (proposal.kind === 'allocation') {
    const code = proposal.change > 0 ? 'raise' : 'lower'
    const params = { change: proposal.change, ...product }
    await addProposal(client, id, { kind: 'allocation', code, params, ...common })
    return undefined
  }
  if (proposal.kind === 'service') {
    const { serviceClass, from, to } = proposal
    const code = to <= from ? 'shorten' : 'lengthen'
    await addProposal(client, id, { kind: 'service', code, params: { serviceClass, from, to }, ...common })
    return undefined
  }
  await addProposal(client, id, { kind: proposal.kind, code: proposal.code, params: product, ...common })
  return undefined
}

/** Null where there is no such product. */
async function productOf(client: PoolClient, productId: number | undefined) {
  if (productId === undefined) return {}
  const product = await findProductName(client, productId)
  return product ? { productId, product } : null
}
