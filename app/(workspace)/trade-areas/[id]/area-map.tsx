'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

const AreaLayers = dynamic(() => import('./area-layers').then((m) => m.AreaLayers), { ssr: false })

type Props = {
  area: TradeAreaView['area']
  types: readonly MapTradeAreaType[]
  /** An earlier outline, drawn over the present one. */
  past: TradeAreaView['area']['geometry'] | null
}

export function AreaMap(props: Props) {
  const t = useTranslations('trade-area')
  return (
    <div className={classes.map} id="map">
      <WorkspaceMap label={t('map', { name: props.area.name })} initial={props.area.bbox} padding={36}>
        <AreaLayers {...props} />
      </WorkspaceMap>
    </div>
  )
}
