'use client'

import { useState } from 'react'
import type { Outcome } from '@/app/(workspace)/perform'
import { useRefusal } from '@/app/(workspace)/trade-areas/refusal'
import type { Failure } from '@/lib/domain/result'

/** One change of a dialog: under way, and why it was refused. */
export function useChange<T, E extends Failure>(onDone: (value: T) => void) {
  const refusal = useRefusal()
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const perform = async (act: () => Promise<Outcome<T, E>>) => {
    setSaving(true)
    setError(null)
    const outcome = await act()
    setSaving(false)
    if (outcome.status === 'done') onDone(outcome.value)
    else setError(refusal(outcome.error.code))
  }
  return { perform, isSaving, error }
}
