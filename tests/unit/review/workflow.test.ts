import fc from 'fast-check'
import { expect, test } from 'vitest'
import { can, type ROLES } from '@/lib/domain/actor'
import {
  ABILITY_OF,
  REVIEW_ACTIONS,
  type ReviewAction,
  type ReviewState,
  takeStep,
} from '@/lib/domain/review/workflow'

type Trace = { action: ReviewAction; authorId: string; to: ReviewState }[]

const steps = fc.array(
  fc.record({
    action: fc.constantFrom(...REVIEW_ACTIONS),
    authorId: fc.constantFrom('gonzalo', 'sofia', ''),
    comment: fc.constantFrom('', 'why'),
  }),
  { maxLength: 40 },
)

/** What came about of some wishes. */
function follow(
  wishes: readonly { action: ReviewAction; authorId: string; comment: string }[],
  news = 1,
): Trace {
  let state: ReviewState = 'draft'
  let submittedBy: string | null = null
  const trace: Trace = []
  for (const wish of wishes) {
    const step = takeStep({ state, submittedBy, news }, wish)
    if (!step.ok) continue
    state = step.value
    if (wish.action === 'submit') submittedBy = wish.authorId
    trace.push({ action: wish.action, authorId: wish.authorId, to: state })
  }
  return trace
}

test('nothing is published that was not approved, nor approved that was not submitted, by somebody else', () => {
  fc.assert(
    fc.property(steps, (wishes) => {
      const trace = follow(wishes)
      trace.forEach(({ to, authorId }, k) => {
        const before = trace.slice(0, k).filter(({ action }) => action !== 'comment')
        if (to === 'published' && trace[k]!.action === 'publish')
          expect(before.at(-1)!.action).toBe('approve')
        if (trace[k]!.action !== 'approve') return
        expect(before.at(-1)!.action).toBe('submit')
        expect(before.at(-1)!.authorId).not.toBe(authorId)
      })
    }),
  )
})

test('after approval nothing is edited, returned or closed', () => {
  fc.assert(
    fc.property(steps, (wishes) => {
      const trace = follow(wishes)
      const approved = trace.findIndex(({ action }) => action === 'approve')
      if (approved < 0) return
      const after = new Set(trace.slice(approved + 1).map(({ action }) => action))
      expect([...after].every((action) => action === 'publish' || action === 'comment')).toBe(true)
    }),
  )
})

test('every step has an author, and every return has words', () => {
  fc.assert(
    fc.property(steps, (wishes) => {
      for (const { authorId } of follow(wishes)) expect(authorId).not.toBe('')
    }),
  )
  const submitted = { state: 'submitted', submittedBy: 'gonzalo', news: 0 } as const
  expect(takeStep(submitted, { action: 'return', authorId: 'sofia', comment: ' ' })).toEqual({
    ok: false,
    error: { code: 'comment-needed' },
  })
})

test('without news a draft closes in one click; with news only with a reason', () => {
  const close = { action: 'close', authorId: 'gonzalo', comment: '' } as const
  expect(takeStep({ state: 'draft', submittedBy: null, news: 0 }, close)).toEqual({
    ok: true,
    value: 'closed',
  })
  expect(takeStep({ state: 'draft', submittedBy: null, news: 2 }, close).ok).toBe(false)
  expect(takeStep({ state: 'draft', submittedBy: null, news: 2 }, { ...close, comment: 'known' }).ok).toBe(
    true,
  )
})

test('a customer manager submits but does not approve; marketing looks on', () => {
  const may = (role: (typeof ROLES)[number], action: ReviewAction) =>
    can({ userId: 'x', name: 'x', role, territoryIds: 'all' }, ABILITY_OF[action])
  expect(may('customer-manager', 'submit')).toBe(true)
  expect(may('customer-manager', 'approve')).toBe(false)
  expect(may('market-manager', 'approve')).toBe(true)
  expect(REVIEW_ACTIONS.filter((action) => may('marketing', action))).toEqual([])
})
