'use client'

import { Badge, Button } from '@mantine/core'
import { IconRefresh, IconSend } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type CSSProperties, useState, useTransition } from 'react'
import type { Freedom } from '@/lib/domain/routing/replan'
import {
  formatDate,
  formatDistance,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
} from '@/lib/i18n/format'
import { Page } from '@/lib/ui/page'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { TerritoryWeek, WeekOverview } from '@/lib/usecases/view-week-overview'
import { publishWeekAction, requestPlanAction } from './actions'
import { notify } from './notify'
import classes from './plans.module.css'
import { RunProgress } from './run-progress'
import { useRuns } from './use-runs'
import { WeekNavigation } from './week-navigation'
import { weekParts } from './week-parts'
import { usePlanWords } from './words'

const ReplanDialog = dynamic(() => import('./replan-dialog').then((m) => m.ReplanDialog), { ssr: false })
const Confirm = dynamic(() => import('./confirm').then((m) => m.Confirm), { ssr: false })

/** The weeks of all territories within reach: sums, state, load of each day, and planning or publishing them together. */
export function Overview({ overview }: { overview: WeekOverview }) {
  const t = useTranslations('plan')
  const router = useRouter()
  const words = usePlanWords()
  const [open, setOpen] = useState<'plan' | 'publish' | null>(null)
  const [runIds, setRunIds] = useState<readonly number[]>(overview.runIds)
  const [isRefreshing, startRefresh] = useTransition()
  const runs = useRuns(runIds, (over) => {
    const failed = over.find(({ state }) => state === 'failed')
    if (failed) notify(t('run.failed', { reason: words.refusal(failed.failure ?? 'fault') }), 'refused')
    else notify(t('run.done'))
    startRefresh(() => {
      setRunIds([])
      router.refresh()
    })
  })
  const isRunning = runIds.length > 0 || isRefreshing
  const { week, territories, may } = overview
  const weekName = t('week.label', weekParts(week))
  const drafts = territories.flatMap(({ plan }) => (plan?.status === 'draft' ? [plan] : []))

  const planAll = async (freedom: Freedom) => {
    const outcome = await requestPlanAction({ territoryId: null, week, freedom })
    if (outcome.status === 'done') setRunIds(outcome.value.runIds)
    else notify(words.refusal(outcome.error.code), 'refused')
  }
  const publishAll = async () => {
    for (const { weekPlanId, version } of drafts) {
      const outcome = await publishWeekAction({ weekPlanId, version })
      if (outcome.status === 'refused') notify(words.refusal(outcome.error.code), 'refused')
    }
    notify(t('publish.done', { week: weekName }))
  }
  return (
    <Page
      title={t('overview.title')}
      about={t('overview.about', { count: territories.length, week: weekName })}
      actions={
        <>
          <WeekNavigation week={week} />
          {may.plan && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} stroke={1.8} />}
              disabled={isRunning}
              onClick={() => setOpen('plan')}
            >
              {t('overview.plan-all')}
            </Button>
          )}
          {may.publish && drafts.length > 0 && (
            <Button
              leftSection={<IconSend size={16} stroke={1.8} />}
              disabled={isRunning}
              onClick={() => setOpen('publish')}
            >
              {t('overview.publish-all')}
            </Button>
          )}
        </>
      }
    >
      {runIds.length > 0 && <RunProgress runIds={runIds} runs={runs} />}
      <div className={classes.tableScroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('overview.territory')}</th>
              <th scope="col">{t('overview.manager')}</th>
              <th scope="col">{t('overview.state')}</th>
              <th scope="col" className={classes.figure}>
                {t('overview.visits')}
              </th>
              <th scope="col" className={classes.figure}>
                {t('overview.drive')}
              </th>
              <th scope="col" className={classes.figure}>
                {t('overview.distance')}
              </th>
              <th scope="col">{t('overview.load')}</th>
              <th scope="col" className={classes.figure}>
                {t('overview.breaches')}
              </th>
              <th scope="col" className={classes.figure}>
                {t('overview.unplanned')}
              </th>
            </tr>
          </thead>
          <tbody>
            {territories.map((territory) => (
              <Row key={territory.territoryId} territory={territory} week={week} />
            ))}
          </tbody>
          <tfoot>
            <Total territories={territories} />
          </tfoot>
        </table>
      </div>
      {open === 'plan' && (
        <ReplanDialog
          title={t('overview.plan-all-title', { week: weekName })}
          confirm={t('overview.plan-all-confirm', { count: territories.length })}
          onClose={() => setOpen(null)}
          onPlan={planAll}
        >
          <p>{t('overview.plan-all-text')}</p>
        </ReplanDialog>
      )}
      {open === 'publish' && (
        <Confirm
          title={t('overview.publish-all-title', { count: drafts.length, week: weekName })}
          confirm={t('overview.publish-all')}
          onClose={() => setOpen(null)}
          onConfirm={publishAll}
        >
          <p>{t('overview.publish-all-text')}</p>
        </Confirm>
      )}
    </Page>
  )
}

