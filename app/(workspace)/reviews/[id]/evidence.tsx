import Link from 'next/link'
import type { EvidenceCell, EvidenceTable } from '@/lib/domain/review/evidence'
import type { Finding } from '@/lib/domain/review/finding'
import { cellText, type ReviewWords } from '@/lib/i18n/review-sentences'
import { Chart } from '@/lib/ui/chart/chart'
import { seriesOption, shortMonth } from './chart-option'
import classes from './review.module.css'

type Props = { finding: Finding; words: ReviewWords }

export function EvidenceTables({ finding, words, rowsMax }: Props & { rowsMax?: number }) {
  return finding.evidence.tables
    .filter(({ rows }) => rows.length > 0)
    .map((table) => (
      <Rows
        key={table.title}
        table={rowsMax ? { ...table, rows: table.rows.slice(0, rowsMax) } : table}
        words={words}
      />
    ))
}

function Rows({ table, words }: { table: EvidenceTable; words: ReviewWords }) {
  const { review: t } = words
  const [first] = table.columns
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{t(`evidence.tables.${table.title as 'by-class'}`)}</caption>
        <thead>
          <tr>
            {table.columns.map(({ key, unit }) => (
              <th key={key} scope="col" data-number={isNumeric(unit) || undefined}>
                {t(`evidence.columns.${key as 'name'}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {table.columns.map(({ key, unit }, k) => {
                const cell = row[k] ?? null
                const said = cellText(cell, unit, words)
                return key === first?.key && !isNumeric(unit) ? (
                  <th key={key} scope="row">
                    <Cell cell={cell} text={said} />
                  </th>
                ) : (
                  <td key={key} data-number={isNumeric(unit) || undefined}>
                    <Cell cell={cell} text={said} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, text }: { cell: EvidenceCell; text: string }) {
  if (cell !== null && typeof cell === 'object' && 'retailerId' in cell) {
    return <Link href={`/retailers/${cell.retailerId}`}>{text}</Link>
  }
  return text
}

function isNumeric(unit: string): boolean {
  return unit !== 'text' && unit !== 'date' && unit !== 'format'
}

export function EvidenceCharts({ finding, words, eager = false }: Props & { eager?: boolean }) {
  const { review: t, locale, priceClassName } = words
  const { chart } = finding.evidence
  if (!chart || chart.months.length < 2) return null
  const nameOf = (key: string) => {
    const [kind, code] = key.split(':')
    if (code !== undefined) return priceClassName(code)
    return t(`evidence.series.${kind as 'need'}`)
  }
  const series = chart.series.map(({ key, values }) => ({ name: nameOf(key), values }))
  const format = (value: number | null) => cellText(value, chart.unit, words)
  return (
    <Chart
      label={t('evidence.chart', { finding: t(`findings.names.${finding.code}`) })}
      height={220}
      eager={eager}
      option={seriesOption(
        chart.months.map((month) => shortMonth(locale, month)),
        series,
        (value) => format(value),
      )}
      table={{
        columns: [t('evidence.month'), ...series.map(({ name }) => name)],
        rows: chart.months.map((month, k) => [
          shortMonth(locale, month),
          ...series.map(({ values }) => format(values[k] ?? null)),
        ]),
      }}
    />
  )
}
