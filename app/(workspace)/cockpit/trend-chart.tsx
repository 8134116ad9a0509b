'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'
import { use, useMemo } from 'react'
import { addMonths } from '@/lib/domain/calendar/dates'
import { type Figure, figureOf, targetOf } from '@/lib/domain/kpi/figure'
import type { KpiTargets } from '@/lib/domain/kpi/targets'
import type { TrendMonth } from '@/lib/usecases/cockpit/view-cockpit-trend'
import type { CockpitWords } from './cockpit-words'

const HEIGHT = 236
const MONTHS = 12

const Chart = dynamic(() => import('@/lib/ui/chart/chart').then((m) => m.Chart), {
  ssr: false,
  loading: () => <Skeleton height={HEIGHT} aria-hidden />,
})

type Props = {
  figure: Figure
  trend: Promise<readonly TrendMonth[]>
  targets: KpiTargets
  words: CockpitWords
}

/** The chosen figure over twelve months, beside the same months of the year before and its target. */
export function TrendChart({ figure, trend, targets, words }: Props) {
  const known = use(trend)
  const { option, table, label } = useMemo(
    () => chartOf(figure, known, targets, words),
    [figure, known, targets, words],
  )
  return <Chart label={label} option={option} table={table} height={HEIGHT} />
}

function chartOf(figure: Figure, known: readonly TrendMonth[], targets: KpiTargets, words: CockpitWords) {
  const { t } = words
  const by = new Map(known.map((one) => [one.month, figureOf(figure, one.part)]))
  const months = known.slice(-MONTHS).map(({ month }) => month)
  const now = months.map((month) => by.get(month))
  const before = months.map((month) => by.get(addMonths(month, -12)))
  const target = targetOf(figure, targets)
  const hasBefore = before.some((value) => value !== undefined)
  const line = (name: string, values: readonly (number | undefined)[], more: object) => ({
    name,
    type: 'line',
    data: values.map((value) => value ?? null),
    symbolSize: 6,
    ...more,
  })
  return {
    label: t('trend.label', { figure: words.figure(figure) }),
    option: {
      legend: {},
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => words.value(figure, (value as number | null) ?? undefined),
      },
      xAxis: { type: 'category', data: months.map(words.shortMonth), boundaryGap: false },
      yAxis: {
        type: 'value',
        scale: true,
        axisLabel: { formatter: (value: number) => words.value(figure, value) },
      },
      series: [
        line(t('trend.this-year'), now, {
          lineStyle: { width: 2.5 },
          ...(target !== undefined && {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { type: 'dashed', width: 1 },
              label: { formatter: t('trend.target'), position: 'insideEndTop', textBorderWidth: 0 },
              data: [{ yAxis: target }],
            },
          }),
        }),
        ...(hasBefore
          ? [
              line(t('trend.last-year'), before, {
                lineStyle: { width: 1.5, type: 'dotted' },
                symbol: 'emptyCircle',
              }),
            ]
          : []),
      ],
    },
    table: {
      columns: [t('trend.month'), t('trend.this-year'), ...(hasBefore ? [t('trend.last-year')] : [])],
      rows: months.map((month, k) => [
        words.month(month),
        words.value(figure, now[k]),
        ...(hasBefore ? [words.value(figure, before[k])] : []),
      ]),
    },
  }
}
