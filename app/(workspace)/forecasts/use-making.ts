'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'

export type Making =
  | { readonly state: 'idle' | 'running' }
  | { readonly state: 'done'; readonly series: number }
  | { readonly state: 'failed'; readonly code: string }

/** Has the forecast made anew, and shows what came of it; can be given up meanwhile. */
export function useMaking() {
  const router = useRouter()
  const [making, setMaking] = useState<Making>({ state: 'idle' })
  const request = useRef<AbortController | null>(null)
  const start = async () => {
    const controller = new AbortController()
    request.current = controller
    setMaking({ state: 'running' })
    try {
      const answer = await fetch('/forecasts/run', { method: 'POST', signal: controller.signal })
      const body = (await answer.json()) as { series?: number; code?: string }
      if (answer.ok) {
        setMaking({ state: 'done', series: body.series ?? 0 })
        router.refresh()
      } else setMaking({ state: 'failed', code: body.code ?? 'failed' })
    } catch {
      setMaking(controller.signal.aborted ? { state: 'idle' } : { state: 'failed', code: 'failed' })
    }
  }
  return { making, start, cancel: () => request.current?.abort() }
}
