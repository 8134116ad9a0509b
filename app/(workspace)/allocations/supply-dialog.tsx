'use client'

import { Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { SUPPLY_UNITS_MAX } from '@/lib/domain/allocation/limits'
import type { WholeAllocation } from '@/lib/usecases/view-allocation'
import { AmountDialog, useAmount } from './amount-dialog'
import type { AllocationChanges } from './use-allocation-changes'
import { useAllocationWords } from './words'

type Props = { view: WholeAllocation; changes: AllocationChanges; onClose: () => void }

/** Another total for the month, with the reason. */
export function SupplyDialog({ view, changes, onClose }: Props) {
  const t = useTranslations('allocation.supply')
  const words = useAllocationWords()
  const { product, month, supplyUnits } = view
  const pack = product.packUnits
  const amount = useAmount(supplyUnits, onClose)
  const { units } = amount
  const fault = faultOf(units, supplyUnits, pack)
  const nearest = fault === 'not-whole-packs' ? nearestPacks(Number(units), pack) : undefined
  return (
    <AmountDialog
      amount={amount}
      words={{
        title: t('title', { product: words.product(product), month: words.month(month) }),
        about: t('about'),
        units: t('units'),
        hint: pack > 1 ? t('hint', { pack, now: supplyUnits }) : t('hint-one', { now: supplyUnits }),
        reason: t('reason'),
        confirm: t('confirm'),
      }}
      reasonHint={t('reason-hint')}
      pack={pack}
      fault={
        fault === 'invalid'
          ? t('invalid', { max: SUPPLY_UNITS_MAX })
          : nearest
            ? t('not-whole-packs', { units: Number(units), pack, ...nearest })
            : fault === 'same'
      }
      suggestion={
        nearest && (
          <Group gap="xs" mt={6}>
            {[nearest.below, nearest.above].map((value) => (
              <Button key={value} size="compact-sm" variant="default" onClick={() => amount.setUnits(value)}>
                {t('use', { units: value })}
              </Button>
            ))}
          </Group>
        )
      }
      onConfirm={() =>
        amount.act(async () => {
          const error = await changes.changeSupply(Number(units), amount.reason.trim())
          return error && words.refusal(error)
        })
      }
      onClose={onClose}
    />
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
