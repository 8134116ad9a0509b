import { Badge } from '@mantine/core'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { formatDate, formatDistance, formatTimeOfDay } from '@/lib/i18n/format'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { TeamToday as Team } from '@/lib/usecases/view-team-today'
import type { TerritoryWeek } from '@/lib/usecases/view-week-overview'
import classes from './today.module.css'

/** How the day stands in every territory: its route, what is done of it and what is not, and what waits for a decision. */
export function TeamToday({ team }: { team: Team }) {
  const t = useTranslations('today.team')
  const whole = useTranslations('today')
  const week = useTranslations('plan.week')
  const locale = useLocale()
  const { overview, date, done } = team
  const { territories, today } = overview
  const drafts = territories.filter(({ plan }) => plan?.status === 'draft').length
  const missing = territories.filter(({ plan }) => plan === null).length
  return (
    <Page
      title={whole(date > today ? 'next' : 'title')}
      about={t('about', {
        date: formatDate(locale, date, 'weekday'),
        week: week('label', weekParts(overview.week)),
      })}
      actions={
        <Link className={classes.button} href={`/plans?week=${overview.week}`}>
          {t('open-plans')}
        </Link>
      }
    >
      <ul className={classes.waiting}>
        <li data-waits={drafts > 0 || undefined}>{t('waiting', { count: drafts })}</li>
        <li data-waits={missing > 0 || undefined}>{t('not-planned', { count: missing })}</li>
      </ul>
      <h2 className={classes.subtitle}>{t('routes')}</h2>
      {territories.length === 0 && <EmptyState title={t('not-planned', { count: 0 })} />}
      <ul className={classes.team}>
        {territories.map((territory) => (
          <Route
            key={territory.territoryId}
            territory={territory}
            date={date}
            today={today}
            counts={done.get(territory.territoryId)}
          />
        ))}
      </ul>
      {date <= today && <NotDone team={team} />}
    </Page>
  )
}

/** The shops that were not visited, and why. */
function NotDone({ team: { notDone, overview } }: { team: Team }) {
  const t = useTranslations('today.team')
  const record = useTranslations('today.record')
  const managerOf = (id: number | null) => {
    const territory = overview.territories.find(({ territoryId }) => territoryId === id)
    return territory?.managerName ?? territory?.name
  }
  return (
    <section className={classes.notDone} aria-labelledby="not-done">
      <h2 id="not-done" className={classes.subtitle}>
        {t('not-done', { count: notDone.length })}
      </h2>
      {notDone.length > 0 && (
        <ul className={classes.team}>
          {notDone.map(({ id, retailerId, retailerName, reason, notes, authorName, territoryId }) => (
            <li key={id} className={classes.teamRow}>
              <span className={classes.teamName}>
                <Link href={`/retailers/${retailerId}`}>{retailerName}</Link>
                <span>{authorName ?? managerOf(territoryId)}</span>
              </span>
              <span className={classes.teamFacts}>
                <span>{record(`reasons.${reason ?? 'other'}`)}</span>
                {notes && <span>{notes}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Route({
  territory,
  date,
  today,
  counts,
}: {
  territory: TerritoryWeek
  date: string
  today: string
  counts: { readonly planned: number; readonly done: number } | undefined
}) {
  const t = useTranslations('today.team')
  const state = useTranslations('plan.state')
  const locale = useLocale()
  const { territoryId, name, managerName, plan } = territory
  const day = plan?.days.find((one) => one.date === date)
  const record = useTranslations('today.record')
  const query = date === today ? `territory=${territoryId}` : `territory=${territoryId}&date=${date}`
  return (
    <li>
      <Link href={`/today?${query}`} className={classes.teamRow}>
        <span className={classes.teamName}>
          <strong>{managerName ?? name}</strong>
          <span>{name}</span>
        </span>
        <span className={classes.teamFacts}>
          <span>{t('visits', { count: day?.visits ?? 0 })}</span>
          {counts && date <= today && <span>{record('progress', counts)}</span>}
          {day && day.visits > 0 && day.endTime !== null && (
            <span>
              {t('until', { time: formatTimeOfDay(day.endTime) })} · {formatDistance(locale, day.driveMeters)}
            </span>
          )}
        </span>
        <Badge
          size="sm"
          variant={plan?.status === 'published' ? 'filled' : plan ? 'light' : 'outline'}
          color={plan?.status === 'published' ? 'teal.8' : plan ? 'orange' : 'gray'}
        >
          {state(plan?.status ?? 'none')}
        </Badge>
      </Link>
    </li>
  )
}
