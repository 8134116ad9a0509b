'use client'

import { useTranslations } from 'next-intl'
import { notify } from '@/app/(workspace)/plans/notify'
import {
  commentReviewAction,
  publishReviewAction,
  reopenReviewAction,
  returnReviewAction,
  submitReviewAction,
} from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import { ReasonDialog } from './reason-dialog'

const ACTIONS = {
  submit: submitReviewAction,
  return: returnReviewAction,
  publish: publishReviewAction,
  reopen: reopenReviewAction,
  comment: commentReviewAction,
} as const
const WITH_WORDS = ['return', 'reopen', 'comment']

type Props = { review: ReviewView['review']; step: keyof typeof ACTIONS; onEnd: () => void }

export function StepDialog({ review, step, onEnd }: Props) {
  const t = useTranslations('review.steps')
  const { take, isSaving, error } = useStep()
  const { id, version } = review
  return (
    <ReasonDialog
      title={t(step)}
      about={t(`about.${step}`)}
      confirm={t(step)}
      label={t('comment-label')}
      {...(WITH_WORDS.includes(step) && { needed: t('comment-needed') })}
      isSaving={isSaving}
      error={error}
      onEnd={onEnd}
      onSubmit={(comment) =>
        void take(
          () => ACTIONS[step]({ id, version, comment }),
          () => {
            void notify(t(`done.${step}`))
            onEnd()
          },
        )
      }
    />
  )
}
