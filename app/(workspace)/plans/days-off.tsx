'use client'

import { Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { formatDate } from '@/lib/i18n/format'
import type { WeekView } from '@/lib/usecases/view-week'
import { editDayOffAction } from './actions'
import { notify } from './notify'
import classes from './plans.module.css'
import { usePlanWords } from './words'

/** Days off of the territory's manager in this week: which, why, and taking them back. */
export function DaysOff({ view, onClose }: { view: WeekView; onClose: () => void }) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const words = usePlanWords()
  const [isPending, start] = useTransition()
  const [date, setDate] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { territory, days } = view
  const off = days.filter((day) => day.dayOff !== null)
  const free = days.filter((day) => day.dayOff === null && day.holiday === null && !day.isPast)

  const save = (day: string, why: string | null) =>
    start(async () => {
      const outcome = await editDayOffAction({ territoryId: territory.id, date: day, reason: why })
      if (outcome.status === 'refused') notify(words.refusal(outcome.error.code), 'refused')
      else {
        setDate(null)
        setReason('')
        notify(t('days-off.hint'))
      }
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (date !== null && reason.trim() !== '') save(date, reason.trim())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('days-off.title', { name: territory.managerName ?? territory.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <p className={classes.dialogAbout}>{t('days-off.about')}</p>
      {off.length === 0 && <p className={classes.small}>{t('days-off.none')}</p>}
      <ul className={classes.unplannedList}>
        {off.map((day) => (
          <li key={day.date}>
            <span>
              {formatDate(locale, day.date, 'weekday')} · {day.dayOff?.reason}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              disabled={day.isPast}
              loading={isPending}
              onClick={() => save(day.date, null)}
            >
              {t('days-off.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} noValidate>
        <Select
          mt="md"
          required
          label={t('days-off.date')}
          data={free.map((day) => ({ value: day.date, label: formatDate(locale, day.date, 'weekday') }))}
          value={date}
          onChange={setDate}
        />
        <TextInput
          mt="xs"
          required
          label={t('days-off.reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={isPending} disabled={date === null || reason.trim() === ''}>
            {t('days-off.add')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
