'use client'

import { useTranslations } from 'next-intl'
import { Confirm } from '@/app/(workspace)/plans/confirm'
import type { RunView, WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { AllocationChanges } from './use-allocation-changes'
import { useAllocationWords } from './words'

type Props = { view: WholeAllocation; run: RunView; changes: AllocationChanges; onClose: () => void }

/** Says what follows from publishing before it is done. */
export function PublishDialog({ view, run, changes, onClose }: Props) {
  const t = useTranslations('allocation.publish')
  const words = useAllocationWords()
  const { shares, supplyUnits, allocatedUnits, zones } = run
  const before = view.runs.find(({ state }) => state === 'published')
  const byHand = zones.filter(({ override }) => override !== null).length
  return (
    <Confirm
      title={t('title', { product: words.product(view.product), month: words.month(view.month) })}
      confirm={t('confirm')}
      onClose={onClose}
      onConfirm={() => changes.publish(run.id)}
    >
      <p>{t('text', { reached: shares.reached, shops: shares.retailers, units: shares.units })}</p>
      {byHand > 0 && <p>{t('by-hand', { count: byHand })}</p>}
      {supplyUnits > allocatedUnits && (
        <p className={classes.warn}>{t('left', { units: supplyUnits - allocatedUnits })}</p>
      )}
      {before?.publishedAt && <p>{t('replaces', { date: words.date(before.publishedAt) })}</p>}
      <p>{t('final')}</p>
    </Confirm>
  )
}
