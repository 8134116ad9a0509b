'use client'

import { ActionIcon, Badge, Button, Menu, Popover, SegmentedControl, Tooltip } from '@mantine/core'
import { IconBeach, IconDots, IconInfoCircle, IconPrinter, IconRefresh, IconSend } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import type { Freedom } from '@/lib/domain/routing/replan'
import { formatDate, formatNumber } from '@/lib/i18n/format'
import type { WeekPlanView, WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'
import { WeekNavigation } from './week-navigation'
import { weekParts } from './week-parts'
import { travelSourceWords, WeekTotals } from './week-totals'

const Confirm = dynamic(() => import('./confirm').then((m) => m.Confirm), { ssr: false })
const ReplanDialog = dynamic(() => import('./replan-dialog').then((m) => m.ReplanDialog), { ssr: false })
const DaysOff = dynamic(() => import('./days-off').then((m) => m.DaysOff), { ssr: false })

type Props = {
  view: WeekView
  isBusy: boolean
  onPlan: (freedom: Freedom) => Promise<void>
  onPublish: () => void
}

/** Which week, in which state, with what sums, and what can be done with it as a whole. */
export function WeekToolbar({ view, isBusy, onPlan, onPublish }: Props) {
  const t = useTranslations('plan')
  const [open, setOpen] = useState<'replan' | 'publish' | 'days-off' | null>(null)
  const { plan, may, territory, week } = view
  const close = () => setOpen(null)
  const weekName = t('week.label', weekParts(week))
  const stops = view.days.flatMap((day) => day.stops)
  const count = (of: (stop: (typeof stops)[number]) => boolean) => stops.filter(of).length
  const broken = count(({ breaches }) => breaches.length > 0)
  return (
    <header className={classes.toolbar}>
      <div className={classes.toolbarStart}>
        <h1 className={classes.heading}>{territory.name}</h1>
        <WeekNavigation week={week} />
        <PlanState view={view} />
      </div>
      {plan && <WeekTotals view={view} />}
      <div className={classes.toolbarEnd}>
        {plan && <HowItCameAbout plan={plan} />}
        {plan && may.plan && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.8} />}
            disabled={isBusy}
            onClick={() => setOpen('replan')}
          >
            {t('actions.replan')}
          </Button>
        )}
        {plan?.status === 'draft' && may.publish && (
          <Button
            leftSection={<IconSend size={16} stroke={1.8} />}
            disabled={isBusy}
            onClick={() => setOpen('publish')}
          >
            {t('actions.publish')}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t('actions.more')}>
              <ActionIcon variant="default" size={34} aria-label={t('actions.more')}>
                <IconDots size={18} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {plan && (
              <Menu.Item
                component="a"
                href={`/sheets/${plan.id}`}
                leftSection={<IconPrinter size={16} stroke={1.6} />}
              >
                {t('actions.print')}
              </Menu.Item>
            )}
            {may.plan && (
              <Menu.Item
                leftSection={<IconBeach size={16} stroke={1.6} />}
                onClick={() => setOpen('days-off')}
              >
                {t('actions.days-off')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {open === 'replan' && plan && (
        <ReplanDialog
          title={t('run.confirm-title', { week: weekName })}
          confirm={t('actions.replan')}
          onClose={close}
          onPlan={onPlan}
        >
          <p>{t('run.confirm', { count: count(({ lock }) => lock !== null) })}</p>
          <p>{t('run.after', { status: plan.status })}</p>
        </ReplanDialog>
      )}
      {open === 'publish' && (
        <Confirm
          title={t('publish.title', { week: weekName, territory: territory.name })}
          confirm={t('publish.confirm')}
          onClose={close}
          onConfirm={onPublish}
        >
          <p>
            {t('publish.text', {
              name: territory.managerName ?? territory.name,
              visits: stops.length,
              days: view.days.filter((day) => day.stops.length > 0).length,
              replaces: String(view.hasPublished),
            })}
          </p>
          {broken > 0 && <p className={classes.warning}>{t('publish.breaches', { count: broken })}</p>}
          {view.unplanned.length > 0 && (
            <p className={classes.warning}>
              {t('publish.unplanned', {
                count: view.unplanned.reduce((sum, { visits }) => sum + visits, 0),
              })}
            </p>
          )}
        </Confirm>
      )}
      {open === 'days-off' && <DaysOff view={view} onClose={close} />}
    </header>
  )
}

function PlanState({ view }: { view: WeekView }) {
  const t = useTranslations('plan.state')
  const locale = useLocale()
  const [, choose] = useQueryState('plan', parseAsString.withOptions({ shallow: false }))
  const { plan, hasDraft, hasPublished } = view
  if (!plan) return <Badge variant="outline">{t('none')}</Badge>
  const published = () => {
    const date = formatDate(locale, plan.publishedAt!.slice(0, 10))
    return plan.publishedBy
      ? t('published-about', { name: plan.publishedBy, date })
      : t('published-about-unnamed', { date })
  }
  const about = plan.status === 'draft' ? t('draft-about') : published()
  if (hasDraft && hasPublished) {
    return (
      <Tooltip label={about} multiline w={280}>
        <SegmentedControl
          size="xs"
          aria-label={t('both')}
          value={plan.status}
          onChange={(status) => choose(status === 'published' ? status : null)}
          data={[
            { value: 'draft', label: t('draft') },
            { value: 'published', label: t('published') },
          ]}
        />
      </Tooltip>
    )
  }
  return (
    <Tooltip label={about} multiline w={280}>
      <Badge
        tabIndex={0}
        color={plan.status === 'draft' ? 'orange' : 'teal.8'}
        variant={plan.status === 'draft' ? 'light' : 'filled'}
      >
        {t(plan.status)}
      </Badge>
    </Tooltip>
  )
}

const TERMS = ['drive', 'overtime', 'unplanned', 'balance', 'compact', 'change'] as const

/** What the search weighed, with which parameters, on which travel times. */
function HowItCameAbout({ plan }: { plan: WeekPlanView }) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, Math.round(value))
  return (
    <Popover width={340} position="bottom-end" shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label={t('cost.title')}>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('cost.title')}>
            <IconInfoCircle size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <h2 className={classes.popoverTitle}>{t('cost.title')}</h2>
        <p className={classes.small}>{t('cost.about')}</p>
        <table className={classes.cost}>
          <tbody>
            {TERMS.filter((term) => plan.cost[term] !== 0).map((term) => (
              <tr key={term}>
                <th scope="row">{t(`cost.${term}`)}</th>
                <td>{number(plan.cost[term])}</td>
              </tr>
            ))}
            <tr className={classes.costTotal}>
              <th scope="row">{t('cost.total')}</th>
              <td>{number(plan.cost.total)}</td>
            </tr>
          </tbody>
        </table>
        <ul className={classes.facts}>
          <li>{t('totals.source', { source: travelSourceWords(t, plan.travelSource) })}</li>
          <li>
            {t('cost.search', {
              iterations: number(plan.iterations),
              seconds: formatNumber(locale, plan.seconds, 1),
              seed: String(plan.seed),
            })}
          </li>
          <li>
            {t('cost.planned-at', {
              date: formatDate(locale, plan.plannedAt.slice(0, 10)),
              days: plan.dates.length,
            })}
          </li>
          <li>
            {t('cost.parameters', {
              rules: plan.parameters['service-rules'] ?? 1,
              planning: plan.parameters.planning ?? 1,
            })}
          </li>
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
