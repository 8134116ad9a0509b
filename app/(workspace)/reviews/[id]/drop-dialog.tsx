'use client'

import { notify } from '@/app/(workspace)/plans/notify'
import { editReviewAction } from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import { proposalSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import type { ProposalView } from './proposals'
import { ReasonDialog } from './reason-dialog'

type Props = { review: ReviewView['review']; proposal: ProposalView; words: ReviewWords; onEnd: () => void }

export function DropDialog({ review, proposal, words, onEnd }: Props) {
  const { review: t } = words
  const { take, isSaving, error } = useStep()
  const { id, version } = review
  return (
    <ReasonDialog
      title={t('proposals.drop')}
      about={proposalSentence(proposal, words)}
      confirm={t('proposals.drop')}
      label={t('proposals.reason')}
      needed={t('proposals.reason-needed')}
      isSaving={isSaving}
      error={error}
      onEnd={onEnd}
      onSubmit={(reason) =>
        void take(
          () => editReviewAction({ id, version, change: { what: 'drop', proposalId: proposal.id, reason } }),
          () => {
            void notify(t('proposals.saved'))
            onEnd()
          },
        )
      }
    />
  )
}
