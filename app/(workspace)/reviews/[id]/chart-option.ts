/** Lines over months as a chart: the first solid, what it is compared with dashed. */
import type { ChartOption } from '@/lib/ui/chart/echarts'

type Series = { readonly name: string; readonly values: readonly (number | null)[] }

export function seriesOption(
  labels: readonly string[],
  series: readonly Series[],
  format: (value: number) => string,
): ChartOption {
  return {
    legend: {},
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–'),
    },
    xAxis: { type: 'category', data: [...labels], boundaryGap: false },
    yAxis: { type: 'value', scale: true, axisLabel: { formatter: (value: number) => format(value) } },
    series: series.map(({ name, values }, k) => ({
      type: 'line',
      name,
      data: [...values],
      showSymbol: values.filter((value) => value !== null).length < 2,
      symbolSize: 6,
      lineStyle: { width: k === 0 ? 2.5 : 1.5, type: k === series.length - 1 && k > 0 ? 'dashed' : 'solid' },
    })),
  }
}

/** `Oct 26`. */
export function shortMonth(locale: string, month: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
}
