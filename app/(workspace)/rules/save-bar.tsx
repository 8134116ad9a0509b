'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { reasonFault } from './reason'
import classes from './rules.module.css'

type Props = {
  /** What differs, a sentence each. */
  changes: readonly string[]
  /** What follows from it. */
  effect: ReactNode
  /** The verb on the button. */
  confirm: string
  hasFaults: boolean
  isSaving: boolean
  onSave: (reason: string) => void
  onDiscard: () => void
}

const SHOWN = 8

/** Comes up with the first change: what differs, what follows, the reason, and the button. */
export function SaveBar(props: Props) {
  const { changes, effect, confirm, hasFaults, isSaving, onSave, onDiscard } = props
  const t = useTranslations('rules.save')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  if (changes.length === 0) return null
  const fault = reasonFault(reason)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!fault && !hasFaults) onSave(reason.trim())
  }
  return (
    <form className={classes.save} aria-label={t('label')} onSubmit={submit} noValidate>
      <div className={classes.saveChanges}>
        <strong>{t('changes', { count: changes.length })}</strong>
        <ul>
          {changes.slice(0, SHOWN).map((change) => (
            <li key={change}>{change}</li>
          ))}
          {changes.length > SHOWN && <li>{t('more', { count: changes.length - SHOWN })}</li>}
        </ul>
        <span className={classes.small}>{effect}</span>
      </div>
      <TextInput
        label={t('reason')}
        description={t('reason-hint')}
        required
        maxLength={400}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={asked && (hasFaults ? t('has-faults') : fault && t('reason-short'))}
      />
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" onClick={onDiscard} disabled={isSaving}>
          {t('discard')}
        </Button>
        <Button type="submit" loading={isSaving}>
          {confirm}
        </Button>
      </Group>
    </form>
  )
}
