'use client'

import { useTranslations } from 'next-intl'
import { useRingLabels } from '@/app/(workspace)/map/use-ring-labels'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import { boxAround } from '@/lib/domain/geo/position'
import { FitTo } from '@/lib/map/layers/fit-to'
import { PlaceLayer } from '@/lib/map/layers/place-layer'
import { RetailerLayer } from '@/lib/map/layers/retailer-layer'
import { StoreRingLayer } from '@/lib/map/layers/store-ring-layer'
import { tileAddress } from '@/lib/map/tile-address'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

const AROUND_M = 500
const PADDING = 16

/** The shop among its neighbours, with its rings; it follows when the shop is moved. */
export function SmallMap({ view }: { view: RetailerPage }) {
  const t = useTranslations('retailer')
  const { retailer, map } = view
  const box = boxAround(retailer.position, map?.rings?.radiiM.secondary ?? AROUND_M)
  return (
    <div className={classes.map}>
      <WorkspaceMap label={t('map', { name: retailer.name })} initial={box} padding={PADDING}>
        <Layers view={view} />
        <FitTo box={box} padding={PADDING} />
      </WorkspaceMap>
    </div>
  )
}

function Layers({ view: { retailer, map, types } }: { view: RetailerPage }) {
  const { tiles } = useWorkspace()
  const named = useTypes(types)
  const rings = map?.rings
  const labels = useRingLabels(rings?.radiiM)
  return (
    <>
      {rings && <StoreRingLayer center={retailer.position} radiiM={rings.radiiM} labels={labels} />}
      <RetailerLayer
        tiles={tileAddress('retailers', { v: tiles?.retailers })}
        types={named}
        by="type"
        selected={retailer.id}
      />
      <PlaceLayer position={retailer.position} />
    </>
  )
}
