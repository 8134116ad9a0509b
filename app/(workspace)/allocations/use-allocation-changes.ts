'use client'

/** Changes of an allocation: computed or refused by the server, said in a word, and the page then shows what is stored. */
import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryState } from 'nuqs'
import { useEffect, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import type { WholeAllocation } from '@/lib/usecases/view-allocation'
import {
  changeSupplyAction,
  publishAllocationAction,
  runAllocationAction,
  setZoneUnitsAction,
} from './actions'
import { useAllocationWords } from './words'

const SLOW_MS = 500

export type AllocationChanges = ReturnType<typeof useAllocationChanges>

export function useAllocationChanges(view: WholeAllocation) {
  const t = useTranslations('allocation')
  const words = useAllocationWords(view.types)
  const [isPending, start] = useTransition()
  const [isSlow, setSlow] = useState(false)
  const [, chooseRun] = useQueryState('run', parseAsInteger.withOptions({ shallow: false }))
  const newest = view.runs[0]?.id ?? null
  const order = { productId: view.product.productId, month: monthNumber(view.month) }

  useEffect(() => {
    if (!isPending) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [isPending])

  const refuse = (error: Parameters<typeof words.refusal>[0]) => notify(words.refusal(error), 'refused')

  return {
    isPending,
    isSlow,
    compute: (overrides: 'keep' | 'drop' = 'keep') =>
      start(async () => {
        const outcome = await runAllocationAction({ ...order, basedOn: newest, overrides })
        if (outcome.status === 'refused') return refuse(outcome.error)
        chooseRun(null)
        notify(t('done.computed', { units: outcome.value.allocatedUnits, zones: outcome.value.zones }))
      }),
    publish: async (runId: number) => {
      const outcome = await publishAllocationAction({ runId })
      if (outcome.status === 'refused') return refuse(outcome.error)
      notify(t('done.published'))
    },
    /** What is refused is said at the field. */
    changeSupply: async (to: number, reason: string) => {
      const outcome = await changeSupplyAction({ ...order, from: view.supplyUnits, to, reason })
      if (outcome.status === 'refused') return outcome.error
      notify(t('done.supply', { units: to }))
      return undefined
    },
    setZone: async (zoneKey: string, units: number | null, reason: string) => {
      if (newest === null) return { code: 'no-such-run' } as const
      const outcome = await setZoneUnitsAction({ ...order, basedOn: newest, zoneKey, units, reason })
      if (outcome.status === 'refused') return outcome.error
      const zone = words.zone(zoneKey)
      chooseRun(null)
      notify(units === null ? t('done.zone-back', { zone }) : t('done.zone', { zone, units }))
      return undefined
    },
  }
}
