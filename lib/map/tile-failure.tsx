'use client'

import { Button } from '@mantine/core'
import type { ErrorEvent } from 'maplibre-gl'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useMap } from './map-context'
import classes from './map-view.module.css'

type TileId = { readonly x: number; readonly y: number; readonly z: number }
type Failed = { readonly source: string; readonly tile: TileId }

/** Says when tiles could not be fetched, and fetches them again when asked to or when the network is back. */
export function TileFailure() {
  const map = useMap()
  const t = useTranslations('map')
  const [failed, setFailed] = useState<readonly Failed[]>([])

  useEffect(() => {
    const onError = (event: ErrorEvent & { sourceId?: string; tile?: { tileID: { canonical: TileId } } }) => {
      const { sourceId, tile, error } = event
      if (sourceId === undefined || !tile) return console.error(error)
      setFailed((before) => [...before, { source: sourceId, tile: tile.tileID.canonical }])
    }
    map.on('error', onError)
    return () => {
      map.off('error', onError)
    }
  }, [map])

  const retry = () => {
    setFailed([])
    for (const [source, those] of Map.groupBy(failed, (one) => one.source)) {
      // tile by tile: MapLibre 6 waits for ever when it reloads a whole source with tiles that failed
      if (map.getSource(source)) {
        map.refreshTiles(
          source,
          those.map(({ tile }) => tile),
        )
      }
    }
  }
  const isFailed = failed.length > 0
  useEffect(() => {
    if (!isFailed) return
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  })

  if (!isFailed) return null
  return (
    <div className={classes.tilesFailed} role="alert">
      {t('tiles-failed')}
      <Button size="compact-sm" variant="light" onClick={retry}>
        {t('try-again')}
      </Button>
    </div>
  )
}
