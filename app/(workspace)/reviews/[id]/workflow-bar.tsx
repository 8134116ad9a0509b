'use client'

import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { ReviewAction } from '@/lib/domain/review/workflow'
import type { ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './review.module.css'

const StepDialog = dynamic(() => import('./step-dialog').then((m) => m.StepDialog), { ssr: false })
const ApproveDialog = dynamic(() => import('./approve-dialog').then((m) => m.ApproveDialog), { ssr: false })
const CloseDialog = dynamic(
  () => import('@/app/(workspace)/reviews/close-dialog').then((m) => m.CloseDialog),
  { ssr: false },
)

const SHOWN = ['submit', 'approve', 'publish', 'return', 'close', 'reopen', 'comment'] as const
export type Step = (typeof SHOWN)[number]
const FIRST: readonly ReviewAction[] = ['submit', 'approve', 'publish']

/** Where the review stands, who is next, and the steps that the reader may take. */
export function WorkflowBar({ view, words }: { view: ReviewView; words: ReviewWords }) {
  const { review: t } = words
  const [open, setOpen] = useState<Step | null>(null)
  const { review, actions, isOwnSubmission, news } = view
  const isBarred = isOwnSubmission && actions.includes('approve')
  const shown = SHOWN.filter((step) => actions.includes(step) && !(step === 'approve' && isBarred))
  const end = () => setOpen(null)
  return (
    <div className={classes.workflow}>
      <p>
        {t('steps.nobody', { who: t(`steps.next.${review.state}`) })}
        {isBarred && ` ${t('steps.own-submission')}`}
      </p>
      <div className={classes.steps}>
        {shown.map((step) => (
          <Button
            key={step}
            size="sm"
            variant={FIRST.includes(step) ? 'filled' : 'default'}
            onClick={() => setOpen(step)}
          >
            {t(`steps.${step}`)}
          </Button>
        ))}
      </div>
      {open === 'close' && (
        <CloseDialog
          review={{ id: review.id, version: review.version, name: review.area.name, news }}
          onEnd={end}
        />
      )}
      {open === 'approve' && <ApproveDialog view={view} words={words} onEnd={end} />}
      {open !== null && open !== 'close' && open !== 'approve' && (
        <StepDialog review={review} step={open} onEnd={end} />
      )}
    </div>
  )
}
