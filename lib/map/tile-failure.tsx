'use client'

import { Button } from '@mantine/core'
import type { ErrorEvent } from 'maplibre-gl'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useMap } from './map-context'
import classes from './map-view.module.css'

/** Says when tiles could not be fetched, and fetches them again when asked to or when the network is back. */
export function TileFailure() {
  const map = useMap()
  const t = useTranslations('map')
  const [failed, setFailed] = useState<ReadonlySet<string>>(NONE)

  useEffect(() => {
    const onError = (event: ErrorEvent & { sourceId?: string }) => {
      const { sourceId } = event
      if (sourceId === undefined) console.error(event.error)
      else setFailed((before) => (before.has(sourceId) ? before : new Set([...before, sourceId])))
    }
    map.on('error', onError)
    return () => {
      map.off('error', onError)
    }
  }, [map])

  const retry = () => {
    setFailed(NONE)
    for (const source of failed) if (map.getSource(source)) map.refreshTiles(source)
  }
  const isFailed = failed.size > 0
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

const NONE: ReadonlySet<string> = new Set()
