'use client'

import dynamic from 'next/dynamic'
import { use, useMemo } from 'react'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { Figure } from '@/lib/domain/kpi/figure'
import { COST_BANDS, costBandOf } from '@/lib/map/cost-bands'
import { tileAddress } from '@/lib/map/tile-address'
import type { CockpitRow, CockpitView } from '@/lib/usecases/cockpit/view-cockpit'
import classes from './cockpit.module.css'
import type { CockpitWords } from './cockpit-words'
import { ranked } from './ranking-rows'

const TintedAreaLayer = dynamic(
  () => import('@/lib/map/layers/tinted-area-layer').then((m) => m.TintedAreaLayer),
  { ssr: false },
)
const Pointing = dynamic(() => import('@/lib/map/pointing').then((m) => m.Pointing), { ssr: false })

/** As the layer names its fill; its module comes with the map. */
const POINTED = ['tinted-area-fill']

type Props = {
  figure: Figure
  view: CockpitView
  areas: Promise<readonly CockpitRow[]>
  words: CockpitWords
  selected: number | null
  onSelect: (id: number | null) => void
}

/** The trade areas that cost the figure light up, the stronger the more of the shortfall is theirs. */
export function CockpitMap({ figure, view, areas, words, selected, onSelect }: Props) {
  const { t } = words
  const { tiles } = useWorkspace()
  const known = use(areas)
  const rows = useMemo(
    () => ranked(figure, known, view).filter(({ key }) => key !== ''),
    [figure, known, view],
  )
  const tinted = useMemo(
    () =>
      rows.flatMap(({ key, value, share }) =>
        value === undefined
          ? []
          : [{ id: Number(key), color: costBandOf(share).color, text: words.value(figure, value) }],
      ),
    [rows, words, figure],
  )
  const chosen = useMemo(() => (selected === null ? null : [selected]), [selected])
  const address =
    tiles === null || typeof window === 'undefined'
      ? ''
      : tileAddress('trade-areas', { v: tiles['trade-areas'] })
  return (
    <>
      <WorkspaceMap label={t('map.label', { figure: words.figure(figure) })} padding={12}>
        <TintedAreaLayer tiles={address} areas={tinted} selected={chosen} />
        <Pointing
          layers={POINTED}
          onSelect={(pointed) => {
            const id = pointed && Number(pointed.properties.id)
            onSelect(id === undefined || id === selected ? null : id)
          }}
          describe={({ properties }) => {
            const row = rows.find(({ key }) => key === String(properties.id))
            return (
              <>
                <strong>{String(properties.name)}</strong>
                {row && (
                  <>
                    <br />
                    {words.figure(figure)} {words.value(figure, row.value)}
                    <br />
                    {t('map.costs', {
                      amount: words.number(row.shortfall ?? 0),
                      unit: t(`shortfall-units.${figure}`),
                    })}
                  </>
                )}
              </>
            )
          }}
        />
      </WorkspaceMap>
      <div className={classes.legend}>
        <span className={classes.soft}>{t('map.legend')}</span>
        <ul>
          {COST_BANDS.map(({ from, color }, k) => (
            <li key={color}>
              <span className={classes.swatch} style={{ background: color }} aria-hidden="true" />
              {k === 0
                ? t('map.none')
                : t('map.from', {
                    share: words.percent(k === 1 ? (COST_BANDS[2]?.from ?? 0) : from),
                    first: k === 1 ? 'yes' : 'no',
                  })}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
