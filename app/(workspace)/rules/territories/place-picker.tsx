'use client'

import { Autocomplete, Checkbox, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { findPlacesAction } from '@/app/(workspace)/actions'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import { boxAround, type Position } from '@/lib/domain/geo/position'
import { formatNumber } from '@/lib/i18n/format'
import type { FoundPlace } from '@/lib/usecases/find-places'
import classes from './territory-dialog.module.css'

const DepotLayer = dynamic(() => import('@/lib/map/layers/depot-layer').then((m) => m.DepotLayer), {
  ssr: false,
})
const PickPosition = dynamic(() => import('@/lib/map/pick-position').then((m) => m.PickPosition), {
  ssr: false,
})
const FitTo = dynamic(() => import('@/lib/map/layers/fit-to').then((m) => m.FitTo), { ssr: false })

type Place = [lng: number, lat: number]
type Props = { start: Place; end: Place; onChange: (start: Place, end: Place) => void }

const AROUND_M = 900
const DIGITS = 6

/** Where the day starts and ends: by a click on the map or by address. */
export function PlacePicker({ start, end, onChange }: Props) {
  const t = useTranslations('rules.territories-page')
  const locale = useLocale()
  const [which, setWhich] = useState<'start' | 'end'>('start')
  const isSame = start[0] === end[0] && start[1] === end[1]
  const [endsThere, setEndsThere] = useState(isSame)
  const [shown, setShown] = useState(() => boxAround(start, AROUND_M))
  const pick = ([lng, lat]: Position) => {
    const place: Place = [Number(lng.toFixed(DIGITS)), Number(lat.toFixed(DIGITS))]
    if (endsThere) onChange(place, [...place])
    else if (which === 'start') onChange(place, end)
    else onChange(start, place)
  }
  const labels = useMemo(() => ({ start: t('start'), end: t('end') }), [t])
  const at = ([lng, lat]: Place) =>
    t('at', { lat: formatNumber(locale, lat, 5), lng: formatNumber(locale, lng, 5) })
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={classes.label}>{t('place')}</legend>
      <div className={classes.places}>
        <div className={classes.choices}>
          <Checkbox
            label={t('same-end')}
            checked={endsThere}
            onChange={(event) => {
              setEndsThere(event.currentTarget.checked)
              if (event.currentTarget.checked) onChange(start, [...start])
            }}
          />
          {!endsThere && (
            <SegmentedControl
              size="xs"
              aria-label={t('place')}
              data={[
                { value: 'start', label: t('start') },
                { value: 'end', label: t('end') },
              ]}
              value={which}
              onChange={(value) => setWhich(value as 'start' | 'end')}
            />
          )}
          <AddressSearch
            onFound={(position) => {
              pick(position)
              setShown(boxAround(position, AROUND_M))
            }}
          />
          <span className={shared.small}>{t(endsThere ? 'place-about-same' : 'place-about')}</span>
          <span className={shared.small}>
            {t('start')}: {at(start)}
            {!endsThere && (
              <>
                <br />
                {t('end')}: {at(end)}
              </>
            )}
          </span>
        </div>
        <div className={classes.map}>
          <WorkspaceMap label={t('map')} initial={shown}>
            <DepotLayer start={start} end={end} labels={labels} />
            <PickPosition onPick={pick} />
            <FitTo box={shown} padding={24} />
          </WorkspaceMap>
        </div>
      </div>
    </fieldset>
  )
}

function AddressSearch({ onFound }: { onFound: (position: Position) => void }) {
  const t = useTranslations('rules.territories-page')
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text, 200)
  const [found, setFound] = useState<ReadonlyMap<string, Position>>(new Map())
  useEffect(() => {
    let isCurrent = true
    findPlacesAction(wanted).then((places) => {
      if (isCurrent) setFound(new Map(places.map((place) => [nameOf(place), place.position])))
    })
    return () => {
      isCurrent = false
    }
  }, [wanted])
  return (
    <Autocomplete
      size="xs"
      label={t('search')}
      placeholder={t('search-hint')}
      data={[...found.keys()]}
      filter={({ options }) => options}
      value={text}
      onChange={setText}
      onOptionSubmit={(name) => {
        const position = found.get(name)
        if (position) onFound(position)
      }}
    />
  )
}

function nameOf(place: FoundPlace): string {
  if (place.kind === 'address') return `${place.street} ${place.number}`.trim()
  return place.kind === 'retailer' && place.address ? `${place.name}, ${place.address}` : place.name
}
