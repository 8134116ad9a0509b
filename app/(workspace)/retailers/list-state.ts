'use client'

import { parseAsArrayOf, parseAsBoolean, parseAsString, useQueryStates } from 'nuqs'
import { useTransition } from 'react'

const STATE = {
  q: parseAsString.withDefault(''),
  format: parseAsArrayOf(parseAsString).withDefault([]),
  tier: parseAsString,
  due: parseAsArrayOf(parseAsString).withDefault([]),
  closed: parseAsBoolean.withDefault(false),
  sort: parseAsString.withDefault('code'),
}

/** The filter and order of the list, kept in the address; the server then answers with the rows. */
export function useListState() {
  const [isPending, startTransition] = useTransition()
  const [state, setState] = useQueryStates(STATE, { shallow: false, history: 'replace', startTransition })
  return { state, setState, isPending }
}
