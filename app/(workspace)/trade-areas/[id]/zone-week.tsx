'use client'

import { useTranslations } from 'next-intl'
import { WeekNavigation } from '@/app/(workspace)/plans/week-navigation'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'
import { WeekVisits } from './week-visits'
import { ZoneShares } from './zone-shares'

/** Zone × week: what is done in the zone this week, beside what it is suggested to get this month. */
export function ZoneWeek({
  view,
  typeName,
}: {
  view: TradeAreaView
  typeName: (c: string | null) => string
}) {
  const t = useTranslations('trade-area.week')
  return (
    <section className={classes.section} aria-label={t('title')}>
      <div className={classes.sectionHead}>
        <h2>{t('title')}</h2>
        <WeekNavigation week={view.week.week} />
      </div>
      <div className={classes.pair}>
        <WeekVisits view={view} />
        {view.allocation && <ZoneShares view={view} allocation={view.allocation} typeName={typeName} />}
      </div>
    </section>
  )
}
