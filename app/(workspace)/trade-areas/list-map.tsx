'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { ZoneRow } from '@/lib/usecases/trade-area/list-trade-areas'

const ListLayers = dynamic(() => import('./list-layers').then((m) => m.ListLayers), { ssr: false })

type Props = {
  types: readonly MapTradeAreaType[]
  hidden: readonly string[]
  selected: ZoneRow | null
  onSelect: (id: number | null) => void
}

export function ListMap(props: Props) {
  const t = useTranslations('trade-area.list')
  return (
    <WorkspaceMap label={t('map')} padding={24}>
      <ListLayers {...props} />
    </WorkspaceMap>
  )
}
