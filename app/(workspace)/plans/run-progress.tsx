'use client'

import { Button, Progress } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import type { PlanRunView } from '@/lib/usecases/follow-plan-runs'
import { cancelPlanRunsAction } from './actions'
import classes from './plans.module.css'

/** How far the planning of one or many territories is, with a way to stop it. */
export function RunProgress({ runIds, runs }: { runIds: readonly number[]; runs: readonly PlanRunView[] }) {
  const t = useTranslations('plan.run')
  const locale = useLocale()
  const share = runs.length === 0 ? 0 : runs.reduce((sum, run) => sum + shareOf(run), 0) / runIds.length
  const [run] = runs
  const text = () => {
    if (runs.some(({ isEnding }) => isEnding)) return t('ending')
    if (runIds.length > 1) {
      const done = runs.filter(({ state }) => state !== 'queued' && state !== 'running').length
      return t('all', { done, total: runIds.length })
    }
    if (!run || run.state === 'queued') return t('queued')
    if (run.cost === null) return t('running-start')
    return t('running', {
      progress: formatPercent(locale, run.progress),
      cost: formatNumber(locale, Math.round(run.cost)),
    })
  }
  return (
    <div className={classes.run} role="status">
      <span className={classes.runText}>{text()}</span>
      <Progress className={classes.runBar ?? ''} value={100 * share} aria-label={text()} size="sm" />
      <Button size="compact-sm" variant="default" onClick={() => cancelPlanRunsAction([...runIds])}>
        {t('cancel')}
      </Button>
    </div>
  )
}

function shareOf({ state, progress }: PlanRunView): number {
  return state === 'queued' || state === 'running' ? progress : 1
}
