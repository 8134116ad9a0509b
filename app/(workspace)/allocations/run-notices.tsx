'use client'

import { Button } from '@mantine/core'
import { IconAlertTriangle, IconHistory, IconInfoCircle } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import type { RunView, WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { AllocationChanges } from './use-allocation-changes'
import { useAllocationWords } from './words'

type Props = { view: WholeAllocation; run: RunView; changes: AllocationChanges }

/** What a reader of this run must know: what is left and why, what is newer, and what changed against the run before. */
export function RunNotices({ view, run, changes }: Props) {
  const t = useTranslations('allocation')
  const words = useAllocationWords()
  const [, chooseRun] = useQueryState('run', parseAsInteger.withOptions({ shallow: false }))
  const { supplyUnits, may } = view
  const { previous, untiered, protectedShortUnits } = run
  return (
    <div className={classes.notices}>
      {!run.isNewest && (
        <Notice
          icon={<IconHistory size={16} stroke={1.8} />}
          action={
            <Button size="compact-sm" variant="default" onClick={() => chooseRun(null)}>
              {t('old-run.newest')}
            </Button>
          }
        >
          {t('old-run.text')}
        </Notice>
      )}
      {run.isNewest && run.supplyUnits !== supplyUnits && (
        <Notice
          isWarning
          action={
            may.allocate && (
              <Button size="compact-sm" loading={changes.isPending} onClick={() => changes.compute()}>
                {t('stale.compute')}
              </Button>
            )
          }
        >
          {t('stale.text', { supply: supplyUnits, shared: run.supplyUnits })}
        </Notice>
      )}
      {run.unallocated.length > 0 && (
        <Notice isWarning>
          <WhatIsLeft run={run} packUnits={view.product.packUnits} />
        </Notice>
      )}
      {protectedShortUnits > 0 && (
        <Notice isWarning>{t('sum.protected-short', { units: protectedShortUnits })}</Notice>
      )}
      {run.forecastFrom === null && (
        <Notice
          action={
            <Button component={Link} href="/forecasts" size="compact-sm" variant="default">
              {t('no-forecast.make')}
            </Button>
          }
        >
          {t('no-forecast.text', { months: words.months(run.months) })}
        </Notice>
      )}
      {untiered > 0 && <Notice>{t('sum.untiered', { count: untiered })}</Notice>}
      {previous && (
        <Notice>
          {t('compare.text', {
            id: String(previous.id),
            date: words.date(previous.createdAt),
            zones: previous.zonesChanged,
            shops: previous.sharesChanged,
            supply: previous.supplyUnits === run.supplyUnits ? 0 : previous.supplyUnits,
          })}
        </Notice>
      )}
    </div>
  )
}

/** By how much the sum is not the supply, why it cannot be, and which supplies come out even. */
function WhatIsLeft({ run, packUnits }: { run: RunView; packUnits: number }) {
  const t = useTranslations('allocation.sum')
  const { supplyUnits, allocatedUnits, unallocated, exact } = run
  const { below, above } = exact
  return (
    <>
      <strong>{t('title', { units: supplyUnits - allocatedUnits, supply: supplyUnits })}</strong>
      {unallocated.map(({ code, units }) => (
        <span key={code}>{t(`codes.${code}`, { units, pack: packUnits })}</span>
      ))}
      <span>{above === null ? t('better', { below }) : t('better-two', { below, above })}</span>
    </>
  )
}

type NoticeProps = { isWarning?: boolean; icon?: ReactNode; action?: ReactNode; children: ReactNode }

function Notice({ isWarning = false, icon, action, children }: NoticeProps) {
  const Icon = isWarning ? IconAlertTriangle : IconInfoCircle
  return (
    <div className={classes.notice} data-warning={isWarning || undefined}>
      {icon ?? <Icon size={16} stroke={1.8} />}
      <p>{children}</p>
      {action}
    </div>
  )
}
