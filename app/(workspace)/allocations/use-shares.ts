'use client'

/** A page of shares, asked for again whenever the filter changes; what was there stays until the answer is. */
import { useEffect, useState } from 'react'
import type { ListAllocationShares, SharePage } from '@/lib/usecases/list-allocation-shares'
import { listSharesAction } from './actions'

export function useShares(filter: ListAllocationShares) {
  const [answer, setAnswer] = useState<{ key: string; shown: SharePage | null }>()
  const [attempt, setAttempt] = useState(0)
  const key = `${attempt} ${JSON.stringify(filter)}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is a new object at every render; the key is its content and the attempt
  useEffect(() => {
    let isLeft = false
    const tell = (shown: SharePage | null) => {
      if (!isLeft) setAnswer({ key, shown })
    }
    listSharesAction(filter).then(
      (outcome) => tell(outcome.status === 'done' ? outcome.value : null),
      () => tell(null),
    )
    return () => {
      isLeft = true
    }
  }, [key])

  return {
    shown: answer?.shown ?? undefined,
    isLoading: answer?.key !== key,
    hasFailed: answer?.key === key && answer.shown === null,
    retry: () => setAttempt(attempt + 1),
  }
}
