'use client'

import { useRouter } from 'next/navigation'
import { usePointedLabel } from '@/app/(workspace)/map/pointed-label'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { boxOf } from '@/lib/domain/geo/box-of'
import { FitTo } from '@/lib/map/layers/fit-to'
import { OutlineLayer } from '@/lib/map/layers/outline-layer'
import { RETAILER_GROUP, RETAILER_MARK, RetailerLayer } from '@/lib/map/layers/retailer-layer'
import { type MapTradeAreaType, TRADE_AREA_FILL, TradeAreaLayer } from '@/lib/map/layers/trade-area-layer'
import { Pointing } from '@/lib/map/pointing'
import { tileAddress } from '@/lib/map/tile-address'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'

const POINTED = [RETAILER_MARK, RETAILER_GROUP, TRADE_AREA_FILL]
const NOTHING: readonly string[] = []

type Props = {
  area: TradeAreaView['area']
  types: readonly MapTradeAreaType[]
  past: TradeAreaView['area']['geometry'] | null
}

export function AreaLayers({ area, types, past }: Props) {
  const { tiles } = useWorkspace()
  const router = useRouter()
  const labelOf = usePointedLabel(types)
  return (
    <>
      <TradeAreaLayer
        tiles={tileAddress('trade-areas', { v: tiles?.['trade-areas'] })}
        types={types}
        hidden={NOTHING}
        selected={area.id}
      />
      {past && <OutlineLayer outline={past} />}
      <RetailerLayer
        tiles={tileAddress('retailers', { v: tiles?.retailers })}
        types={types}
        by="type"
        selected={null}
      />
      <Pointing
        layers={POINTED}
        describe={labelOf}
        onSelect={(pointed) => {
          const id = Number(pointed?.properties.id)
          if (!pointed || (pointed.source !== 'retailers' && id === area.id)) return
          router.push(pointed.source === 'retailers' ? `/retailers/${id}` : `/trade-areas/${id}`)
        }}
      />
      <FitTo box={boxOf(past ?? area.geometry)} padding={36} />
    </>
  )
}
