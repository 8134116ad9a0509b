'use client'

/** Where a shop stands: put on the map, or typed in a datum that is named. Says at once what the place means. */
import { Alert, Checkbox, Select, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useRingLabels } from '@/app/(workspace)/map/use-ring-labels'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import { boxAround, distanceM, type Position } from '@/lib/domain/geo/position'
import { DATUMS, type Datum } from '@/lib/domain/import/import-check'
import { RINGS } from '@/lib/domain/trade-area/rings'
import { formatDistance } from '@/lib/i18n/format'
import { Reveal } from '@/lib/map/layers/fit-to'
import { MoveLayer } from '@/lib/map/layers/move-layer'
import { RetailerLayer } from '@/lib/map/layers/retailer-layer'
import { StoreRingLayer } from '@/lib/map/layers/store-ring-layer'
import { Pin } from '@/lib/map/pin'
import { tileAddress } from '@/lib/map/tile-address'
import type { MapStart } from '@/lib/usecases/view-map'
import classes from './forms.module.css'
import type { usePlace } from './use-place'
import { useRetailerWords } from './words'

type Props = {
  choice: ReturnType<typeof usePlace>
  types: MapStart['types']
  /** Where the shop stands now, if it is moved. */
  from?: Position
  name: string
}

const AROUND_M = 450

export function PlaceField({ choice, types, from, name }: Props) {
  const t = useTranslations('retailer.place')
  const imports = useTranslations('import.screen.datum')
  const words = useRetailerWords()
  const { place, proposal, faults, change, put } = choice
  const errorOf = (field: 'lng' | 'lat') => {
    const fault = faults.find((one) => one.field === field)
    return fault ? { error: words.fault(fault) } : {}
  }
  return (
    <div className={classes.place}>
      <div className={classes.map}>
        <WorkspaceMap label={t('map')} {...(from && { initial: boxAround(from, AROUND_M) })}>
          <PlaceOnMap
            choice={choice}
            types={types}
            {...(from && { from })}
            label={t('pin', { name })}
            onPut={put}
          />
        </WorkspaceMap>
        <p className={classes.hint}>{t('how')}</p>
      </div>
      <div className={classes.typed}>
        <TextInput
          label={words.field('lng')}
          inputMode="decimal"
          value={place.lng}
          onChange={(event) => change({ lng: event.currentTarget.value })}
          {...errorOf('lng')}
        />
        <TextInput
          label={words.field('lat')}
          inputMode="decimal"
          value={place.lat}
          onChange={(event) => change({ lat: event.currentTarget.value })}
          {...errorOf('lat')}
        />
        <Select
          label={t('datum')}
          placeholder={t('datum-choose')}
          data={DATUMS.map((datum) => ({ value: datum, label: imports(datum) }))}
          value={place.datum}
          onChange={(datum) => change({ datum: datum as Datum | null })}
          allowDeselect={false}
          {...(place.datum === null && place.lng !== '' && place.lat !== '' && { error: t('datum-needed') })}
        />
      </div>
      {proposal && <Meaning choice={choice} {...(from && { from })} />}
    </div>
  )
}

function PlaceOnMap(props: Omit<Props, 'name'> & { label: string; onPut: (position: Position) => void }) {
  const { choice, types, from, label, onPut } = props
  const { tiles } = useWorkspace()
  const named = useTypes(types)
  const { proposal } = choice
  const labels = useRingLabels(proposal?.rings?.radiiM)
  const address = useMemo(() => tileAddress('retailers', { v: tiles?.retailers }), [tiles?.retailers])
  const position = proposal?.position ?? from
  return (
    <>
      {proposal?.rings && (
        <StoreRingLayer center={proposal.position} radiiM={proposal.rings.radiiM} labels={labels} />
      )}
      <RetailerLayer tiles={address} types={named} by="type" selected={null} />
      {from && proposal && <MoveLayer from={from} to={proposal.position} />}
      {proposal && <Reveal position={proposal.position} />}
      <Pin position={position} label={label} onMove={onPut} />
    </>
  )
}

/** What would be stored, and what has to be confirmed first. */
function Meaning({ choice, from }: { choice: Props['choice']; from?: Position }) {
  const t = useTranslations('retailer.place')
  const common = useTranslations('common')
  const classNames = useTranslations('map.inspector.rings.classes')
  const locale = useLocale()
  const words = useRetailerWords()
  const { proposal, confirmed, confirm } = choice
  if (!proposal) return null
  const { tradeArea, near, rings, asks, warnings, position } = proposal
  return (
    <div className={classes.meaning} role="status">
      <dl>
        {from && (
          <>
            <dt>{t('moved')}</dt>
            <dd>{formatDistance(locale, distanceM(from, position))}</dd>
          </>
        )}
        <dt>{t('trade-area')}</dt>
        <dd>{tradeArea?.name ?? common('trade-area-types.none')}</dd>
        <dt>{t('near')}</dt>
        <dd>{near?.name ?? t('nobody-near')}</dd>
        {rings && (
          <>
            <dt>{t('rings')}</dt>
            <dd>
              {RINGS.map(
                (ring) => `${common(`rings.${ring}`)} ${formatDistance(locale, rings.radiiM[ring])}`,
              ).join(' · ')}
              <span className={classes.soft}>
                {t('ring-class', { class: classNames(rings.ringClass), version: rings.version })}
              </span>
            </dd>
          </>
        )}
      </dl>
      {warnings.map((warning) => (
        <p key={warning.code} className={classes.soft}>
          {words.fault(warning)}
        </p>
      ))}
      {asks.map((ask) => (
        <Alert key={ask} color="orange" icon={<IconAlertTriangle size={18} />} p="xs">
          {t(`asks.${ask}`, { territory: near?.name ?? '' })}
          <Checkbox
            mt={6}
            size="xs"
            label={t('meant')}
            checked={confirmed.includes(ask)}
            onChange={(event) => confirm(ask, event.currentTarget.checked)}
          />
        </Alert>
      ))}
    </div>
  )
}
