'use client'

/** The outline that is being drawn: its finished states, the way back, and what the server says of the present one. */
import { useCallback, useEffect, useState } from 'react'
import { areaM2 } from '@/lib/domain/import/polygon'
import type { DrawnParts } from '@/lib/map/layers/draw-polygon'
import type { CheckedShape, CheckShapeFailure } from '@/lib/usecases/trade-area/check-shape'
import { checkShapeAction } from './actions'

export type ShapeRefusal = CheckShapeFailure | { readonly code: 'invalid' }
export type ShapeAnswer =
  | { readonly state: 'none' | 'unchanged' | 'checking' }
  | { readonly state: 'checked'; readonly shape: CheckedShape }
  | { readonly state: 'refused'; readonly error: ShapeRefusal }

const SETTLED_MS = 250

export function useOutline(tradeAreaId: number | null, stored: DrawnParts) {
  const [states, setStates] = useState<readonly DrawnParts[]>([stored])
  const [revision, setRevision] = useState(0)
  const [sketch, setSketch] = useState<number | null>(null)
  const parts = states.at(-1) ?? stored
  const answer = useAnswer(tradeAreaId, parts, stored)

  const change = useCallback((next: DrawnParts) => {
    setSketch(null)
    setStates((before) => [...before, next])
  }, [])
  const follow = useCallback((next: DrawnParts) => {
    setSketch(next.some(([ring]) => (ring?.length ?? 0) >= 4) ? areaM2(next) : null)
  }, [])
  /** From elsewhere than the map, which then takes it over. */
  const replace = useCallback(
    (next: DrawnParts) => {
      change(next)
      setRevision((number) => number + 1)
    },
    [change],
  )
  const undo = useCallback(() => {
    setSketch(null)
    setStates((before) => (before.length > 1 ? before.slice(0, -1) : before))
    setRevision((number) => number + 1)
  }, [])
  return {
    parts,
    revision,
    answer,
    /** Of what the pointer is just drawing. */
    sketchM2: sketch,
    isChanged: parts !== stored,
    canUndo: states.length > 1,
    change,
    follow,
    replace,
    undo,
  }
}

function useAnswer(tradeAreaId: number | null, parts: DrawnParts, stored: DrawnParts): ShapeAnswer {
  const [answer, setAnswer] = useState<{ of: DrawnParts; answer: ShapeAnswer }>()
  const isAsked = parts.length > 0 && parts !== stored
  useEffect(() => {
    if (!isAsked) return
    let isCurrent = true
    const timer = setTimeout(async () => {
      const shape = { parts: parts.map((part) => part.map((ring) => ring.map(([x, y]) => [x, y]))) }
      const outcome = await checkShapeAction({ tradeAreaId, shape } as Parameters<typeof checkShapeAction>[0])
      if (!isCurrent) return
      setAnswer({
        of: parts,
        answer:
          outcome.status === 'done'
            ? { state: 'checked', shape: outcome.value }
            : { state: 'refused', error: outcome.error },
      })
    }, SETTLED_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [tradeAreaId, parts, isAsked])
  if (!isAsked) return { state: parts.length > 0 ? 'unchanged' : 'none' }
  return answer?.of === parts ? answer.answer : { state: 'checking' }
}
