'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { reasonFault } from '@/app/(workspace)/rules/reason'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { applyDivisionAction } from './actions'
import classes from './division.module.css'
import { type DivisionState, orderOf } from './use-division'

/** Comes up with the first shop that changes: how many do, what follows, the reason, and the button. */
export function ApplyBar({ division }: { division: DivisionState }) {
  const t = useTranslations('rules.divide')
  const save = useTranslations('rules.save')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [isSaving, start] = useTransition()
  const { view, plan, present, changing, fates } = division
  if (changing.length === 0 && plan.closing.length === 0) return null

  const ending = fates.flatMap((fate, k) => (fate === 'ends' ? [k] : []))
  const isOutdated = division.added !== plan.added || `${ending}` !== `${plan.closing}`
  const touched = new Set(changing.flatMap((i) => [present.territoryOf[i]!, plan.territoryOf[i]!]))
  const drafts = view.territories.reduce((sum, one, k) => sum + (touched.has(k) ? one.drafts : 0), 0)
  const isNamed = Array.from({ length: plan.added }, (_, k) => division.names[k]?.trim()).every(Boolean)
  const error = !isNamed ? t('apply.names-missing') : reasonFault(reason) ? save('reason-short') : undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (error) return
    start(async () => {
      const outcome = await applyDivisionAction(orderOf(division, reason.trim()))
      if (outcome.status === 'refused') return notify(t(`refused.${outcome.error.code}`), 'refused')
      notify(t('apply.done', { count: outcome.value.moved }))
      router.refresh()
    })
  }
  return (
    <form
      className={`${shared.save} ${classes.apply}`}
      aria-label={t('apply.label')}
      onSubmit={submit}
      noValidate
    >
      <div>
        <strong>{t('apply.title', { count: changing.length })}</strong>
        {isOutdated && <p className={classes.outdated}>{t('apply.outdated')}</p>}
        <p className={classes.effectOfApplying}>{t('apply.effect', { drafts })}</p>
      </div>
      <TextInput
        label={save('reason')}
        required
        maxLength={400}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={asked && error}
      />
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" onClick={division.reset} disabled={isSaving}>
          {t('reset')}
        </Button>
        <Button type="submit" loading={isSaving}>
          {t('apply.confirm', { count: changing.length })}
        </Button>
      </Group>
    </form>
  )
}
