'use client'

import { Button, Menu, Select, Skeleton } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import Link from 'next/link'
import { Suspense, useCallback, useMemo } from 'react'
import { MonthChoice } from '@/app/(workspace)/month-choice'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { DIMENSIONS, type Dimension } from '@/lib/domain/kpi/dimension'
import { type Figure, SALES_FIGURES, VISIT_FIGURES } from '@/lib/domain/kpi/figure'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import type { CockpitRow, CockpitView, CockpitZone } from '@/lib/usecases/cockpit/view-cockpit'
import type { TrendMonth } from '@/lib/usecases/cockpit/view-cockpit-trend'
import classes from './cockpit.module.css'
import { CockpitFilters } from './cockpit-filters'
import { CockpitMap } from './cockpit-map'
import { useAsked, useChosenFigure } from './cockpit-state'
import { type CockpitWords, useCockpitWords } from './cockpit-words'
import { Dial } from './dial'
import { Ranking } from './ranking'
import { ranked } from './ranking-rows'
import { searchWith } from './search-with'
import { TrendChart } from './trend-chart'
import { ZonePanel } from './zone-panel'

type Props = {
  view: CockpitView
  zone: CockpitZone | null
  trend: Promise<readonly TrendMonth[]>
  visitTrend: Promise<readonly TrendMonth[]>
  areas: Promise<readonly CockpitRow[]>
}

/** 三率一度: the four figures and those of the visits, then what the chosen one costs, where and in what. */
export function CockpitScreen({ view, zone, trend, visitTrend, areas }: Props) {
  const { organization } = useWorkspace()
  const words = useCockpitWords(organization?.currency ?? 'CNY')
  const { t } = words
  const { asked, ask, isPending } = useAsked()
  const [figure, choose] = useChosenFigure()
  const { query, month } = view
  const address = searchWith({ ...query, month }, {})
  const dial = (one: Figure, of: Promise<readonly TrendMonth[]>, compact: boolean) => (
    <Dial
      key={one}
      figure={one}
      view={view}
      trend={of}
      words={words}
      isChosen={one === figure}
      onChoose={() => choose(one)}
      rowsHref={rowsHref(one, view)}
      compact={compact}
    />
  )
  const select = useCallback((id: number | null) => void ask({ zone: id }), [ask])
  return (
    <div className={classes.screen} aria-busy={isPending}>
      <header className={classes.toolbar}>
        <div className={classes.titles}>
          <h1>{t('title')}</h1>
          {organization?.demonstration && <DemonstrationBadge compact />}
        </div>
        <MonthChoice month={view.month} months={view.months} onChoose={(month) => ask({ month })} />
        <TakeAlong address={`${address}&figure=${figure}`} words={words} />
      </header>
      <CockpitFilters view={view} words={words} ask={ask} />
      <div className={classes.dials}>{SALES_FIGURES.map((one) => dial(one, trend, false))}</div>
      <div className={classes.dials} data-compact>
        {VISIT_FIGURES.map((one) => dial(one, visitTrend, true))}
      </div>
      <div className={classes.body}>
        <div className={classes.main}>
          <section className={classes.card} aria-label={t('trend.title')}>
            <h2>{t('trend.label', { figure: words.figure(figure) })}</h2>
            {isPaired(view) && (figure === 'sales-growth' || figure === 'key-brands') && (
              <p className={classes.soft}>{t('paired')}</p>
            )}
            <Suspense fallback={<Skeleton height={236} />}>
              <TrendChart
                figure={figure}
                trend={isOfVisits(figure) ? visitTrend : trend}
                targets={view.targets.values}
                words={words}
              />
            </Suspense>
          </section>
          <section className={classes.card} aria-label={t('ranking.title')}>
            <div className={classes.cardHead}>
              <h2>{t('ranking.title')}</h2>
              <Select
                size="xs"
                w={150}
                aria-label={t('ranking.by')}
                allowDeselect={false}
                value={query.by}
                data={DIMENSIONS.map((one) => ({ value: one, label: t(`dimensions.${one}`) }))}
                onChange={(by) => by && ask({ by })}
              />
              <Link href={rowsHref(figure, view)}>{t('rows.title')}</Link>
            </div>
            <Cut figure={figure} view={view} words={words} ask={ask} zone={asked.zone} />
          </section>
          <p className={classes.soft}>
            {words.explain(figure, view.whole, view).source} {t('as-stored')}
          </p>
        </div>
        <aside className={classes.side}>
          <div className={classes.map}>
            <Suspense fallback={<Skeleton height="100%" radius={0} />}>
              <CockpitMap
                figure={figure}
                view={view}
                areas={areas}
                words={words}
                selected={asked.zone}
                onSelect={select}
              />
            </Suspense>
          </div>
          {zone && (
            <ZonePanel zone={zone} figure={figure} view={view} words={words} onClose={() => select(null)} />
          )}
        </aside>
      </div>
    </div>
  )
}

