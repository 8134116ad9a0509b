'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { approveReviewAction } from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import { formatMonth } from '@/lib/i18n/format'
import { proposalSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import { ReasonDialog } from './reason-dialog'
import classes from './review.module.css'

type Props = { view: ReviewView; words: ReviewWords; onEnd: () => void }

/** Approval, with single proposals left out for a reason. */
export function ApproveDialog({ view, words, onEnd }: Props) {
  const { review: t, locale } = words
  const { review } = view
  const { take, isSaving, error } = useStep()
  const open = review.proposals.filter(({ state }) => state === 'proposed')
  /** Why each that is left out is. */
  const [left, setLeft] = useState<Readonly<Record<number, string>>>({})
  const rejected = Object.entries(left).map(([id, reason]) => ({ proposalId: Number(id), reason }))
  const { id, version } = review
  const toggle = (proposalId: number, isIn: boolean) =>
    setLeft(({ [proposalId]: _was, ...others }) => (isIn ? others : { ...others, [proposalId]: '' }))
  return (
    <ReasonDialog
      size="lg"
      title={t('steps.approve')}
      about={t('steps.about.approve', { month: formatMonth(locale, review.profile.effectMonth) })}
      confirm={t('steps.approve')}
      label={t('steps.comment-label')}
      isReady={rejected.every(({ reason }) => reason.trim() !== '')}
      isSaving={isSaving}
      error={error}
      onEnd={onEnd}
      onSubmit={(comment) =>
        void take(
          () => approveReviewAction({ id, version, comment, rejected }),
          ({ followed }) => {
            void notify(t('steps.done.approve', { ...followed }))
            onEnd()
          },
        )
      }
    >
      <ul className={classes.choices}>
        {open.map((proposal) => {
          const reason = left[proposal.id]
          return (
            <li key={proposal.id}>
              <Checkbox
                label={proposalSentence(proposal, words)}
                checked={reason === undefined}
                onChange={(event) => toggle(proposal.id, event.currentTarget.checked)}
              />
              {reason !== undefined && (
                <TextInput
                  mt={4}
                  ml={28}
                  size="xs"
                  label={t('steps.reject')}
                  value={reason}
                  maxLength={400}
                  error={reason.trim() === '' ? t('proposals.reason-needed') : undefined}
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    setLeft((now) => ({ ...now, [proposal.id]: value }))
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
    </ReasonDialog>
  )
}
