'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { BBox } from '@/lib/domain/geo/position'
import type { DivisionState } from './use-division'

const TerritoryLayer = dynamic(
  () => import('@/lib/map/layers/territory-layer').then((m) => m.TerritoryLayer),
  { ssr: false },
)
const Pointing = dynamic(() => import('@/lib/map/pointing').then((m) => m.Pointing), { ssr: false })
const Reveal = dynamic(() => import('@/lib/map/layers/fit-to').then((m) => m.Reveal), { ssr: false })

/** As the layer names its marks; its module comes with the map. */
const POINTED = ['territory-mark']
const NO_TERRITORY_COLOR = '#8a919e'

type Props = {
  division: DivisionState
  names: readonly string[]
  colors: readonly string[]
  /** Places in the view's retailers. */
  selected: number | null
  onSelect: (i: number | null) => void
}

/** Every shop in the colour of its territory; a click chooses one. */
export function DivisionMap({ division, names, colors, selected, onSelect }: Props) {
  const t = useTranslations('rules.divide')
  const { view, stores, plan, present, after, kept } = division
  const marks = useMemo(
    () =>
      stores.map(({ position }, i) => {
        const territory = plan.territoryOf[i]!
        return {
          id: i,
          position,
          color: colors[territory] ?? NO_TERRITORY_COLOR,
          changes: territory !== present.territoryOf[i],
          kept: kept.has(i),
        }
      }),
    [stores, plan, present, colors, kept],
  )
  const labels = useMemo(
    () =>
      [...after.of].flatMap(([id, { center }]) =>
        center ? [{ id, name: names[id]!, position: center }] : [],
      ),
    [after, names],
  )
  const box = useMemo(() => boxOf(view.retailers), [view.retailers])
  const nameOf = (territory: number) => names[territory] ?? t('in-none')
  return (
    <WorkspaceMap label={t('map')} padding={20} {...(box && { initial: box })}>
      <TerritoryLayer marks={marks} labels={labels} selected={selected} />
      <Pointing
        layers={POINTED}
        onSelect={(pointed) => onSelect(pointed ? Number(pointed.properties.id) : null)}
        describe={({ properties }) => {
          const i = Number(properties.id)
          const [was, is] = [present.territoryOf[i]!, plan.territoryOf[i]!]
          return (
            <>
              <strong>{view.retailers.names[i]}</strong>
              <br />
              {was === is ? nameOf(is) : t('from-to', { was: nameOf(was), is: nameOf(is) })}
            </>
          )
        }}
      />
      {selected !== null && <Reveal position={stores[selected]!.position} />}
    </WorkspaceMap>
  )
}

function boxOf({ lngs, lats }: DivisionState['view']['retailers']): BBox | undefined {
  if (lngs.length === 0) return undefined
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b))
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b))
  return [least(lngs), least(lats), most(lngs), most(lats)]
}
