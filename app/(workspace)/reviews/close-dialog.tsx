'use client'

import { Modal, Radio, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { CLOSE_REASONS, type CloseReason } from '@/lib/domain/review/close-reason'
import { closeReviewAction } from './actions'
import { DialogEnd } from './dialog-end'
import classes from './reviews.module.css'
import { useStep } from './use-step'

type Props = {
  review: { id: number; version: number; name: string; news: number }
  onEnd: () => void
}

/** Closing without a decision: "nothing changed" where that is so, else why. */
export function CloseDialog({ review, onEnd }: Props) {
  const t = useTranslations('review.close')
  const common = useTranslations('common')
  const reasons = CLOSE_REASONS.filter((reason) => review.news === 0 || reason !== 'nothing-changed')
  const [reason, setReason] = useState<CloseReason>(reasons[0]!)
  const [words, setWords] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { take, isSaving, error } = useStep()
  const isMissing = reason === 'other' && words.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (isMissing) return
    const { id, version, name } = review
    void take(
      () => closeReviewAction({ id, version, reason, comment: words }),
      () => {
        void notify(t('done', { name }))
        onEnd()
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onEnd}
      title={t('title', { name: review.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={submit} noValidate>
        <p className={classes.words}>{t('about')}</p>
        <Radio.Group mt="sm" value={reason} onChange={(value) => setReason(value as CloseReason)}>
          {reasons.map((one) => (
            <Radio key={one} mt={6} value={one} label={t(`reasons.${one}`)} />
          ))}
        </Radio.Group>
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          label={t('words')}
          maxLength={400}
          value={words}
          error={isAsked && isMissing ? t('words-needed') : undefined}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <DialogEnd error={error} confirm={t('label')} isSaving={isSaving} onEnd={onEnd} />
      </form>
    </Modal>
  )
}
