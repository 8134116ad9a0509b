'use client'

import { Alert, Button, Checkbox, Modal, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { addDays, type IsoDate } from '@/lib/domain/calendar/dates'
import { NOT_DONE_REASONS, type NotDoneReason } from '@/lib/domain/visit/not-done'
import { formatDate, formatMonth, formatNumber } from '@/lib/i18n/format'
import { objectiveSentence } from '@/lib/i18n/purpose-sentence'
import type { RecordView, TodayView } from '@/lib/usecases/view-today'
import type { VisitSubject } from '@/lib/usecases/visit/visit-subjects'
import { correctVisitAction, recordVisitAction } from './actions'
import { newClientId } from './client-id'
import { SubjectSearch } from './subject-search'
import classes from './today.module.css'

export type Recording = {
  /** Null while the shop is still to be found: a visit that was not planned. */
  readonly subject: VisitSubject | null
  readonly channel: 'onsite' | 'phone'
  /** The record that is corrected. */
  readonly record: RecordView | undefined
}

const PHONE = '(max-width: 48em)'

/** Asks what became of a visit; on a phone it takes the whole screen, with its button under the thumb. */
export function RecordDialog({
  view,
  recording,
  onClose,
}: {
  view: TodayView
  recording: Recording
  onClose: () => void
}) {
  const t = useTranslations('today.record')
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false })
  const [subject, setSubject] = useState(recording.subject)
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={isPhone}
      size={520}
      title={subject ? subject.name : t('add')}
      closeButtonProps={{ 'aria-label': t('close'), size: 'lg' }}
    >
      {subject ? (
        <RecordForm view={view} recording={recording} subject={subject} onClose={onClose} />
      ) : (
        <SubjectSearch view={view} onChoose={setSubject} />
      )}
    </Modal>
  )
}

type Fault = 'reason-missing' | 'notes-missing' | 'next-visit-missing'

function RecordForm({
  view,
  recording: { record, channel },
  subject,
  onClose,
}: {
  view: TodayView
  recording: Recording
  subject: VisitSubject
  onClose: () => void
}) {
  const t = useTranslations('today.record')
  const plan = useTranslations('plan')
  const locale = useLocale()
  const { date } = view
  const [clientId] = useState(newClientId)
  const [done, setDone] = useState(record?.done ?? true)
  const [reason, setReason] = useState<NotDoneReason | null>(record?.reason ?? null)
  const [notes, setNotes] = useState(record?.notes ?? '')
  const [objectives, setObjectives] = useState<readonly number[]>(record?.objectives ?? [])
  const [isAgreed, setAgreed] = useState(record?.nextVisitOn != null)
  const [agreedOn, setAgreedOn] = useState(record?.nextVisitOn ?? '')
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [refusal, setRefusal] = useState<string>()
  const [isPending, start] = useTransition()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: Fault[] = []
    if (!done && reason === null) found.push('reason-missing')
    if (!done && reason === 'other' && notes.trim() === '') found.push('notes-missing')
    if (isAgreed && agreedOn === '') found.push('next-visit-missing')
    setFaults(found)
    if (found.length > 0) return
    const facts = {
      channel: record ? (record.channel as 'onsite' | 'phone') : channel,
      done,
      reason: done ? null : reason,
      notes,
      nextVisitOn: isAgreed ? agreedOn : null,
      objectives: done ? [...objectives] : [],
    }
    start(async () => {
      const outcome = record
        ? await correctVisitAction({ id: record.id, ...facts })
        : await recordVisitAction({ clientId, retailerId: subject.id, date, ...facts })
      if (outcome.status === 'refused') return setRefusal(outcome.error.code)
      notify(t('saved', { name: subject.name }))
      onClose()
    })
  }
  const fault = (code: Fault) => faults.includes(code) && t(`refused.${code}`)
  return (
    <form className={classes.recordForm} onSubmit={submit} noValidate>
      <p className={classes.recordAbout}>
        {[subject.code, subject.address, formatDate(locale, date, 'weekday')].filter(Boolean).join(' · ')}
      </p>
      <SegmentedControl
        fullWidth
        size="lg"
        aria-label={t('what')}
        value={done ? 'done' : 'not-done'}
        onChange={(value) => setDone(value === 'done')}
        data={[
          { value: 'done', label: t('done') },
          { value: 'not-done', label: t('not-done') },
        ]}
      />
      {!done && (
        <Radio.Group
          label={t('reason')}
          value={reason ?? ''}
          onChange={(value) => setReason(value as NotDoneReason)}
          error={fault('reason-missing')}
        >
          <div className={classes.choices}>
            {NOT_DONE_REASONS.map((code) => (
              <Radio.Card key={code} value={code} className={classes.choice ?? ''}>
                <Radio.Indicator /> {t(`reasons.${code}`)}
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      )}
      {done && subject.objectives.length > 0 && (
        <Checkbox.Group
          label={t('objectives')}
          value={objectives.map(String)}
          onChange={(ids) => setObjectives(ids.map(Number))}
        >
          <div className={classes.objectives}>
            {subject.objectives.map((objective) => (
              <Checkbox
                key={objective.params.objectiveId}
                size="md"
                value={String(objective.params.objectiveId)}
                label={objectiveSentence(objective, { plan, locale })}
                description={t('of-review', {
                  tradeArea: objective.params.tradeArea,
                  month: formatMonth(locale, objective.params.month),
                })}
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <Textarea
        label={t('notes')}
        size="md"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
        error={fault('notes-missing')}
      />
      <Radio.Group
        label={t('next')}
        value={isAgreed ? 'agreed' : 'rule'}
        onChange={(value) => setAgreed(value === 'agreed')}
      >
        <div className={classes.objectives}>
          <Radio size="md" value="rule" label={<ByRule subject={subject} done={done} />} />
          <Radio size="md" value="agreed" label={t('agreed')} />
        </div>
      </Radio.Group>
      {isAgreed && (
        <TextInput
          type="date"
          size="md"
          label={t('agreed-on')}
          min={addDays(date, 1)}
          max={view.agreedUntil}
          value={agreedOn}
          onChange={(event) => setAgreedOn(event.currentTarget.value as IsoDate)}
          error={fault('next-visit-missing')}
        />
      )}
      {refusal && (
        <Alert color="red" role="alert">
          {t.has(`refused.${refusal}` as never) ? t(`refused.${refusal}` as never) : t('refused.fault')}
        </Alert>
      )}
      <div className={classes.recordEnd}>
        <Button size="lg" variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button size="lg" type="submit" loading={isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

/** When the service rule has the next visit, and which rule that is. */
function ByRule({ subject: { nextVisit }, done }: { subject: VisitSubject; done: boolean }) {
  const t = useTranslations('today.record')
  const locale = useLocale()
  if (!done) return t('by-plan')
  if (!nextVisit) return t('by-no-rule')
  const { date, intervalDays, by, serviceClass } = nextVisit
  return t('by-rule', {
    date: formatDate(locale, date, 'weekday'),
    days: formatNumber(locale, intervalDays, 1),
    by,
    class: serviceClass,
  })
}
