'use client'

import { useComputedColorScheme } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import classes from './chart.module.css'
import type { ChartOption, Instance } from './echarts'
import { themed } from './theme'

export type ChartTable = {
  readonly columns: readonly string[]
  /** Already formatted, one a column. */
  readonly rows: readonly (readonly string[])[]
}

type Props = {
  /** What the chart shows, in a sentence. */
  label: string
  option: ChartOption
  /** The same figures for those who cannot see the chart. */
  table: ChartTable
  height: number
  /** Drawn at once, seen or not: for pages that are made to be printed. */
  eager?: boolean
  /** Of a mark that was clicked or tapped. */
  onSelect?: (mark: {
    readonly seriesIndex: number
    readonly dataIndex: number
    readonly name: string
  }) => void
}

/**
 * A chart as SVG, in the colours of the theme, with its figures as a table behind it. The drawing library comes when the
 * chart is first seen. On paper the colours are those of the light theme.
 */
export function Chart({ label, option, table, height, eager = false, onSelect }: Props) {
  const t = useTranslations('common.chart')
  const scheme = useComputedColorScheme('light')
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<Instance | null>(null)
  const select = useRef(onSelect)
  const [hasFailed, setHasFailed] = useState(false)

  useEffect(() => {
    select.current = onSelect
  }, [onSelect])

  useEffect(() => {
    const element = place.current
    if (!element) return
    let isGone = false
    const draw = async () => {
      const { init } = await import('./echarts')
      if (isGone) return
      const drawn = chart.current ?? init(element)
      if (!chart.current)
        drawn.on('click', (mark) => select.current?.(mark as Parameters<NonNullable<typeof onSelect>>[0]))
      chart.current = drawn
      drawn.setOption(themed(option, scheme), { notMerge: true })
      element.dataset.drawn = 'true'
    }
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return
      seen.disconnect()
      draw().catch(() => setHasFailed(true))
    })
    if (eager) draw().catch(() => setHasFailed(true))
    else seen.observe(element)
    const onPaper = () => chart.current?.setOption(themed(option, 'light'), { notMerge: true })
    const onScreen = () => chart.current?.setOption(themed(option, scheme), { notMerge: true })
    window.addEventListener('beforeprint', onPaper)
    window.addEventListener('afterprint', onScreen)
    return () => {
      isGone = true
      seen.disconnect()
      window.removeEventListener('beforeprint', onPaper)
      window.removeEventListener('afterprint', onScreen)
    }
  }, [option, scheme, eager])

  useEffect(() => {
    const element = place.current
    if (!element) return
    const resized = new ResizeObserver(() => chart.current?.resize())
    resized.observe(element)
    return () => {
      resized.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])

  return (
    <figure className={classes.figure}>
      <div ref={place} className={classes.chart} style={{ height }} role="img" aria-label={label} />
      <details className={classes.behind} open={hasFailed || undefined}>
        <summary>{t('table')}</summary>
        <div className={classes.scroll}>
          <table>
            <caption>{label}</caption>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, k) =>
                    k === 0 ? (
                      <th key={table.columns[k]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={table.columns[k]}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
