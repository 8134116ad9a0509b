'use client'

/** What the address of the cockpit holds: month and part of the business, the cut, the chosen figure and trade area. */
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs'
import { useTransition } from 'react'
import { FIGURES } from '@/lib/domain/kpi/figure'

const ASKED = {
  month: parseAsString,
  org: parseAsInteger,
  territory: parseAsInteger,
  type: parseAsString,
  area: parseAsInteger,
  brand: parseAsInteger,
  class: parseAsString,
  product: parseAsInteger,
  by: parseAsString,
  zone: parseAsInteger,
}

/** Every change of it is answered by the server. */
export function useAsked() {
  const [isPending, startTransition] = useTransition()
  const [asked, ask] = useQueryStates(ASKED, {
    shallow: false,
    history: 'push',
    scroll: false,
    startTransition,
  })
  return { asked, ask, isPending }
}
export type Ask = ReturnType<typeof useAsked>['ask']

/** The server has sent all figures already. */
export function useChosenFigure() {
  return useQueryState(
    'figure',
    parseAsStringLiteral(FIGURES).withDefault('fill-rate').withOptions({ history: 'replace', scroll: false }),
  )
}
