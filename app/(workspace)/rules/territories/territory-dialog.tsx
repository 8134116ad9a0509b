'use client'

import { Button, Checkbox, Group, Modal, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { saveTerritoryTermsAction } from '@/app/(workspace)/rules/actions'
import { reasonFault } from '@/app/(workspace)/rules/reason'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { termsFault } from '@/lib/domain/territory/working-terms'
import { TRAVEL_MODES, type TravelMode } from '@/lib/domain/travel/road-way'
import { formatTimeOfDay } from '@/lib/i18n/format'
import type { SaveTerritoryTerms } from '@/lib/usecases/save-rules-territory'
import type { TerritoryTerms } from '@/lib/usecases/view-rules-territories'
import { PlacePicker } from './place-picker'
import classes from './territory-dialog.module.css'

export type Terms = SaveTerritoryTerms['terms']

const NOON_BREAK: NonNullable<Terms['break']> = { window: [43_200, 46_800], seconds: 3600 }
const VISITS_MAX = 200
const BREAK_MINUTES_MAX = 240

/** How a territory works, as a form; everything is checked again where it is stored. */
export function TerritoryDialog({ territory, onClose }: { territory: TerritoryTerms; onClose: () => void }) {
  const t = useTranslations('rules.territories-page')
  const rules = useTranslations('rules')
  // what its author saw: a change by somebody else meanwhile is noticed
  const [seen, setSeen] = useState(() => termsOf(territory))
  const [terms, setTerms] = useState(seen)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [isSaving, start] = useTransition()
  const set = (change: Partial<Terms>) => setTerms((before) => ({ ...before, ...change }))
  const fault = termsFault(terms)
  const isUnchanged = JSON.stringify(terms) === JSON.stringify(seen)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (fault || reasonFault(reason) || !(terms.visitsMax >= 1)) return
    start(async () => {
      const saving = { territoryId: territory.id, seen, terms, note: reason.trim() }
      const outcome = await saveTerritoryTermsAction(saving)
      if (outcome.status === 'done') {
        notify(rules('save.done-plain'))
        onClose()
        return
      }
      notify(rules(`refused.${outcome.error.code}`), 'refused')
    })
  }
  // after a refusal the page brings what is stored now; the next save is made upon that, knowingly
  const stored = termsOf(territory)
  if (asked && JSON.stringify(stored) !== JSON.stringify(seen) && !isSaving) setSeen(stored)

  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={t('dialog', { name: territory.name })}
      closeButtonProps={{ 'aria-label': rules('save.discard') }}
    >
      <form onSubmit={submit} className={classes.form} noValidate>
        <div>
          <span className={classes.label} id="travel-mode">
            {t('mode')}
          </span>
          <SegmentedControl
            aria-labelledby="travel-mode"
            fullWidth
            data={TRAVEL_MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
            value={terms.travelMode}
            onChange={(mode) => set({ travelMode: mode as TravelMode })}
          />
        </div>
        <div className={classes.fields}>
          <TimeInput
            label={t('shift-from')}
            value={terms.shift[0]}
            onChange={(from) => set({ shift: [from, terms.shift[1]] })}
          />
          <TimeInput
            label={t('shift-to')}
            value={terms.shift[1]}
            onChange={(to) => set({ shift: [terms.shift[0], to] })}
            error={fault === 'shift-order' && rules('refused.shift-order')}
          />
          <NumberInput
            size="sm"
            label={t('visits-max')}
            min={1}
            max={VISITS_MAX}
            clampBehavior="strict"
            allowDecimal={false}
            value={terms.visitsMax || ''}
            onChange={(value) => set({ visitsMax: typeof value === 'number' ? value : 0 })}
            error={terms.visitsMax < 1 && t('visits-max-hint')}
          />
        </div>
        <Checkbox
          label={t('has-break')}
          checked={terms.break !== null}
          onChange={(event) =>
            set({ break: event.currentTarget.checked ? (seen.break ?? NOON_BREAK) : null })
          }
        />
        {terms.break && (
          <BreakFields
            pause={terms.break}
            onChange={(pause) => set({ break: pause })}
            error={
              fault === 'break-order' || fault === 'break-outside' ? rules(`refused.${fault}`) : undefined
            }
          />
        )}
        <PlacePicker start={terms.start} end={terms.end} onChange={(start, end) => set({ start, end })} />
        <TextInput
          required
          label={rules('save.reason')}
          description={rules('save.reason-hint')}
          maxLength={400}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && reasonFault(reason) && rules('save.reason-short')}
        />
        <span className={shared.small}>{rules('effect.territories')}</span>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {rules('save.discard')}
          </Button>
          <Button type="submit" loading={isSaving} disabled={isUnchanged}>
            {rules('save.confirm-plain')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

type BreakProps = {
  pause: NonNullable<Terms['break']>
  onChange: (pause: NonNullable<Terms['break']>) => void
  error: string | undefined
}

function BreakFields({ pause: { window, seconds }, onChange, error }: BreakProps) {
  const t = useTranslations('rules.territories-page')
  return (
    <div className={classes.fields}>
      <NumberInput
        size="sm"
        label={t('break-minutes')}
        min={1}
        max={BREAK_MINUTES_MAX}
        clampBehavior="blur"
        allowDecimal={false}
        value={seconds / 60}
        onChange={(value) => onChange({ window, seconds: Math.max(1, Number(value)) * 60 })}
      />
      <TimeInput
        label={t('break-from')}
        value={window[0]}
        onChange={(from) => onChange({ window: [from, window[1]], seconds })}
      />
      <TimeInput
        label={t('break-to')}
        value={window[1]}
        onChange={(to) => onChange({ window: [window[0], to], seconds })}
        error={error}
      />
    </div>
  )
}

type TimeProps = {
  label: string
  value: number
  onChange: (seconds: number) => void
  error?: string | false | undefined
}

function TimeInput({ label, value, onChange, error = false }: TimeProps) {
  return (
    <TextInput
      type="time"
      required
      label={label}
      value={formatTimeOfDay(value)}
      error={error}
      onChange={(event) => {
        const [hours, minutes] = event.currentTarget.value.split(':').map(Number)
        if (hours !== undefined && minutes !== undefined) onChange(hours * 3600 + minutes * 60)
      }}
    />
  )
}

function termsOf({ travelMode, shift, break: pause, visitsMax, start, end }: TerritoryTerms): Terms {
  return {
    travelMode,
    shift: [shift[0], shift[1]],
    break: pause && { window: [pause.window[0], pause.window[1]], seconds: pause.seconds },
    visitsMax,
    start: [start[0], start[1]],
    end: [end[0], end[1]],
  }
}
