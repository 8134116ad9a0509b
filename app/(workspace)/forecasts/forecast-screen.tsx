'use client'

import { Alert, Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconChartDots3, IconRefresh } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatDate, formatMonth, formatNumber } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { ForecastView } from '@/lib/usecases/view-forecast'
import classes from './forecasts.module.css'
import { Levels, type Wanted } from './levels'
import { SeriesPanel } from './series-panel'
import { type Making, useMaking } from './use-making'
import { ZoneForecasts } from './zone-forecasts'

/** Left what can be chosen, right the chosen series with its past, its months ahead and how it came about. */
export function ForecastScreen({ view, wanted }: { view: ForecastView; wanted: Wanted }) {
  const t = useTranslations('forecast')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const { making, start, cancel } = useMaking()
  const { forecast, may, unseenMonth } = view
  const make = may.forecast && (
    <Button
      leftSection={<IconRefresh size={16} stroke={1.8} />}
      onClick={start}
      loading={making.state === 'running'}
      variant={forecast && !unseenMonth ? 'default' : 'filled'}
    >
      {t(forecast ? 'make-again' : 'make')}
    </Button>
  )
  return (
    <Page
      title={
        <>
          {t('title')} {organization?.demonstration && <DemonstrationBadge compact />}
        </>
      }
      about={forecast && <About run={forecast.run} />}
      actions={forecast && make}
    >
      <MakingState making={making} onCancel={cancel} />
      {forecast && unseenMonth && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} />} mb="md">
          {t('unseen', { month: formatMonth(locale, unseenMonth) })}
        </Alert>
      )}
      {forecast ? (
        <div className={classes.screen}>
          <Levels nodes={forecast.nodes} months={forecast.months} wanted={wanted} />
          <div className={classes.chosen}>
            <SeriesPanel series={forecast.series} run={forecast.run} />
            {forecast.zones.length > 0 && (
              <ZoneForecasts zones={forecast.zones} months={forecast.months} wanted={wanted} />
            )}
          </div>
        </div>
      ) : (
        <EmptyState icon={IconChartDots3} title={t('empty.title')} action={make}>
          {t(unseenMonth ? 'empty.text' : 'empty.no-orders')}
        </EmptyState>
      )}
    </Page>
  )
}

function About({ run }: { run: NonNullable<ForecastView['forecast']>['run'] }) {
  const t = useTranslations('forecast')
  const locale = useLocale()
  return t(run.author ? 'about' : 'about-system', {
    month: formatMonth(locale, run.lastMonth),
    months: run.months,
    series: run.seriesCount,
    date: formatDate(locale, run.createdAt.slice(0, 10)),
    author: run.author ?? '',
  })
}

function MakingState({ making, onCancel }: { making: Making; onCancel: () => void }) {
  const t = useTranslations('forecast.making')
  const locale = useLocale()
  if (making.state === 'idle') return null
  if (making.state === 'running') {
    return (
      <div className={classes.making} role="status">
        <span>{t('running')}</span>
        <Progress value={100} animated aria-label={t('running')} />
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    )
  }
  const hasWords = making.state === 'failed' && t.has(`codes.${making.code}` as 'codes.failed')
  return (
    <Alert color={making.state === 'done' ? 'green' : 'red'} mb="md" role="status">
      {making.state === 'done'
        ? t('done', { series: formatNumber(locale, making.series) })
        : t(hasWords ? (`codes.${making.code}` as 'codes.failed') : 'codes.failed')}
    </Alert>
  )
}