type CutProps = Pick<Props, 'view'> & {
  figure: Figure
  words: CockpitWords
  ask: ReturnType<typeof useAsked>['ask']
  zone: number | null
}

/** A trade area is looked at beside the others; anything else becomes what the whole screen is about. */
function Cut({ figure, view, words, ask, zone }: CutProps) {
  const { by } = view.query
  const rows = useMemo(() => ranked(figure, view.rows, view), [figure, view])
  if (rows.every(({ shortfall }) => shortfall === undefined)) {
    return (
      <p className={classes.soft}>
        {isOfVisits(figure) && view.whole.visits
          ? words.t('ranking.no-visits-by', { dimension: words.t(`dimensions.${by}`) })
          : words.missing(figure, view.whole, view)}
      </p>
    )
  }
  const select = (key: string) => {
    if (by === 'area') void ask({ zone: Number(key) === zone ? null : Number(key) })
    else void ask({ [by]: by === 'type' || by === 'class' ? key : Number(key), by: nextCut(by) })
  }
  const selected = by === 'area' && zone !== null ? String(zone) : null
  return (
    <Ranking
      key={`${by} ${figure}`}
      figure={figure}
      view={view}
      rows={rows}
      words={words}
      selected={selected}
      onSelect={select}
    />
  )
}

/** What one asks for next: of a unit its territories, of a territory or a type its trade areas, of a brand its products. */
function nextCut(by: Dimension): string {
  if (by === 'org') return 'territory'
  return by === 'brand' || by === 'class' ? 'product' : 'area'
}

function TakeAlong({ address, words: { t } }: { address: string; words: CockpitWords }) {
  return (
    <div className={classes.actions}>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconDownload size={15} stroke={1.8} />}>
            {t('take.download')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={`/cockpit/export?${address}&format=xlsx`} download>
            {t('take.xlsx')}
          </Menu.Item>
          <Menu.Item component="a" href={`/cockpit/export?${address}&format=csv`} download>
            {t('take.csv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        component={Link}
        href={`/cockpit/print?${address}`}
        variant="default"
        size="xs"
        leftSection={<IconPrinter size={15} stroke={1.8} />}
      >
        {t('take.print')}
      </Button>
    </div>
  )
}

/** Sales have rows of their own; behind the visits are the retailers and when they are due. */
function rowsHref(figure: Figure, { query, month }: CockpitView): string {
  if (isOfVisits(figure)) {
    return `/retailers?${searchWith({ territory: query.territory }, { due: 'overdue,due' })}`
  }
  const { by: _by, ...scope } = query
  return `/cockpit/rows?${searchWith({ ...scope, month }, { figure })}`
}

function isOfVisits(figure: Figure): boolean {
  return VISIT_FIGURES.some((one) => one === figure)
}

function isPaired({ comparison }: CockpitView): boolean {
  return !('missing' in comparison) && comparison.now.length > 1
}
