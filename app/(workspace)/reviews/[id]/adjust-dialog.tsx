'use client'

import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { editReviewAction } from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import { proposalSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import type { ProposalView } from './proposals'
import { ReasonDialog } from './reason-dialog'

type Props = { review: ReviewView['review']; proposal: ProposalView; words: ReviewWords; onEnd: () => void }

const PERCENT_MAX = 50
const DAYS_MAX = 365

/** Another size of the same proposal. */
export function AdjustDialog({ review, proposal, words, onEnd }: Props) {
  const { review: t } = words
  const { take, isSaving, error } = useStep()
  const isAllocation = proposal.kind === 'allocation'
  const before = isAllocation
    ? Math.round(Number(proposal.params.change) * 1000) / 10
    : Number(proposal.params.to)
  const [value, setValue] = useState<number | string>(before)
  const isReady =
    typeof value === 'number' &&
    value !== before &&
    (isAllocation ? value !== 0 && Math.abs(value) <= PERCENT_MAX : value >= 1 && value <= DAYS_MAX)
  const { id, version } = review
  return (
    <ReasonDialog
      title={t('proposals.adjust')}
      about={proposalSentence(proposal, words)}
      confirm={t('proposals.save')}
      label={t('proposals.reason')}
      needed={t('proposals.reason-needed')}
      isReady={isReady}
      isSaving={isSaving}
      error={error}
      onEnd={onEnd}
      onSubmit={(reason) =>
        void take(
          () =>
            editReviewAction({
              id,
              version,
              change: {
                what: 'adjust',
                proposalId: proposal.id,
                value: isAllocation ? Number(value) / 100 : Number(value),
                reason,
              },
            }),
          () => {
            void notify(t('proposals.saved'))
            onEnd()
          },
        )
      }
    >
      <NumberInput
        data-autofocus
        label={t(isAllocation ? 'proposals.change-label' : 'proposals.days-label')}
        value={value}
        min={isAllocation ? -PERCENT_MAX : 1}
        max={isAllocation ? PERCENT_MAX : DAYS_MAX}
        step={1}
        decimalScale={isAllocation ? 1 : 0}
        error={isReady || value === before ? undefined : t('proposals.value-needed')}
        onChange={setValue}
      />
    </ReasonDialog>
  )
}
