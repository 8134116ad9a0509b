'use client'

import { Modal, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DialogEnd } from '@/app/(workspace)/reviews/dialog-end'
import classes from './review.module.css'

type Props = {
  title: string
  about?: ReactNode
  confirm: string
  label: string
  /** What is said where a word is needed and missing; without it, words are optional. */
  needed?: string
  isReady?: boolean
  isSaving: boolean
  error: string | null
  size?: string
  onEnd: () => void
  onSubmit: (words: string) => void
  children?: ReactNode
}

/** A step or change with somebody's words. */
export function ReasonDialog(props: Props) {
  const { title, about, confirm, label, needed, isReady = true, isSaving, error, onEnd, onSubmit } = props
  const t = useTranslations('review.steps')
  const common = useTranslations('common')
  const [text, setText] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isMissing = needed !== undefined && text.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isMissing && isReady) onSubmit(text.trim())
  }
  return (
    <Modal
      opened
      onClose={onEnd}
      title={title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={submit} noValidate>
        {about && <p className={classes.dialogAbout}>{about}</p>}
        {props.children}
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          maxRows={8}
          label={label}
          {...(needed === undefined && { description: t('optional') })}
          maxLength={2000}
          value={text}
          error={isAsked && isMissing ? needed : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <DialogEnd error={error} confirm={confirm} isSaving={isSaving} onEnd={onEnd} />
      </form>
    </Modal>
  )
}
