'use client'

import { Alert, Button, NumberInput, Progress, SegmentedControl, Select } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { CHANGES, type Changes } from '@/lib/domain/territory/divide'
import { formatDistance, formatNumber, formatPercent } from '@/lib/i18n/format'
import { territoryColors } from '@/lib/map/territory-colors'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { DivisionView } from '@/lib/usecases/divide/view-division'
import { ApplyBar } from './apply-bar'
import classes from './division.module.css'
import { DivisionMap } from './division-map'
import { DivisionTable } from './division-table'
import { RetailerMove } from './retailer-move'
import { type DivisionState, useDivision } from './use-division'

/** Divides retailers anew among territories (片区): a proposal, changes by hand with their effect, and the applying. */
export function DivisionScreen({ view }: { view: DivisionView }) {
  const t = useTranslations('rules.divide')
  const division = useDivision(view)
  const [selected, select] = useState<number | null>(null)
  const names = useTerritoryNames(division)
  const { plan, before, after } = division
  const count = view.territories.length + plan.added
  const colors = useMemo(() => {
    const centerOf = (k: number) => (before.of.get(k) ?? after.of.get(k))?.center ?? null
    return territoryColors(Array.from({ length: count }, (_, k) => centerOf(k)))
  }, [count, before, after])
  return (
    <div className={classes.studio}>
      <div className={classes.work}>
        <section className={shared.card} aria-labelledby="divide">
          <div className={shared.head}>
            <h2 id="divide" className={shared.heading}>
              {t('title')}
            </h2>
            <Link className={shared.small} href="/rules/territories">
              {t('back')}
            </Link>
          </div>
          <p className={shared.soft}>{t('about')}</p>
          <Asked division={division} />
          <Figures division={division} />
          <DivisionTable division={division} names={names} colors={colors} />
          <p className={shared.source}>{t('source', { version: view.rulesVersion })}</p>
        </section>
        <ApplyBar division={division} />
      </div>
      <div className={classes.aside}>
        <div className={classes.map}>
          <DivisionMap
            division={division}
            names={names}
            colors={colors}
            selected={selected}
            onSelect={select}
          />
        </div>
        <RetailerMove
          division={division}
          names={names}
          colors={colors}
          selected={selected}
          onSelect={select}
        />
      </div>
    </div>
  )
}

/** Names of the present territories, and of the added ones as far as they have one. */
function useTerritoryNames({ view, plan, names }: DivisionState): readonly string[] {
  const t = useTranslations('rules.divide')
  return useMemo(
    () => [
      ...view.territories.map(({ name }) => name),
      ...Array.from({ length: plan.added }, (_, k) => names[k]?.trim() || t('new-name', { number: k + 1 })),
    ],
    [view.territories, plan.added, names, t],
  )
}

/** What a proposal is asked for. */
function Asked({ division }: { division: DivisionState }) {
  const t = useTranslations('rules.divide')
  const locale = useLocale()
  const router = useRouter()
  const { view, wanted, fewest, changes, proposing } = division
  const isRunning = proposing.state === 'running'
  const nameOf = ({ unitId, nameEn, nameZh }: DivisionView['parts'][number]) =>
    unitId === null ? t('all-parts') : locale.startsWith('zh') ? nameZh : nameEn
  return (
    <>
      <div className={classes.asked}>
        {view.parts.length > 1 && (
          <Select
            label={t('part')}
            allowDeselect={false}
            value={`${view.unitId ?? 'all'}`}
            data={view.parts.map((part) => ({ value: `${part.unitId ?? 'all'}`, label: nameOf(part) }))}
            onChange={(unit) => router.push(`/rules/territories/divide?unit=${unit}`)}
          />
        )}
        <NumberInput
          className={classes.count ?? ''}
          label={t('count')}
          min={fewest}
          max={view.territories.length + 50}
          clampBehavior="strict"
          allowDecimal={false}
          value={wanted}
          onChange={(value) => typeof value === 'number' && value >= fewest && division.setCount(value)}
        />
        <div>
          <span id="division-changes" className={classes.label}>
            {t('changes.label')}
          </span>
          <SegmentedControl
            aria-labelledby="division-changes"
            aria-describedby="division-changes-hint"
            data={CHANGES.map((value) => ({ value, label: t(`changes.${value}`) }))}
            value={changes}
            onChange={(value) => division.setChanges(value as Changes)}
          />
        </div>
        <Button onClick={division.propose} loading={isRunning}>
          {t('propose')}
        </Button>
      </div>
      <p id="division-changes-hint" className={shared.small}>
        {t(`changes.${changes}-hint`)}
      </p>
      {isRunning && (
        <div className={classes.running} role="status">
          <span>{t('running')}</span>
          <Progress value={100} animated aria-label={t('running')} />
          <Button size="compact-sm" variant="default" onClick={division.cancel}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {proposing.state === 'failed' && (
        <Alert color="red" my="sm" role="alert">
          {t(
            t.has(`refused.${proposing.code}` as 'refused.failed')
              ? (`refused.${proposing.code}` as 'refused.failed')
              : 'refused.failed',
          )}
        </Alert>
      )}
    </>
  )
}

function Figures({ division }: { division: DivisionState }) {
  const t = useTranslations('rules.divide.figures')
  const locale = useLocale()
  const { view, before, after, changing } = division
  const works = [...after.of.values()].map(({ workS }) => workS)
  const hours = (seconds: number) => t('hours', { hours: formatNumber(locale, seconds / 3600) })
  const fromTo = (was: string, is: string) => (was === is ? is : t('from-to', { was, is }))
  const mean = works.reduce((sum, workS) => sum + workS, 0) / Math.max(1, works.length)
  return (
    <div className={classes.figures}>
      <KeyFigure
        label={t('balance')}
        value={fromTo(formatPercent(locale, before.spread, 1), formatPercent(locale, after.spread, 1))}
        formula={t('balance-formula')}
        parameters={[
          { name: t('most'), value: hours(Math.max(...works)) },
          { name: t('least'), value: hours(Math.min(...works)) },
          { name: t('mean'), value: hours(mean) },
        ]}
      />
      <KeyFigure
        label={t('distance')}
        value={fromTo(
          formatDistance(locale, before.meanDistanceM),
          formatDistance(locale, after.meanDistanceM),
        )}
        formula={t('distance-formula')}
      />
      <KeyFigure
        label={t('changing')}
        value={t('changing-value', {
          count: formatNumber(locale, changing.length),
          all: formatNumber(locale, view.retailers.ids.length),
        })}
        formula={t('changing-formula')}
      />
    </div>
  )
}