type Days = NonNullable<TerritoryWeek['plan']>['days']
const sumOf = (days: Days, of: (day: Days[number]) => number) => days.reduce((sum, day) => sum + of(day), 0)

function Row({ territory, week }: { territory: TerritoryWeek; week: string }) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const { territoryId, name, managerName, plan, isPublished, capacitySeconds } = territory
  const state = plan?.status ?? 'none'
  return (
    <tr>
      <th scope="row">
        <Link href={`/plans?territory=${territoryId}&week=${week}`}>{name}</Link>
      </th>
      <td>{managerName}</td>
      <td>
        <Badge
          size="sm"
          miw="max-content"
          variant={state === 'published' ? 'filled' : state === 'draft' ? 'light' : 'outline'}
          color={state === 'published' ? 'teal.8' : state === 'draft' ? 'orange' : 'gray'}
        >
          {t(`state.${state}`)}
        </Badge>
        {state === 'draft' && isPublished && (
          <span className={classes.small}> {t('overview.published-too')}</span>
        )}
      </td>
      {plan ? (
        <>
          <td className={classes.figure}>
            {formatNumber(
              locale,
              sumOf(plan.days, (day) => day.visits),
            )}
          </td>
          <td className={classes.figure}>
            {formatDuration(
              locale,
              sumOf(plan.days, (day) => day.driveSeconds),
            )}
          </td>
          <td className={classes.figure}>
            {formatDistance(
              locale,
              sumOf(plan.days, (day) => day.driveMeters),
            )}
          </td>
          <td>
            <LoadBars days={plan.days} capacitySeconds={capacitySeconds} />
          </td>
          <td className={classes.figure}>
            <Warned
              value={sumOf(plan.days, (day) => day.breaches)}
              text={formatNumber(
                locale,
                sumOf(plan.days, (day) => day.breaches),
              )}
            />
          </td>
          <td className={classes.figure}>
            <Warned value={plan.unplanned} text={formatNumber(locale, plan.unplanned)} />
          </td>
        </>
      ) : (
        <td colSpan={6} className={classes.small}>
          {t('empty.title')}
        </td>
      )}
    </tr>
  )
}

function Warned({ value, text }: { value: number; text: string }) {
  return <span className={value > 0 ? classes.warning : undefined}>{text}</span>
}

function LoadBars({ days, capacitySeconds }: { days: Days; capacitySeconds: number }) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const bars = days.map((day) => ({
    ...day,
    load: (day.driveSeconds + day.serviceSeconds) / capacitySeconds,
  }))
  const words = bars.map(
    ({ date, load }) => `${formatDate(locale, date, 'weekday')}: ${formatPercent(locale, load)}`,
  )
  return (
    <div
      className={classes.loadBars}
      role="img"
      aria-label={formatList(locale, words)}
      title={words.join('\n')}
    >
      {bars.map(({ date, load }) => (
        <span
          key={date}
          data-over={load > 1 || undefined}
          style={
            {
              '--day-color': weekdayColor(date),
              height: `${Math.min(100, Math.max(4, 100 * load))}%`,
            } as CSSProperties
          }
        />
      ))}
      <span className={classes.hidden}>{t('totals.load-formula')}</span>
    </div>
  )
}

function Total({ territories }: { territories: WeekOverview['territories'] }) {
  const t = useTranslations('plan.overview')
  const locale = useLocale()
  const days = territories.flatMap(({ plan }) => plan?.days ?? [])
  const unplanned = territories.reduce((sum, { plan }) => sum + (plan?.unplanned ?? 0), 0)
  return (
    <tr>
      <th scope="row" colSpan={3}>
        {t('total')}
      </th>
      <td className={classes.figure}>
        {formatNumber(
          locale,
          sumOf(days, (day) => day.visits),
        )}
      </td>
      <td className={classes.figure}>
        {formatDuration(
          locale,
          sumOf(days, (day) => day.driveSeconds),
        )}
      </td>
      <td className={classes.figure}>
        {formatDistance(
          locale,
          sumOf(days, (day) => day.driveMeters),
        )}
      </td>
      <td />
      <td className={classes.figure}>
        {formatNumber(
          locale,
          sumOf(days, (day) => day.breaches),
        )}
      </td>
      <td className={classes.figure}>{formatNumber(locale, unplanned)}</td>
    </tr>
  )
}
