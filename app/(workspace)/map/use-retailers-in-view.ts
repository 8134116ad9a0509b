'use client'

import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { BBox } from '@/lib/domain/geo/position'
import type { RetailerSort, RetailersOnMap } from '@/lib/usecases/list-retailers-on-map'
import { listRetailersOnMapAction } from './actions'
import { boundsOf, type RetailerFilter } from './legend-filter'

const SETTLED_MS = 150

/** The rows of what the map shows once it rests; the last ones stay until the next are there. */
export function useRetailersInView(
  bounds: BBox | undefined,
  territory: number | null,
  { types, tiers, due }: RetailerFilter,
) {
  const [sort, setSort] = useState<RetailerSort>({ by: 'due', isDescending: false })
  const [view, setView] = useState<RetailersOnMap>()
  const asked = bounds && {
    bbox: [...bounds],
    sort,
    ...(territory !== null && { territory }),
    ...(types && { types }),
    ...(due && { due }),
    ...(tiers && { tiers: tiers.map(boundsOf) }),
  }
  const [wanted] = useDebouncedValue(asked && JSON.stringify(asked), SETTLED_MS)
  useEffect(() => {
    if (wanted === undefined) return
    let isLeft = false
    listRetailersOnMapAction(JSON.parse(wanted)).then((answer) => {
      if (!isLeft) setView(answer)
    })
    return () => {
      isLeft = true
    }
  }, [wanted])
  return { view, sort, setSort }
}
