'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatDate, formatTimeOfDay } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

/** What published weeks have in store, and the visits that were made. */
export function Visits({ view }: { view: RetailerPage }) {
  const t = useTranslations('retailer.visits')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const { comingVisits, pastVisits, retailer } = view
  const reasons = useTranslations('today.record.reasons')
  const why = (code: string | null) =>
    code && reasons.has(code as never) ? reasons(code as never) : (code ?? '–')
  const channel = (code: string) => t(code === 'phone' ? 'phone' : 'onsite')
  return (
    <section className={classes.card} aria-labelledby="visits">
      <h2 id="visits">
        {t('title')} {organization?.demonstration && <DemonstrationBadge compact />}
      </h2>
      <h3>{t('coming')}</h3>
      {comingVisits.length === 0 ? (
        <p className={classes.soft}>{t('none-coming')}</p>
      ) : (
        <ul className={classes.rows}>
          {comingVisits.map(({ date, start, channel: by, week, territoryId }) => (
            <li key={`${date} ${start}`}>
              <Link href={`/plans?territory=${territoryId}&week=${week}&plan=published&stop=${retailer.id}`}>
                {formatDate(locale, date, 'weekday')}, {formatTimeOfDay(start)}
              </Link>
              <span className={classes.soft}>{channel(by)}</span>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('past')}</h3>
      {pastVisits.length === 0 ? (
        <p className={classes.soft}>{t('none-past')}</p>
      ) : (
        <ul className={classes.rows}>
          {pastVisits.map(({ id, date, channel: by, done, reason, notes, author }) => (
            <li key={id}>
              <span>{formatDate(locale, date)}</span>
              <span className={classes.soft}>
                {[channel(by), done ? t('done') : t('not-done', { reason: why(reason) }), author, notes]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
