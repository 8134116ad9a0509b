'use client'

import { parseAsInteger, useQueryState } from 'nuqs'

/** The territory that the person narrowed the screens to: `?territory=3` in the address, null for all in reach. */
export function useTerritory() {
  return useQueryState('territory', parseAsInteger.withOptions({ shallow: false, history: 'push' }))
}
