'use client'

/** A place that is being chosen: as typed or put on the map, and what the server says it would mean. */
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import type { Datum } from '@/lib/domain/import/import-check'
import type { FieldFault } from '@/lib/domain/retailer/check-record'
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import type { PlaceAsk } from '@/lib/usecases/edit-retailer/place'
import type { PlaceProposal } from '@/lib/usecases/edit-retailer/propose-place'
import { proposePlaceAction } from './actions'

export type TypedPlace = { readonly lng: string; readonly lat: string; readonly datum: Datum | null }

/** A tenth of a metre: finer than any hand. */
const DECIMALS = 6
const TYPING_MS = 250
const NOWHERE: TypedPlace = { lng: '', lat: '', datum: null }

export function usePlace(
  start: Position | undefined,
  shop: { format: BusinessFormat; marketType: MarketType },
) {
  const [place, setPlace] = useState(start ? placeAt(start) : NOWHERE)
  const [answer, setAnswer] = useState<{ proposal?: PlaceProposal; faults: readonly FieldFault[] }>({
    faults: [],
  })
  const [confirmed, setConfirmed] = useState<readonly PlaceAsk[]>([])
  const { format, marketType } = shop
  const [{ lng, lat, datum }] = useDebouncedValue(place, TYPING_MS)

  useEffect(() => {
    if (datum === null || lng.trim() === '' || lat.trim() === '') return setAnswer({ faults: [] })
    let current = true
    proposePlaceAction({ lng, lat, datum, format, marketType }).then((outcome) => {
      if (!current) return
      if (outcome.status === 'done') setAnswer({ proposal: outcome.value, faults: [] })
      else setAnswer({ faults: 'faults' in outcome.error ? outcome.error.faults : [] })
    })
    return () => {
      current = false
    }
  }, [lng, lat, datum, format, marketType])

  const change = (part: Partial<TypedPlace>) => {
    setPlace((known) => ({ ...known, ...part }))
    setConfirmed([])
  }
  return {
    place,
    ...answer,
    confirmed,
    change,
    put: (position: Position) => change(placeAt(position)),
    confirm: (ask: PlaceAsk, isMeant: boolean) =>
      setConfirmed((asks) => (isMeant ? [...asks, ask] : asks.filter((one) => one !== ask))),
  }
}

function placeAt([lng, lat]: Position): TypedPlace {
  return { lng: lng.toFixed(DECIMALS), lat: lat.toFixed(DECIMALS), datum: 'wgs84' }
}
