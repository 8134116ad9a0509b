'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Outcome } from '@/app/(workspace)/perform'
import type { Failure } from '@/lib/domain/result'

/** One change of a review: under way, and why it was refused. */
export function useStep() {
  const t = useTranslations('review.refused')
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const refusal = (code: string) => (t.has(code as 'other') ? t(code as 'other') : t('other'))
  const take = async <T, E extends Failure>(
    act: () => Promise<Outcome<T, E>>,
    onDone: (value: T) => void,
  ): Promise<void> => {
    setSaving(true)
    setError(null)
    try {
      const outcome = await act()
      if (outcome.status === 'done') onDone(outcome.value)
      else setError(refusal(outcome.error.code))
    } catch {
      setError(refusal('other'))
    } finally {
      setSaving(false)
    }
  }
  return { take, isSaving, error, setError }
}
