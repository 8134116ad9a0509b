'use client'

import { UnstyledButton } from '@mantine/core'
import { Suspense, use } from 'react'
import { type Figure, figureOf, targetOf } from '@/lib/domain/kpi/figure'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { CockpitView } from '@/lib/usecases/cockpit/view-cockpit'
import type { TrendMonth } from '@/lib/usecases/cockpit/view-cockpit-trend'
import classes from './cockpit.module.css'
import type { CockpitWords } from './cockpit-words'
import { Sparkline } from './sparkline'

type Props = {
  figure: Figure
  view: CockpitView
  trend: Promise<readonly TrendMonth[]>
  words: CockpitWords
  isChosen: boolean
  onChoose: () => void
  rowsHref: string
  compact?: boolean
}

/** One figure: its value, how far it is from its target, what changed since last month, and the way here. */
export function Dial({ figure, view, trend, words, isChosen, onChoose, rowsHref, compact = false }: Props) {
  const { t } = words
  const value = figureOf(figure, view.whole)
  const target = targetOf(figure, view.targets.values)
  const before = view.previous ? figureOf(figure, view.previous) : undefined
  const isMet = value === undefined || target === undefined ? null : value >= target
  return (
    <section
      className={classes.dial}
      data-chosen={isChosen || undefined}
      data-compact={compact || undefined}
      aria-label={words.figure(figure)}
    >
      <UnstyledButton className={classes.dialName ?? ''} aria-pressed={isChosen} onClick={onChoose}>
        {words.figure(figure)}
      </UnstyledButton>
      {value === undefined ? (
        <p className={classes.missing}>{words.missing(figure, view.whole, view)}</p>
      ) : (
        <>
          <div className={classes.dialMain}>
            <span className={classes.dialValue} data-met={isMet ?? undefined}>
              <ExplainedNumber
                label={words.figure(figure)}
                value={words.value(figure, value)}
                {...words.explain(figure, view.whole, view)}
                href={rowsHref}
              />
            </span>
            <Suspense fallback={<span className={classes.sparkPlace} />}>
              <Trend figure={figure} trend={trend} target={target} words={words} />
            </Suspense>
          </div>
          <p className={classes.dialNote}>
            {target !== undefined && isMet !== null && (
              <span className={classes.gap} data-met={isMet}>
                <span aria-hidden="true">{isMet ? '✓' : '▼'}</span>{' '}
                {t(isMet ? 'dial.met' : 'dial.short', {
                  gap: words.gap(figure, value - target),
                  lack: words.gap(figure, target - value).replace(/^\+/, ''),
                  target: words.value(figure, target),
                })}
              </span>
            )}
            {before !== undefined && (
              <span>{t('dial.change', { change: words.gap(figure, value - before) })}</span>
            )}
          </p>
          <p className={classes.dialBeside}>{words.beside(figure, view.whole)}</p>
        </>
      )}
    </section>
  )
}

const SPARK_MONTHS = 12

function Trend(props: Pick<Props, 'figure' | 'trend' | 'words'> & { target: number | undefined }) {
  const { figure, trend, target, words } = props
  const months = use(trend).slice(-SPARK_MONTHS)
  const values = months.map(({ part }) => figureOf(figure, part))
  const label = words.t('dial.trend', { figure: words.figure(figure), months: months.length })
  return <Sparkline label={label} values={values} target={target} />
}
