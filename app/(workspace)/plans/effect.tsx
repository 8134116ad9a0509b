'use client'

import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { VisitPlace } from '@/lib/domain/routing/moves'
import { formatTimeOfDay } from '@/lib/i18n/format'
import classes from './plans.module.css'
import { usePlanWords } from './words'

/** What a place would change: time, distance, and which rules break or heal. */
export function Effect({ place, withTime = false }: { place: VisitPlace | null; withTime?: boolean }) {
  const t = useTranslations('plan.move')
  const words = usePlanWords()
  if (!place) return <span className={classes.small}>{t('loading')}</span>
  const { arrive, deltaWorkSeconds, deltaDriveMeters, brings, heals } = place
  return (
    <span className={classes.effect}>
      <strong>
        {withTime && `${formatTimeOfDay(arrive)} · `}
        {words.change(deltaWorkSeconds, deltaDriveMeters)}
      </strong>
      {brings.map((breach) => (
        <span key={`${breach.code} ${breach.store} ${breach.day}`} className={classes.warning}>
          <IconAlertTriangle size={13} stroke={1.8} aria-label={t('brings')} /> {words.breach(breach)}
        </span>
      ))}
      {heals.map((breach) => (
        <span key={`${breach.code} ${breach.store} ${breach.day}`} className={classes.healed}>
          <IconCheck size={13} stroke={2} aria-label={t('heals')} /> {words.breach(breach)}
        </span>
      ))}
    </span>
  )
}
