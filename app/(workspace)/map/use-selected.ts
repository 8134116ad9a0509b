'use client'

import { useEffect, useState } from 'react'
import { type Selected, viewSelectionAction } from './actions'
import type { Selection } from './map-state'

/** What is known about the selection; undefined while it is being read. */
export function useSelected(selection: Selection | undefined): Selected | undefined {
  const [answer, setAnswer] = useState<{ of: Selection; selected: Selected }>()
  useEffect(() => {
    if (!selection) return
    let current = true
    viewSelectionAction(selection).then((selected) => {
      if (current) setAnswer({ of: selection, selected })
    })
    return () => {
      current = false
    }
  }, [selection])
  return answer && answer.of === selection ? answer.selected : undefined
}
