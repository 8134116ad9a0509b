import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { EmptyState } from '@/lib/ui/empty-state'
import { ViewSheet, viewSheet } from '@/lib/usecases/view-sheet'
import { PrintButton } from './print-button'
import classes from './sheet.module.css'
import { SheetOfDay } from './sheet-of-day'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sheet'))('title') }
}

type Props = { params: Promise<{ weekPlanId: string }>; searchParams: Promise<{ day?: string }> }

/** The route sheets of a week for paper: one day after the other, or a single one. */
export default async function SheetPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const asked = ViewSheet.safeParse({ ...(await params), ...(await searchParams) })
  if (!asked.success) notFound()
  const outcome = await viewSheet(actor, asked.data)
  if (!outcome.ok) notFound()

  const [t, locale] = await Promise.all([getTranslations('sheet'), getLocale()])
  const { days, plannedDays, territory, week, plan } = outcome.value
  const path = `/sheets/${plan.id}`
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className={classes.desk}>
      <nav className={classes.toolbar} aria-label={t('days')}>
        <Link className={classes.link} href={`/plans?territory=${territory.id}&week=${week}`}>
          {t('back')}
        </Link>
        <div className={classes.days}>
          <Link
            className={classes.link}
            href={path}
            aria-current={asked.data.day === undefined ? 'page' : undefined}
          >
            {t('all-days')}
          </Link>
          {plannedDays.map(({ dayIndex, date }) => (
            <Link
              key={dayIndex}
              className={classes.link}
              href={`${path}?day=${dayIndex}`}
              aria-current={asked.data.day === dayIndex ? 'page' : undefined}
            >
              {weekday.format(new Date(`${date}T00:00:00Z`))}
            </Link>
          ))}
        </div>
        <span className={classes.hint}>{t('hint')}</span>
        <PrintButton label={t('print')} />
      </nav>
      {days.length === 0 && (
        <div className={classes.paper}>
          <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>
        </div>
      )}
      {days.map((day) => (
        <SheetOfDay key={day.date} sheet={outcome.value} day={day} />
      ))}
    </div>
  )
}
