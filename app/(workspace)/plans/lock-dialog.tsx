'use client'

import { Button, Chip, Group, Modal, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { formatDate } from '@/lib/i18n/format'
import classes from './plans.module.css'
import type { ChosenVisit } from './week-screen'

const EXAMPLES = ['asked', 'delivery', 'joint', 'campaign'] as const

/** Asks why a visit is held to its day. */
export function LockDialog({
  visit,
  onClose,
  onLock,
}: {
  visit: ChosenVisit
  onClose: () => void
  onLock: (reason: string) => void
}) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') onLock(reason.trim())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('lock.title', {
        name: visit.retailer.name,
        day: formatDate(locale, visit.day!.date, 'weekday'),
      })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit} noValidate>
        <p className={classes.dialogAbout}>{t('lock.about')}</p>
        <Chip.Group value={reason} onChange={(value) => setReason(String(value))}>
          <Group gap="xs" mb="sm">
            {EXAMPLES.map((example) => (
              <Chip key={example} size="xs" value={t(`lock.examples.${example}`)}>
                {t(`lock.examples.${example}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <TextInput
          data-autofocus
          required
          label={t('lock.reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t('lock.confirm')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
