'use client'

import { useWorkspace } from '@/app/(workspace)/workspace-context'
import type { Position } from '@/lib/domain/geo/position'
import { boxOf } from '@/lib/domain/import/polygon'
import { RevealBox } from '@/lib/map/camera'
import { DrawPolygon } from '@/lib/map/layers/draw-polygon'
import { Reveal } from '@/lib/map/layers/fit-to'
import { PlaceLayer } from '@/lib/map/layers/place-layer'
import { RetailerLayer } from '@/lib/map/layers/retailer-layer'
import { type MapTradeAreaType, TradeAreaLayer } from '@/lib/map/layers/trade-area-layer'
import { tileAddress } from '@/lib/map/tile-address'
import type { useOutline } from './use-outline'

const NOTHING: readonly string[] = []

const COVERED = { left: 0, right: 0 }

type Props = {
  selected: number | null
  types: readonly MapTradeAreaType[]
  outline: ReturnType<typeof useOutline>
  corners: readonly Position[]
  faultAt: Position | undefined
}

export function EditorLayers({ selected, types, outline, corners, faultAt }: Props) {
  const { tiles } = useWorkspace()
  const { parts, revision, follow, change } = outline
  return (
    <>
      <TradeAreaLayer
        tiles={tileAddress('trade-areas', { v: tiles?.['trade-areas'] })}
        types={types}
        hidden={NOTHING}
        selected={selected}
      />
      <RetailerLayer
        tiles={tileAddress('retailers', { v: tiles?.retailers })}
        types={types}
        by="type"
        selected={null}
      />
      <DrawPolygon shape={parts} revision={revision} corners={corners} onSketch={follow} onChange={change} />
      {revision > 0 && parts.length > 0 && <RevealBox key={revision} box={boxOf(parts)} covered={COVERED} />}
      {faultAt && (
        <>
          <PlaceLayer position={faultAt} />
          <Reveal position={faultAt} />
        </>
      )}
    </>
  )
}
