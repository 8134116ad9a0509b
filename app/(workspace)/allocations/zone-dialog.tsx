'use client'

import { Button, Group, Modal, NumberInput, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type { ZoneView } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { AllocationChanges } from './use-allocation-changes'
import type { useAllocationWords } from './words'

type Props = {
  zone: ZoneView
  packUnits: number
  words: ReturnType<typeof useAllocationWords>
  changes: AllocationChanges
  onClose: () => void
}

/** Sets a zone by hand, or lets the rules decide again; either way with the reason. */
export function ZoneDialog({ zone, packUnits, words, changes, onClose }: Props) {
  const t = useTranslations('allocation.zone-dialog')
  const actions = useTranslations('allocation.actions')
  const { key, units: now, room, override } = zone
  const [units, setUnits] = useState<number | string>(now)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [isActing, setActing] = useState(false)
  const fault = faultOf(units, room, packUnits)
  const said = refusal ?? (fault && t(`faults.${fault.code}`, { units: fault.units }))
  const name = words.zone(key)

  const act = async (to: number | null) => {
    setActing(true)
    const error = await changes.setZone(key, to, reason.trim())
    setActing(false)
    if (!error) return onClose()
    const { code, units: bound = 0 } = 'fault' in error ? error.fault : { code: null }
    const isOwn = 'fault' in error && error.fault.zoneKey === key && code !== null
    setRefusal(isOwn ? t(`faults.${code}`, { units: bound }) : words.refusal(error))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!fault && reason.trim() !== '') act(Number(units))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { zone: name })}
      closeButtonProps={{ 'aria-label': actions('close') }}
    >
      <form onSubmit={submit}>
        <p className={classes.dialogAbout}>{t('about')}</p>
        <NumberInput
          data-autofocus
          required
          label={t('units')}
          description={t('hint', { min: room.minUnits, max: room.maxUnits, pack: packUnits, now })}
          value={units}
          onChange={(value) => {
            setUnits(value)
            setRefusal(undefined)
          }}
          error={said}
          step={packUnits}
          allowNegative={false}
          allowDecimal={false}
          thousandSeparator
        />
        <TextInput
          required
          mt="sm"
          label={t('reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          {override && (
            <Button
              variant="subtle"
              mr="auto"
              disabled={reason.trim() === ''}
              loading={isActing}
              onClick={() => act(null)}
            >
              {t('back')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {actions('cancel')}
          </Button>
          <Button type="submit" loading={isActing} disabled={fault !== undefined || reason.trim() === ''}>
            {t('confirm')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

function faultOf(units: number | string, { minUnits, maxUnits }: ZoneView['room'], packUnits: number) {
  if (typeof units !== 'number' || units < minUnits)
    return { code: 'below-minimum', units: minUnits } as const
  if (units > maxUnits) return { code: 'above-demand', units: maxUnits } as const
  if (units % packUnits !== 0) return { code: 'not-whole-packs', units: packUnits } as const
  return undefined
}
