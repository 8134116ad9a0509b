'use client'

import { useState, useTransition } from 'react'
import type { Outcome } from '@/app/(workspace)/perform'
import { notify } from '@/app/(workspace)/plans/notify'
import type { Refusal } from '@/app/(workspace)/retailers/refusal'

/** Sends a change from a dialog: it closes when that is done, and keeps what was typed when it is refused. */
export function useChange(onClose: () => void) {
  const [refusal, setRefusal] = useState<Refusal>()
  const [isPending, start] = useTransition()
  const send = (act: () => Promise<Outcome<unknown, Refusal>>, done: string) =>
    start(async () => {
      const outcome = await act()
      if (outcome.status === 'refused') return setRefusal(outcome.error)
      notify(done)
      onClose()
    })
  return { refusal, isPending, send }
}
