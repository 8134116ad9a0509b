'use client'

import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { Breach } from '@/lib/domain/routing/breaches'
import type { VisitPlace } from '@/lib/domain/routing/edit'
import { formatTimeOfDay } from '@/lib/i18n/format'
import type { WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'
import { usePlanWords } from './words'

type Props = {
  place: VisitPlace | null
  /** Whose visit takes the place, and the names of the shops of the week. */
  retailerId: number
  names: ReadonlyMap<string, string>
  withTime?: boolean
}

/** What a place would change: time, distance, and which rules break or heal, whose if another shop's. */
export function Effect({ place, retailerId, names, withTime = false }: Props) {
  const t = useTranslations('plan.move')
  const words = usePlanWords()
  if (!place) return <span className={classes.small}>{t('loading')}</span>
  const { arrive, deltaWorkSeconds, deltaDriveMeters, brings, heals } = place
  const sentence = (breach: Breach) => {
    const isOwn = breach.store === undefined || breach.store === String(retailerId)
    const text = words.breach(breach)
    return isOwn ? text : t('of-shop', { name: names.get(breach.store ?? '') ?? '–', breach: text })
  }
  return (
    <span className={classes.effect}>
      <strong>
        {withTime && `${formatTimeOfDay(arrive)} · `}
        {words.change(deltaWorkSeconds, deltaDriveMeters)}
      </strong>
      {brings.map((breach) => (
        <span key={`${breach.code} ${breach.store} ${breach.day}`} className={classes.warning}>
          <IconAlertTriangle size={13} stroke={1.8} aria-label={t('brings')} /> {sentence(breach)}
        </span>
      ))}
      {heals.map((breach) => (
        <span key={`${breach.code} ${breach.store} ${breach.day}`} className={classes.healed}>
          <IconCheck size={13} stroke={2} aria-label={t('heals')} /> {sentence(breach)}
        </span>
      ))}
    </span>
  )
}

/** Names of the shops of a week, by their store ids. */
export function namesOf({ days }: Pick<WeekView, 'days'>): ReadonlyMap<string, string> {
  return new Map(
    days.flatMap(({ stops }) => stops.map(({ retailer }) => [String(retailer.id), retailer.name])),
  )
}
