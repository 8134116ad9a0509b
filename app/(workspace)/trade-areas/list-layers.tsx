'use client'

import { useCallback } from 'react'
import { usePointedLabel } from '@/app/(workspace)/map/pointed-label'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { RevealBox } from '@/lib/map/camera'
import { type MapTradeAreaType, TRADE_AREA_FILL, TradeAreaLayer } from '@/lib/map/layers/trade-area-layer'
import { Pointing } from '@/lib/map/pointing'
import { tileAddress } from '@/lib/map/tile-address'
import type { Pointed } from '@/lib/map/use-pointer'
import type { ZoneRow } from '@/lib/usecases/trade-area/list-trade-areas'

const POINTED = [TRADE_AREA_FILL]

const COVERED = { left: 0, right: 0 }

type Props = {
  types: readonly MapTradeAreaType[]
  hidden: readonly string[]
  selected: ZoneRow | null
  onSelect: (id: number | null) => void
}

export function ListLayers({ types, hidden, selected, onSelect }: Props) {
  const { tiles } = useWorkspace()
  const labelOf = usePointedLabel(types)
  const pick = useCallback(
    (pointed: Pointed | undefined) => onSelect(pointed ? Number(pointed.properties.id) : null),
    [onSelect],
  )
  return (
    <>
      <TradeAreaLayer
        tiles={tileAddress('trade-areas', { v: tiles?.['trade-areas'] })}
        types={types}
        hidden={hidden}
        selected={selected?.id ?? null}
      />
      {selected && <RevealBox box={selected.bbox} covered={COVERED} />}
      <Pointing layers={POINTED} onSelect={pick} describe={labelOf} />
    </>
  )
}
