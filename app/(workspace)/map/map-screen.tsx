'use client'

/** The map: shops, trade areas and rings; its legend is the filter, and its address is all there is to share. */
import { useMediaQuery } from '@mantine/hooks'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTerritory } from '@/app/(workspace)/territory'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { BBox } from '@/lib/domain/geo/position'
import type { Camera } from '@/lib/map/map-view'
import type { Pointed } from '@/lib/map/use-pointer'
import type { MapStart } from '@/lib/usecases/view-map'
import { Dock } from './dock'
import { Inspector } from './inspector'
import { Legend } from './legend'
import { countLegend, filterOf, NO_TYPE } from './legend-filter'
import classes from './map.module.css'
import {
  fromCamera,
  type Selection,
  toCamera,
  toPosition,
  toSel,
  useMapState,
  useSelection,
} from './map-state'
import { useSelected } from './use-selected'
import { useTypes } from './use-types'

const loadLayers = () => import('./map-layers')
const MapLayers = dynamic(() => loadLayers().then((m) => m.MapLayers), { ssr: false })

const INSPECTOR_PX = 380
const LEGEND_PX = 248
const MARGIN_PX = 32
const PHONE = '(max-width: 48em)'

export function MapScreen({ start }: { start: MapStart }) {
  const t = useTranslations('map')
  const { organization } = useWorkspace()
  const [territory] = useTerritory()
  const [state, setState] = useMapState()
  const [bounds, setBounds] = useState<BBox>()
  const isPhone = useMediaQuery(PHONE) ?? false

  const selection = useSelection(state.sel)
  const selected = useSelected(selection)
  const types = useTypes(start.types)
  const filter = useMemo(
    () => filterOf(state.hide, [...types.map(({ code }) => code), NO_TYPE]),
    [state.hide, types],
  )
  const { shown, total } = useMemo(() => countLegend(start.tally, state.hide), [start.tally, state.hide])

  const { camera, written } = useCamera(state.v)
  const onMove = useCallback(
    (moved: Camera, box: BBox) => {
      written.current = fromCamera(moved)
      setBounds(box)
      void setState({ v: written.current })
    },
    [setState, written],
  )
  const select = useCallback(
    (next: Selection | undefined) => void setState({ sel: next ? toSel(next) : null, at: null }),
    [setState],
  )
  const onPick = useCallback(
    (pointed: Pointed | undefined) =>
      select(
        pointed && {
          kind: pointed.source === 'retailers' ? 'retailer' : 'trade-area',
          id: Number(pointed.properties.id),
        },
      ),
    [select],
  )

  useEffect(() => {
    void loadLayers() // together with the map that they lie on
  }, [])

  const covered = {
    left: isPhone || isNarrow() ? 0 : LEGEND_PX,
    right: selection && !isPhone ? INSPECTOR_PX : 0,
  }
  const padding = { top: MARGIN_PX, bottom: MARGIN_PX, right: MARGIN_PX, left: covered.left + MARGIN_PX }
  const initial = useRef(camera ?? start.extent)
  if (!organization) return <WorkspaceMap label={t('label')} />
  return (
    <div className={classes.screen}>
      <div className={classes.stage} style={{ '--map-covered-right': `${covered.right}px` } as CSSProperties}>
        <div className={classes.map}>
          <WorkspaceMap
            label={t('label')}
            onMove={onMove}
            padding={padding}
            {...(initial.current && { initial: initial.current })}
          >
            <MapLayers
              types={types}
              filter={filter}
              hide={state.hide}
              by={state.by}
              hasZones={state.zones}
              selection={selection}
              selected={selected}
              place={toPosition(state.at)}
              covered={covered}
              camera={camera}
              extent={start.extent}
              padding={padding}
              onPick={onPick}
            />
          </WorkspaceMap>
          <Legend
            tally={start.tally}
            types={types}
            state={state}
            onChange={(change) => void setState(change)}
            isPhone={isPhone}
          />
          {shown === 0 && (
            <p className={classes.empty} role="status">
              {t(total === 0 ? 'nothing-here' : 'nothing-passes')}
            </p>
          )}
        </div>
        {selection && (
          <Inspector
            key={state.sel}
            selection={selection}
            selected={selected}
            types={types}
            of={state.of}
            onCountOf={(of) => void setState({ of })}
            onSelect={select}
          />
        )}
      </div>
      {!(isPhone && selection) && (
        <Dock
          open={state.table}
          onToggle={(table) => void setState({ table })}
          bounds={bounds}
          territory={territory}
          filter={filter}
          types={types}
          selected={selection?.kind === 'retailer' ? selection.id : null}
          onSelect={(id) => select({ kind: 'retailer', id })}
        />
      )}
    </div>
  )
}

/** The camera that the address asks for, unless the map itself wrote it there. */
function useCamera(v: string | null) {
  const written = useRef<string>(null)
  const camera = useMemo(() => (v === written.current ? undefined : toCamera(v)), [v])
  return { camera, written }
}

/** Known before the first effect has run, when the map is already being made. */
function isNarrow(): boolean {
  return typeof window !== 'undefined' && window.matchMedia(PHONE).matches
}
