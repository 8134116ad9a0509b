'use client'

import { Button } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatDate, formatTimeOfDay } from '@/lib/i18n/format'
import type { RecordView } from '@/lib/usecases/view-today'
import classes from './today.module.css'

/** What became of a visit, and the button to say or to correct it. */
export function RecordState({
  name,
  record,
  mayRecord,
  onRecord,
}: {
  name: string
  record: RecordView | undefined
  mayRecord: boolean
  onRecord: () => void
}) {
  const t = useTranslations('today.record')
  if (!record && !mayRecord) return null
  return (
    <div className={classes.recordState}>
      {record && <RecordFacts record={record} />}
      {(record ? record.mayCorrect : mayRecord) && (
        <Button
          size="sm"
          h={40}
          variant={record ? 'subtle' : 'light'}
          onClick={onRecord}
          aria-label={t(record ? 'correct-of' : 'record-of', { name })}
        >
          {t(record ? 'correct' : 'record')}
        </Button>
      )}
    </div>
  )
}

function RecordFacts({ record }: { record: RecordView }) {
  const t = useTranslations('today.record')
  const locale = useLocale()
  const { done, reason, notes, nextVisitOn, time } = record
  return (
    <span className={classes.recordFacts}>
      <strong data-done={done}>
        {done ? (
          <IconCheck size={16} stroke={2.2} aria-hidden />
        ) : (
          <IconX size={16} stroke={2.2} aria-hidden />
        )}
        {done
          ? t('state.done', { time: formatTimeOfDay(time) })
          : t('state.not-done', { reason: t(`reasons.${reason ?? 'other'}`) })}
      </strong>
      {notes && <span>{notes}</span>}
      {nextVisitOn && <span>{t('state.next', { date: formatDate(locale, nextVisitOn, 'weekday') })}</span>}
    </span>
  )
}
