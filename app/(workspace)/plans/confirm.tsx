'use client'

import { Button, Group, Modal } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

type Props = {
  title: string
  /** The verb on the button. */
  confirm: string
  onClose: () => void
  onConfirm: () => void | Promise<void>
  /** What follows from it. */
  children: ReactNode
}

export function Confirm({ title, confirm, onClose, onConfirm, children }: Props) {
  const t = useTranslations('plan.actions')
  const [isActing, setActing] = useState(false)
  const act = async () => {
    setActing(true)
    await onConfirm()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      {children}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button data-autofocus onClick={act} loading={isActing}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
