'use client'

import { Checkbox, Group, Modal, Select, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { addEventAction } from '@/app/(workspace)/reviews/actions'
import { DialogEnd } from '@/app/(workspace)/reviews/dialog-end'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import { isIsoDate, monthStart } from '@/lib/domain/calendar/dates'
import classes from './review.module.css'

const KINDS = ['event', 'project', 'holiday', 'competition', 'other'] as const

type Props = { area: { id: number; name: string }; month: string; onEnd: () => void }

/** A dated event of the trade area, put on record by hand. */
export function EventDialog({ area, month, onEnd }: Props) {
  const t = useTranslations('review')
  const common = useTranslations('common')
  const [kind, setKind] = useState<string>('event')
  const [name, setName] = useState('')
  const [startsOn, setStartsOn] = useState(monthStart(month))
  const [endsOn, setEndsOn] = useState(monthStart(month))
  const [stays, setStays] = useState(false)
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { take, isSaving, error } = useStep()
  const faults = {
    name: name.trim() === '' ? t('event.name-needed') : undefined,
    startsOn: isIsoDate(startsOn) ? undefined : t('event.date-needed'),
    endsOn: stays
      ? undefined
      : !isIsoDate(endsOn)
        ? t('event.date-needed')
        : endsOn < startsOn
          ? t('event.order')
          : undefined,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (faults.name || faults.startsOn || faults.endsOn) return
    void take(
      () =>
        addEventAction({ tradeAreaId: area.id, kind, name, startsOn, endsOn: stays ? null : endsOn, note }),
      () => {
        void notify(t('event.done', { name }))
        onEnd()
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onEnd}
      title={t('event.title', { name: area.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={submit} noValidate>
        <p className={classes.dialogAbout}>{t('event.about')}</p>
        <TextInput
          data-autofocus
          label={t('event.name')}
          maxLength={120}
          value={name}
          error={isAsked && faults.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          mt="sm"
          label={t('event.kind')}
          allowDeselect={false}
          value={kind}
          data={KINDS.map((one) => ({ value: one, label: t(`event-kinds.${one}`) }))}
          onChange={(value) => value && setKind(value)}
        />
        <Group grow mt="sm" align="flex-start">
          <TextInput
            type="date"
            label={t('event.from')}
            value={startsOn}
            error={isAsked && faults.startsOn}
            onChange={(event) => setStartsOn(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('event.to')}
            value={endsOn}
            disabled={stays}
            error={isAsked && faults.endsOn}
            onChange={(event) => setEndsOn(event.currentTarget.value)}
          />
        </Group>
        <Checkbox
          mt="sm"
          label={t('event.open')}
          checked={stays}
          onChange={(event) => setStays(event.currentTarget.checked)}
        />
        <TextInput
          mt="sm"
          label={t('event.note')}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <DialogEnd error={error} confirm={t('event.save')} isSaving={isSaving} onEnd={onEnd} />
      </form>
    </Modal>
  )
}
