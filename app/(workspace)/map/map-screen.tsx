'use client'

import { useTranslations } from 'next-intl'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'

export function MapScreen() {
  const t = useTranslations('map')
  return <WorkspaceMap label={t('label')} />
}
