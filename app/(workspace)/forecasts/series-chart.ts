/** A series as a chart: its past, what was forecast a month before, and the months ahead with their intervals. */
import { formatMonth, formatNumber } from '@/lib/i18n/format'
import type { ChartTable } from '@/lib/ui/chart/chart'
import type { ChartOption } from '@/lib/ui/chart/echarts'
import type { ForecastSeriesView } from '@/lib/usecases/view-forecast'

type Word = 'month' | 'need' | 'past' | 'ahead' | 'range-80' | 'range-95'

export function seriesChart(
  { history, past, ahead }: ForecastSeriesView,
  locale: string,
  word: (key: Word) => string,
): { option: ChartOption; table: ChartTable } {
  const months = [...history, ...ahead].map(({ month }) => month)
  const at = <T extends { month: string }>(rows: readonly T[], of: (row: T) => number) => {
    const known = new Map(rows.map((row) => [row.month, of(row)]))
    return months.map((month) => known.get(month) ?? null)
  }
  const last = history.at(-1)
  const line = last ? [last, ...ahead] : ahead
  const number = (value: unknown) => (typeof value === 'number' ? formatNumber(locale, value) : '–')
  const band = (name: string, low: 'low80' | 'low95', high: 'high80' | 'high95', opacity: number) => [
    {
      name: `${name} low`,
      type: 'line',
      stack: name,
      symbol: 'none',
      lineStyle: { opacity: 0 },
      silent: true,
      tooltip: { show: false },
      data: at(ahead, (row) => row[low]),
    },
    {
      name,
      type: 'line',
      stack: name,
      symbol: 'none',
      lineStyle: { opacity: 0 },
      areaStyle: { opacity, color: RANGE_COLOR },
      itemStyle: { color: RANGE_COLOR, opacity },
      silent: true,
      tooltip: { show: false },
      data: at(ahead, (row) => row[high] - row[low]),
    },
  ]
  const option: ChartOption = {
    legend: { data: [word('need'), word('past'), word('ahead'), word('range-80'), word('range-95')] },
    tooltip: { valueFormatter: number },
    xAxis: { type: 'category', data: months.map((month) => shortMonth(locale, month)), boundaryGap: false },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => number(value) } },
    series: [
      {
        name: word('need'),
        type: 'line',
        symbol: 'none',
        lineStyle: { width: 2 },
        data: at(history, ({ units }) => units),
      },
      {
        name: word('past'),
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 7,
        data: at(past, ({ units }) => units),
      },
      {
        name: word('ahead'),
        type: 'line',
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { type: 'dashed', width: 2 },
        data: at<{ month: string; units: number }>(line, ({ units }) => units),
      },
      ...band(word('range-95'), 'low95', 'high95', 0.14),
      ...band(word('range-80'), 'low80', 'high80', 0.2),
    ],
  }
  return {
    option,
    table: {
      columns: [word('month'), word('need'), word('past'), word('ahead'), word('range-80'), word('range-95')],
      rows: months.map((month) => {
        const next = ahead.find((row) => row.month === month)
        const of = (rows: readonly { month: string; units: number }[]) =>
          number(rows.find((row) => row.month === month)?.units)
        return [
          formatMonth(locale, month),
          of(history),
          of(past),
          number(next?.units),
          next ? `${number(next.low80)} – ${number(next.high80)}` : '–',
          next ? `${number(next.low95)} – ${number(next.high95)}` : '–',
        ]
      }),
    },
  }
}

const RANGE_COLOR = '#2a9d8f'

/** `Nov 26`. */
export function shortMonth(locale: string, month: string): string {
  const parts: Intl.DateTimeFormatOptions = { year: '2-digit', month: 'short', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${month}-01T00:00:00Z`))
}
