'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { TradeAreaEditor } from '@/lib/usecases/trade-area/open-editor'
import type { useOutline } from './use-outline'

const EditorLayers = dynamic(() => import('./editor-layers').then((m) => m.EditorLayers), { ssr: false })

type Props = {
  area: TradeAreaEditor['area']
  types: readonly MapTradeAreaType[]
  outline: ReturnType<typeof useOutline>
  corners: readonly Position[]
  onMove: (bbox: BBox) => void
  faultAt: Position | undefined
}

export function EditorMap({ area, onMove, ...layers }: Props) {
  const t = useTranslations('trade-area.editor')
  return (
    <WorkspaceMap
      label={t('map')}
      padding={60}
      onMove={(_camera, bounds) => onMove(bounds)}
      {...(area && { initial: area.bbox })}
    >
      <EditorLayers {...layers} selected={area?.id ?? null} />
    </WorkspaceMap>
  )
}
