'use client'

import { useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import type { Outcome, Refusal } from '@/app/(workspace)/retailers/actions'

/** Sends a change from a dialog: it closes when that is done, and keeps what was typed when it is refused. */
export function useChange(onClose: () => void) {
  const [refusal, setRefusal] = useState<Refusal>()
  const [isPending, start] = useTransition()
  const send = (act: () => Promise<Outcome<unknown>>, done: string) =>
    start(async () => {
      const outcome = await act()
      if (outcome.status === 'refused') return setRefusal(outcome)
      notify(done)
      onClose()
    })
  return { refusal, isPending, send }
}
