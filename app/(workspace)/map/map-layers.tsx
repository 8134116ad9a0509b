'use client'

/** What lies on the street map, from the ground up, and what answers the pointer. */
import { useMemo } from 'react'
import { useTerritory } from '@/app/(workspace)/territory'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { type Covered, FlyTo, RevealBox, RevealCircle } from '@/lib/map/camera'
import { FitTo, type PaddingOptions } from '@/lib/map/layers/fit-to'
import { PlaceLayer } from '@/lib/map/layers/place-layer'
import { type Coloring, RETAILER_GROUP, RETAILER_MARK, RetailerLayer } from '@/lib/map/layers/retailer-layer'
import { StoreRingLayer } from '@/lib/map/layers/store-ring-layer'
import { type MapTradeAreaType, TRADE_AREA_FILL, TradeAreaLayer } from '@/lib/map/layers/trade-area-layer'
import type { Camera } from '@/lib/map/map-view'
import { Pointing } from '@/lib/map/pointing'
import { tileAddress } from '@/lib/map/tile-address'
import type { Pointed } from '@/lib/map/use-pointer'
import type { Selected } from './actions'
import type { RetailerFilter } from './legend-filter'
import type { Selection } from './map-state'
import { usePointedLabel } from './pointed-label'
import { useRingLabels } from './use-ring-labels'

const POINTED = [RETAILER_MARK, RETAILER_GROUP, TRADE_AREA_FILL]

type Props = {
  types: readonly MapTradeAreaType[]
  filter: RetailerFilter
  hide: readonly string[]
  by: Coloring
  hasZones: boolean
  selection: Selection | undefined
  selected: Selected | undefined
  /** An address that was looked for. */
  place: Position | undefined
  covered: Covered
  camera: Camera | undefined
  extent: BBox | undefined
  padding: PaddingOptions
  onPick: (pointed: Pointed | undefined) => void
}

export function MapLayers(props: Props) {
  const { types, filter, hide, by, hasZones, selection, selected, place, covered } = props
  const { tiles } = useWorkspace()
  const [territory] = useTerritory()
  const labelOf = usePointedLabel(types)
  const retailer = selected?.kind === 'retailer' ? selected.retailer : undefined
  const labels = useRingLabels(retailer?.rings?.radiiM)
  const hiddenTypes = useMemo(
    () => hide.flatMap((item) => (item.startsWith('type:') ? [item.slice('type:'.length)] : [])),
    [hide],
  )
  const selectedId = (kind: Selection['kind']) => (selection?.kind === kind ? selection.id : null)
  return (
    <>
      {hasZones && (
        <TradeAreaLayer
          tiles={tileAddress('trade-areas', { v: tiles?.['trade-areas'] })}
          types={types}
          hidden={hiddenTypes}
          selected={selectedId('trade-area')}
          isQuiet={retailer !== undefined}
        />
      )}
      {retailer?.rings && (
        <>
          <StoreRingLayer center={retailer.position} radiiM={retailer.rings.radiiM} labels={labels} />
          <RevealCircle
            center={retailer.position}
            radiusM={retailer.rings.radiiM.secondary}
            covered={covered}
          />
        </>
      )}
      {selected?.kind === 'trade-area' && <RevealBox box={selected.area.bbox} covered={covered} />}
      <RetailerLayer
        tiles={tileAddress('retailers', {
          v: tiles?.retailers,
          territory: territory === null ? undefined : String(territory),
          types: filter.types?.join(','),
          due: filter.due?.join(','),
          tiers: filter.tiers?.join(','),
        })}
        types={types}
        by={by}
        selected={selectedId('retailer')}
      />
      {(place ?? retailer) && <PlaceLayer position={place ?? retailer!.position} />}
      <Pointing layers={POINTED} onSelect={props.onPick} describe={labelOf} />
      <FlyTo camera={props.camera} />
      {props.extent && <FitTo box={props.extent} padding={props.padding} />}
    </>
  )
}
