'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { EmptyState } from '@/lib/ui/empty-state'
import { useWorkspace } from './workspace-context'

/** MapLibre comes only where there is a map. */
const MapView = dynamic(() => import('@/lib/map/map-view').then((m) => m.MapView), {
  ssr: false,
  loading: () => <Skeleton height="100%" radius={0} aria-hidden />,
})

type Props = Omit<ComponentProps<typeof MapView>, 'basemap' | 'attribution' | 'initial'> &
  Partial<Pick<ComponentProps<typeof MapView>, 'initial'>>

/** A map of the organisation's city; without `initial` it shows all of it. */
export function WorkspaceMap({ initial, ...props }: Props) {
  const t = useTranslations('map')
  const { organization, tiles } = useWorkspace()
  if (!organization || !tiles) return <EmptyState title={t('nothing.title')}>{t('nothing.text')}</EmptyState>
  return (
    <MapView
      {...props}
      initial={initial ?? organization.bbox}
      basemap={{ bounds: organization.bbox, version: tiles.basemap }}
      attribution={organization.attribution}
    />
  )
}
