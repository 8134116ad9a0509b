'use client'

import { SegmentedControl } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import { bandOf, OVER_BANDS } from '@/lib/map/over-bands'
import { tileAddress } from '@/lib/map/tile-address'
import type { RunView, WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import { signedPercent, type useAllocationWords } from './words'

const TintedAreaLayer = dynamic(
  () => import('@/lib/map/layers/tinted-area-layer').then((m) => m.TintedAreaLayer),
  { ssr: false },
)
const Pointing = dynamic(() => import('@/lib/map/pointing').then((m) => m.Pointing), { ssr: false })

/** As the layer names its fill; its module comes with the map. */
const POINTED = ['tinted-area-fill']

export type TintBy = 'suggested' | 'given'

type Props = {
  run: RunView
  extent: WholeAllocation['extent']
  words: ReturnType<typeof useAllocationWords>
  by: TintBy
  onBy: (by: TintBy) => void
  selected: string | null
  onSelect: (zoneKey: string | null) => void
}

/** Trade areas tinted by what their zone is given; a click chooses the zone. */
export function ZoneMap({ run, extent, words, by, onBy, selected, onSelect }: Props) {
  const t = useTranslations('allocation.map')
  const locale = useLocale()
  const { tiles } = useWorkspace()
  const zoneOf = useMemo(() => new Map(run.areas.map(({ id, zoneKey }) => [id, zoneKey])), [run.areas])
  const tinted = useMemo(() => {
    const overOf = new Map(run.zones.map(({ key, over }) => [key, over[by]]))
    return run.areas.flatMap(({ id, zoneKey }) => {
      const over = overOf.get(zoneKey) ?? null
      return over === null ? [] : [{ id, color: bandOf(over).color, text: signedPercent(locale, over) }]
    })
  }, [run, by, locale])
  const chosen = useMemo(() => {
    if (selected === null) return null
    return run.areas.flatMap(({ id, zoneKey }) => (zoneKey === selected ? [id] : []))
  }, [run.areas, selected])
  const address =
    tiles === null || typeof window === 'undefined'
      ? ''
      : tileAddress('trade-areas', { v: tiles['trade-areas'] })
  return (
    <>
      <WorkspaceMap label={t('label')} padding={12} {...(extent && { initial: extent })}>
        <TintedAreaLayer tiles={address} areas={tinted} selected={chosen} />
        <Pointing
          layers={POINTED}
          onSelect={(pointed) => {
            const zone = pointed && zoneOf.get(Number(pointed.properties.id))
            onSelect(zone === undefined || zone === selected ? null : zone)
          }}
          describe={({ properties }) => {
            const key = zoneOf.get(Number(properties.id))
            const zone = run.zones.find((one) => one.key === key)
            return (
              <>
                <strong>{String(properties.name)}</strong>
                <br />
                {zone && t('hover', { zone: words.zone(zone.key), over: words.signed(zone.over[by]) })}
              </>
            )
          }}
        />
      </WorkspaceMap>
      <Legend by={by} onBy={onBy} />
    </>
  )
}

function Legend({ by, onBy }: { by: TintBy; onBy: (by: TintBy) => void }) {
  const t = useTranslations('allocation.map')
  const locale = useLocale()
  const percent = (share: number) => signedPercent(locale, share)
  const textOf = (k: number) => {
    const from = OVER_BANDS[k]!.from
    const to = OVER_BANDS[k + 1]?.from
    if (to === undefined) return t('more', { from: percent(from) })
    if (from === Number.NEGATIVE_INFINITY) return t('less', { from: percent(to) })
    return from < 0 && to > 0 ? t('even') : t('about', { from: percent(from), to: percent(to) })
  }
  return (
    <div className={classes.legend}>
      <SegmentedControl
        size="xs"
        aria-label={t('by')}
        value={by}
        onChange={(value) => onBy(value as TintBy)}
        data={[
          { value: 'suggested', label: t('suggested') },
          { value: 'given', label: t('given') },
        ]}
      />
      <span className={classes.soft}>{t('legend')}</span>
      <ul>
        {OVER_BANDS.map(({ color }, k) => (
          <li key={color}>
            <span className={classes.swatch} style={{ background: color }} aria-hidden="true" />
            {textOf(k)}
          </li>
        ))}
      </ul>
    </div>
  )
}
