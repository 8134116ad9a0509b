'use client'

import { Button, Group, Modal, NumberInput, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { SUPPLY_UNITS_MAX } from '@/lib/domain/allocation/limits'
import type { WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { AllocationChanges } from './use-allocation-changes'
import { useAllocationWords } from './words'

type Props = { view: WholeAllocation; changes: AllocationChanges; onClose: () => void }

/** Another total for the month, with the reason. */
export function SupplyDialog({ view, changes, onClose }: Props) {
  const t = useTranslations('allocation.supply')
  const actions = useTranslations('allocation.actions')
  const words = useAllocationWords()
  const { product, month, supplyUnits } = view
  const pack = product.packUnits
  const [units, setUnits] = useState<number | string>(supplyUnits)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [isActing, setActing] = useState(false)
  const fault = faultOf(units, supplyUnits, pack)
  const nearest = fault === 'not-whole-packs' ? nearestPacks(Number(units), pack) : undefined
  const said =
    refusal ??
    (fault === 'invalid'
      ? t('invalid', { max: SUPPLY_UNITS_MAX })
      : nearest && t('not-whole-packs', { units: Number(units), pack, ...nearest }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (fault || reason.trim() === '') return
    setActing(true)
    const error = await changes.changeSupply(Number(units), reason.trim())
    setActing(false)
    if (error) setRefusal(words.refusal(error))
    else onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { product: words.product(product), month: words.month(month) })}
      closeButtonProps={{ 'aria-label': actions('close') }}
    >
      <form onSubmit={submit}>
        <p className={classes.dialogAbout}>{t('about')}</p>
        <NumberInput
          data-autofocus
          required
          label={t('units')}
          description={pack > 1 ? t('hint', { pack, now: supplyUnits }) : t('hint-one', { now: supplyUnits })}
          value={units}
          onChange={(value) => {
            setUnits(value)
            setRefusal(undefined)
          }}
          error={said}
          step={pack}
          allowNegative={false}
          allowDecimal={false}
          thousandSeparator
        />
        {nearest && (
          <Group gap="xs" mt={6}>
            {[nearest.below, nearest.above].map((value) => (
              <Button key={value} size="compact-sm" variant="default" onClick={() => setUnits(value)}>
                {t('use', { units: value })}
              </Button>
            ))}
          </Group>
        )}
        <TextInput
          required
          mt="sm"
          label={t('reason')}
          description={t('reason-hint')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
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

function faultOf(units: number | string, now: number, pack: number) {
  if (typeof units !== 'number' || !Number.isInteger(units) || units < 0 || units > SUPPLY_UNITS_MAX) {
    return 'invalid'
  }
  if (units % pack !== 0) return 'not-whole-packs'
  return units === now ? 'same' : undefined
}

function nearestPacks(units: number, pack: number) {
  const below = units - (units % pack)
  return { below, above: below + pack }
}
