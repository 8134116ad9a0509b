'use client'

import { Alert, Button, Group, Modal, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import classes from './area.module.css'

type Props = {
  title: string
  about: ReactNode
  /** The verb on the button. */
  confirm: string
  isDangerous?: boolean
  isReady?: boolean
  isSaving: boolean
  error: string | null
  onClose: () => void
  onSubmit: (reason: string) => void
  children?: ReactNode
}

/** A change of a trade area: what follows from it, what is asked, and always the reason. */
export function DialogForm(props: Props) {
  const { title, about, confirm, isDangerous, isReady = true, isSaving, error, onClose, onSubmit } = props
  const t = useTranslations('trade-area.form')
  const common = useTranslations('common')
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') onSubmit(reason.trim())
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common('close') }}>
      <form onSubmit={submit} noValidate>
        <p className={classes.dialogAbout}>{about}</p>
        {props.children}
        <Textarea
          mt="sm"
          required
          autosize
          minRows={2}
          maxRows={5}
          label={t('reason')}
          description={t('reason-about')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error && (
          <Alert color="red" mt="sm" role="alert">
            {error}
          </Alert>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={isSaving}
            disabled={!isReady || reason.trim() === ''}
            {...(isDangerous && { color: 'red' })}
          >
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
