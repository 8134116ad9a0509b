import { Badge } from '@mantine/core'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { weekOf } from '@/lib/domain/calendar/dates'
import { formatDate, formatDistance, formatTimeOfDay } from '@/lib/i18n/format'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { TerritoryWeek, WeekOverview } from '@/lib/usecases/view-week-overview'
import classes from './today.module.css'

/** How the day stands in every territory: its route, and what waits for a decision. */
export function TeamToday({ overview }: { overview: WeekOverview }) {
  const t = useTranslations('today.team')
  const whole = useTranslations('today')
  const week = useTranslations('plan.week')
  const locale = useLocale()
  const { territories, today } = overview
  const date = dayShown(overview)
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
          <Route key={territory.territoryId} territory={territory} date={date} isToday={date === today} />
        ))}
      </ul>
    </Page>
  )
}

/** Today if it is in the week shown, else the week's first day with visits. */
function dayShown({ today, week, territories }: WeekOverview): string {
  if (weekOf(today) === week) return today
  return territories.find(({ plan }) => plan !== null)?.plan?.days[0]?.date ?? today
}

function Route({ territory, date, isToday }: { territory: TerritoryWeek; date: string; isToday: boolean }) {
  const t = useTranslations('today.team')
  const state = useTranslations('plan.state')
  const locale = useLocale()
  const { territoryId, name, managerName, plan } = territory
  const day = plan?.days.find((one) => one.date === date)
  const query = isToday ? `territory=${territoryId}` : `territory=${territoryId}&date=${date}`
  return (
    <li>
      <Link href={`/today?${query}`} className={classes.teamRow}>
        <span className={classes.teamName}>
          <strong>{managerName ?? name}</strong>
          <span>{name}</span>
        </span>
        <span className={classes.teamFacts}>
          <span>{t('visits', { count: day?.visits ?? 0 })}</span>
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
