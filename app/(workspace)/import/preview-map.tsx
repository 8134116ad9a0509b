'use client'

import { useTranslations } from 'next-intl'
import { WorkspaceMap } from '@/app/(workspace)/workspace-map'
import type { Datum } from '@/lib/domain/import/import-check'
import { ImportPreviewLayer } from '@/lib/map/import-preview-layer'
import type { PlacesOnMap } from '@/lib/usecases/preview-import'
import classes from './import.module.css'

type Props = {
  places: PlacesOnMap | undefined
  total: number
  /** Null while none is chosen. */
  datum: Datum | 'column' | null
}

export function PreviewMap({ places, total, datum }: Props) {
  const t = useTranslations('import.screen')
  const shown = places?.features.length ?? 0
  if (!places || shown === 0) return <p className={classes.soft}>{t('map.nothing')}</p>
  return (
    <>
      <p className={classes.soft}>
        {datum === null
          ? t('map.as-if')
          : t('map.count', {
              shown,
              total,
              datum: datum === 'column' ? t('history.datum-column') : t(`datum.${datum}`),
            })}
      </p>
      <div className={classes.map}>
        <WorkspaceMap label={t('map.label')}>
          <ImportPreviewLayer places={places} />
        </WorkspaceMap>
      </div>
    </>
  )
}
