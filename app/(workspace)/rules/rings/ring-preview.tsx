'use client'

import { Chip, Group } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import { boxAround } from '@/lib/domain/geo/position'
import type { FieldValues } from '@/lib/domain/parameters/parameter-fields'
import type { RingClass } from '@/lib/domain/trade-area/ring-class'
import { areRingRadii, RINGS, type Ring, type RingRadiiM } from '@/lib/domain/trade-area/rings'
import { formatNumber } from '@/lib/i18n/format'
import type { RingClassView } from '@/lib/usecases/view-ring-classes'
import classes from './ring-studio.module.css'

const StoreRingLayer = dynamic(
  () => import('@/lib/map/layers/store-ring-layer').then((m) => m.StoreRingLayer),
  { ssr: false },
)
const RingOutlineLayer = dynamic(
  () => import('@/lib/map/layers/ring-outline-layer').then((m) => m.RingOutlineLayer),
  { ssr: false },
)
const PlaceLayer = dynamic(() => import('@/lib/map/layers/place-layer').then((m) => m.PlaceLayer), {
  ssr: false,
})
const FitTo = dynamic(() => import('@/lib/map/layers/fit-to').then((m) => m.FitTo), { ssr: false })

const MARGIN = 1.12
const PADDING = 8

type Props = {
  ringClass: RingClass
  samples: RingClassView['samples']
  stored: FieldValues
  edited: FieldValues
}

/** The rings of a class around one of its shops: bands as in the form, dashed as stored. */
export function RingPreview({ ringClass, samples, stored, edited }: Props) {
  const t = useTranslations('rules.rings-page')
  const preview = useTranslations('rules.rings-page.preview')
  const [sampleId, setSample] = useState(samples[0]?.id)
  const sample = samples.find(({ id }) => id === sampleId)
  const before = useRadii(stored, ringClass)
  const wanted = useRadii(edited, ringClass)
  const isValid = areRingRadii(wanted)
  const radiiM = isValid ? wanted : before
  const isChanged = RINGS.some((ring) => radiiM[ring] !== before[ring])
  const labels = useLabels(radiiM)
  const name = t(`classes.${ringClass}.name`)
  return (
    <section className={shared.card} aria-labelledby="ring-preview">
      <h2 id="ring-preview" className={shared.heading}>
        {preview('title')}: {name}
      </h2>
      <p className={shared.soft} role="status">
        {isValid ? preview(isChanged ? 'about' : 'same') : preview('invalid')}
      </p>
      {sample ? (
        <>
          <Chip.Group value={String(sample.id)} onChange={(value) => setSample(Number(value))}>
            <Group gap={6} role="radiogroup" aria-label={preview('sample')}>
              {samples.map(({ id, name: shop, address }) => (
                <Chip key={id} size="xs" value={String(id)} title={address}>
                  {shop}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <div className={classes.map}>
            <PreviewMap
              label={preview('map', { name: sample.name })}
              center={sample.position}
              radiiM={radiiM}
              before={isChanged ? before : null}
              labels={labels}
            />
          </div>
        </>
      ) : (
        <p className={shared.soft}>{preview('none')}</p>
      )}
    </section>
  )
}

function PreviewMap(props: {
  label: string
  center: RingClassView['samples'][number]['position']
  radiiM: RingRadiiM
  before: RingRadiiM | null
  labels: Readonly<Record<Ring, string>>
}) {
  const { label, center, radiiM, before, labels } = props
  const box = boxAround(center, Math.max(radiiM.fringe, before?.fringe ?? 0) * MARGIN)
  return (
    <WorkspaceMap label={label} initial={box} padding={PADDING}>
      <StoreRingLayer center={center} radiiM={radiiM} labels={labels} />
      {before && <RingOutlineLayer center={center} radiiM={before} />}
      <PlaceLayer position={center} />
      <FitTo box={box} padding={PADDING} />
    </WorkspaceMap>
  )
}

/** The same object while the numbers are the same, so that the map draws only what changes. */
function useRadii(fields: FieldValues, ringClass: RingClass): RingRadiiM {
  const [core, secondary, fringe] = RINGS.map((ring) => Number(fields[`${ringClass}.${ring}`]))
  return useMemo(
    () => ({ core: core ?? 0, secondary: secondary ?? 0, fringe: fringe ?? 0 }),
    [core, secondary, fringe],
  )
}

function useLabels(radiiM: RingRadiiM): Record<Ring, string> {
  const t = useTranslations('common.rings')
  const unit = useTranslations('rules.units')
  const locale = useLocale()
  return useMemo(() => {
    const label = (ring: Ring) => `${t(ring)} ${unit('m', { value: formatNumber(locale, radiiM[ring]) })}`
    return { core: label('core'), secondary: label('secondary'), fringe: label('fringe') }
  }, [radiiM, t, unit, locale])
}
