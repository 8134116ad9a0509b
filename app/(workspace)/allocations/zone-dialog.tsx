'use client'

import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { ZoneView } from '@/lib/usecases/view-allocation'
import { AmountDialog, useAmount } from './amount-dialog'
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
  const { key, units: now, room, override } = zone
  const amount = useAmount(now, onClose)
  const fault = faultOf(amount.units, room, packUnits)
  const set = (to: number | null) =>
    amount.act(async () => {
      const error = await changes.setZone(key, to, amount.reason.trim())
      if (!error) return undefined
      const { code, units: bound = 0 } = 'fault' in error ? error.fault : { code: null }
      const isOwn = 'fault' in error && error.fault.zoneKey === key && code !== null
      return isOwn ? t(`faults.${code}`, { units: bound }) : words.refusal(error)
    })
  return (
    <AmountDialog
      amount={amount}
      words={{
        title: t('title', { zone: words.zone(key) }),
        about: t('about'),
        units: t('units'),
        hint: t('hint', { min: room.minUnits, max: room.maxUnits, pack: packUnits, now }),
        reason: t('reason'),
        confirm: t('confirm'),
      }}
      pack={packUnits}
      fault={fault && t(`faults.${fault.code}`, { units: fault.units })}
      other={
        override && (
          <Button
            variant="subtle"
            mr="auto"
            disabled={amount.reason.trim() === ''}
            loading={amount.isActing}
            onClick={() => set(null)}
          >
            {t('back')}
          </Button>
        )
      }
      onConfirm={() => set(Number(amount.units))}
      onClose={onClose}
    />
  )
}

function faultOf(units: number | string, { minUnits, maxUnits }: ZoneView['room'], packUnits: number) {
  if (typeof units !== 'number' || units < minUnits)
    return { code: 'below-minimum', units: minUnits } as const
  if (units > maxUnits) return { code: 'above-demand', units: maxUnits } as const
  if (units % packUnits !== 0) return { code: 'not-whole-packs', units: packUnits } as const
  return undefined
}
