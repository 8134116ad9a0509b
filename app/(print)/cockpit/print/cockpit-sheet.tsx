'use client'

import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { useCockpitWords } from '@/app/(workspace)/cockpit/cockpit-words'
import { ranked } from '@/app/(workspace)/cockpit/ranking-rows'
import { searchWith } from '@/app/(workspace)/cockpit/search-with'
import { Sparkline } from '@/app/(workspace)/cockpit/sparkline'
import { TrendChart } from '@/app/(workspace)/cockpit/trend-chart'
import { FIGURES, type Figure, figureOf, targetOf, VISIT_FIGURES } from '@/lib/domain/kpi/figure'
import type { NamedScope } from '@/lib/usecases/cockpit/name-scope'
import type { CockpitView } from '@/lib/usecases/cockpit/view-cockpit'
import type { TrendMonth } from '@/lib/usecases/cockpit/view-cockpit-trend'
import type { Workspace } from '@/lib/usecases/view-workspace'
import classes from './cockpit-sheet.module.css'

type Props = {
  view: CockpitView
  figure: Figure
  trend: readonly TrendMonth[]
  visitTrend: readonly TrendMonth[]
  scope: NamedScope
  organization: NonNullable<Workspace['organization']>
}

const RANKED_ROWS = 24
const SPARK_MONTHS = 12

export function CockpitSheet({ view, figure, trend, visitTrend, scope, organization }: Props) {
  const words = useCockpitWords(organization.currency)
  const { t } = words
  const isOfVisits = (one: Figure) => VISIT_FIGURES.some((visit) => visit === one)
  const chosenTrend = useMemo(
    () => Promise.resolve(VISIT_FIGURES.some((one) => one === figure) ? visitTrend : trend),
    [figure, trend, visitTrend],
  )
  const { query, month, targets } = view
  const rows = ranked(figure, view.rows, view).filter(({ shortfall }) => shortfall !== undefined)
  const names = scope.map((one) => `${t(`dimensions.${one.dimension}`)}: ${words.name(one, '')}`)
  return (
    <div className={classes.desk}>
      <nav className={classes.toolbar} aria-label={t('title')}>
        <Link href={`/cockpit?${searchWith({ ...query, month }, { figure })}`}>{t('rows.back')}</Link>
        <Button size="xs" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('take.print')}
        </Button>
      </nav>
      <article className={classes.paper}>
        <header className={classes.head}>
          <div>
            <h1>
              {t('title')} · {words.month(month)}
            </h1>
            <p>{[organization.name, ...(names.length > 0 ? names : [t('about.whole')])].join(' · ')}</p>
          </div>
          {organization.demonstration && <span className={classes.demonstration}>{t('demonstration')}</span>}
        </header>
        <table className={classes.figures}>
          <thead>
            <tr>
              <th scope="col">{t('columns.figure')}</th>
              <th scope="col">{t('columns.value')}</th>
              <th scope="col">{t('columns.target')}</th>
              <th scope="col">{t('columns.gap')}</th>
              <th scope="col">{t('columns.change')}</th>
              <th scope="col">{t('columns.trend')}</th>
              <th scope="col">{t('columns.formula')}</th>
            </tr>
          </thead>
          <tbody>
            {FIGURES.map((one) => {
              const value = figureOf(one, view.whole)
              const target = targetOf(one, targets.values)
              const before = view.previous ? figureOf(one, view.previous) : undefined
              const months = (isOfVisits(one) ? visitTrend : trend).slice(-SPARK_MONTHS)
              return (
                <tr key={one}>
                  <th scope="row">{words.figure(one)}</th>
                  <td>
                    {value === undefined ? words.missing(one, view.whole, view) : words.value(one, value)}
                  </td>
                  <td>{words.value(one, target)}</td>
                  <td>
                    {value === undefined || target === undefined ? '–' : words.gap(one, value - target)}
                  </td>
                  <td>
                    {value === undefined || before === undefined ? '–' : words.gap(one, value - before)}
                  </td>
                  <td>
                    <Sparkline
                      label={t('dial.trend', { figure: words.figure(one), months: months.length })}
                      values={months.map(({ part }) => figureOf(one, part))}
                      target={target}
                    />
                  </td>
                  <td className={classes.formula}>{words.explain(one, view.whole, view).formula}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <section className={classes.trend}>
          <h2>{t('trend.label', { figure: words.figure(figure) })}</h2>
          <TrendChart figure={figure} trend={chosenTrend} targets={targets.values} words={words} />
        </section>
        <section>
          <h2>
            {t('ranking.title')}: {words.figure(figure)} · {t(`dimensions.${query.by}`)}
          </h2>
          <table className={classes.ranking}>
            <thead>
              <tr>
                <th scope="col">{t(`dimensions.${query.by}`)}</th>
                <th scope="col">{words.figure(figure)}</th>
                <th scope="col">{t('ranking.gap')}</th>
                <th scope="col">{t('ranking.shortfall', { unit: t(`shortfall-units.${figure}`) })}</th>
                <th scope="col">{t('ranking.share')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, RANKED_ROWS).map((row) => (
                <tr key={row.key}>
                  <th scope="row">{words.name(row.name, t(`none.${query.by}`))}</th>
                  <td>{words.value(figure, row.value)}</td>
                  <td>{row.gap === undefined ? '–' : words.gap(figure, row.gap)}</td>
                  <td>{words.number(row.shortfall ?? 0, 1)}</td>
                  <td>{row.share > 0 ? words.percent(row.share) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > RANKED_ROWS && (
            <p className={classes.note}>{t('ranking.more', { count: rows.length - RANKED_ROWS })}</p>
          )}
        </section>
        <footer className={classes.note}>
          {words.source('forecast-accuracy', view)} {t('as-stored')}{' '}
          {t('targets-version', { version: targets.version })}
        </footer>
      </article>
    </div>
  )
}
