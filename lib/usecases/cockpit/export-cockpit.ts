/**
 * The cockpit as a file: figures, ranking and trend as a spreadsheet, the ranking alone as CSV; the rows behind a figure
 * as either. Names of retailers leave the house with order lines, so that someone took them is recorded.
 *
 * Shape   rates are 0…1 in both; a spreadsheet shows them in percent.
 */
import { recordAudit } from '@/lib/db/audit-repository'
import type { Named } from '@/lib/db/kpi-dimension-repository'
import type { Actor } from '@/lib/domain/actor'
import { CSV_START, csvRow } from '@/lib/domain/import/faults-csv'
import type { Dimension } from '@/lib/domain/kpi/dimension'
import { FIGURES, type Figure, figureOf, type PartSums, shortfallOf, targetOf } from '@/lib/domain/kpi/figure'
import { ok, type Result } from '@/lib/domain/result'
import { type Table, type TableColumn, writeXlsx } from '@/lib/files/write-xlsx'
import { type CockpitRows, type ListCockpitRows, listCockpitRows } from './list-cockpit-rows'
import { type NamedScope, nameScope } from './name-scope'
import { type CockpitFailure, type CockpitView, type ViewCockpit, viewCockpit } from './view-cockpit'
import { type TrendMonth, viewCockpitTrend } from './view-cockpit-trend'

export const FORMATS = ['xlsx', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** Of the order lines, in the file and on the screen. */
export type RowColumn =
  | 'product'
  | 'retailer'
  | 'trade-area'
  | 'forecast'
  | 'need'
  | 'ordered'
  | 'delivered'
  | 'undelivered'
  | 'now'
  | 'before'
  | 'cost'
export type ExportColumn =
  | RowColumn
  | 'figure'
  | 'value'
  | 'target'
  | 'gap'
  | 'shortfall'
  | 'unit'
  | 'formula'
  | 'month'
  | 'code'

/** What stands in the file in the person's language. */
export type ExportWords = {
  readonly sheet: (name: 'figures' | 'ranking' | 'trend' | 'rows') => string
  readonly about: (name: 'scope' | 'month' | 'formula' | 'source' | 'figure' | 'whole') => string
  readonly column: (column: ExportColumn) => string
  readonly dimension: (dimension: Dimension) => string
  readonly none: (dimension: Dimension) => string
  readonly named: (named: Named) => string
  readonly figure: (figure: Figure) => string
  readonly unit: (figure: Figure) => string
  readonly formula: (figure: Figure) => string
  readonly month: (month: string) => string
  readonly source: (figure: Figure, view: CockpitView) => string
  /** Rows beyond the limit are not in the file. */
  readonly limited: (rows: number) => string
}

export async function exportCockpit(
  actor: Actor,
  query: ViewCockpit,
  figure: Figure,
  format: Format,
  words: ExportWords,
): Promise<Result<Uint8Array<ArrayBuffer>, CockpitFailure>> {
  const view = await viewCockpit(actor, query)
  if (!view.ok) return view
  const [trend, scope] = await Promise.all([viewCockpitTrend(actor, query), nameScope(actor, query)])
  if (!trend.ok) return trend
  const ranking = rankingTable(view.value, scope, figure, words)
  if (format === 'csv') return ok(csvOf(ranking))
  return ok(
    await writeXlsx([
      figuresTable(view.value, scope, words),
      ranking,
      trendTable(view.value, scope, trend.value, words),
    ]),
  )
}

/** So many rows fit a file that people open. */
const ROWS_MAX = 20_000

export async function exportCockpitRows(
  actor: Actor,
  query: ListCockpitRows,
  format: Format,
  words: ExportWords,
): Promise<Result<Uint8Array<ArrayBuffer>, CockpitFailure>> {
  const [rows, scope] = await Promise.all([listCockpitRows(actor, query, ROWS_MAX), nameScope(actor, query)])
  if (!rows.ok) return rows
  await recordAudit({
    authorId: actor.userId,
    action: 'export-cockpit-rows',
    subject: 'cockpit-rows',
    subjectId: '',
    reason: '',
    details: JSON.parse(JSON.stringify(query)),
  })
  const table = rowsTable(rows.value, scope, query.figure, words)
  return ok(format === 'csv' ? csvOf(table) : await writeXlsx([table]))
}

function figuresTable(view: CockpitView, scope: NamedScope, words: ExportWords): Table {
  return {
    name: words.sheet('figures'),
    about: aboutOf(view.month, scope, words),
    columns: [
      { title: words.column('figure'), format: 'text' },
      { title: words.column('value'), format: 'index' },
      { title: words.column('target'), format: 'index' },
      { title: words.column('gap'), format: 'index' },
      { title: words.column('shortfall'), format: 'decimal' },
      { title: words.column('unit'), format: 'text', width: 12 },
      { title: words.column('formula'), format: 'text', width: 70 },
      { title: words.about('source'), format: 'text', width: 60 },
    ],
    rows: FIGURES.map((figure) => [
      words.figure(figure),
      ...measuresOf(figure, view.whole, view),
      words.unit(figure),
      words.formula(figure),
      words.source(figure, view),
    ]),
  }
}

function rankingTable(view: CockpitView, scope: NamedScope, figure: Figure, words: ExportWords): Table {
  const { by } = view.query
  const nameOf = (named: Named | null) => (named ? words.named(named) : words.none(by))
  const format = formatOf(figure)
  const rows = view.rows
    .map(({ name, part }) => {
      const { sales } = part
      return [
        nameOf(name),
        ...measuresOf(figure, part, view),
        sales.needUnits,
        sales.orderedUnits,
        sales.deliveredUnits,
        part.forecast?.forecastUnits ?? null,
        part.compared?.now.deliveredUnits ?? null,
        part.compared?.before.deliveredUnits ?? null,
      ]
    })
    .sort((a, b) => Number(b[4] ?? Number.NEGATIVE_INFINITY) - Number(a[4] ?? Number.NEGATIVE_INFINITY))
  return {
    name: words.sheet('ranking'),
    about: [
      ...aboutOf(view.month, scope, words),
      [words.about('figure'), `${words.figure(figure)} (${words.unit(figure)})`],
      [words.about('formula'), words.formula(figure)],
      [words.about('source'), words.source(figure, view)],
    ],
    columns: [
      { title: words.dimension(by), format: 'text' },
      { title: words.column('value'), format },
      { title: words.column('target'), format },
      { title: words.column('gap'), format },
      { title: words.column('shortfall'), format: 'decimal' },
      ...(['need', 'ordered', 'delivered'] as const).map(units),
      { title: words.column('forecast'), format: 'decimal' },
      ...(['now', 'before'] as const).map(units),
    ],
    rows,
  }
  function units(column: ExportColumn): TableColumn {
    return { title: words.column(column), format: 'units' }
  }
}

function trendTable(
  view: CockpitView,
  scope: NamedScope,
  trend: readonly TrendMonth[],
  words: ExportWords,
): Table {
  const figures = FIGURES.filter((figure) => trend.some(({ part }) => figureOf(figure, part) !== undefined))
  return {
    name: words.sheet('trend'),
    about: aboutOf(view.month, scope, words),
    columns: [
      { title: words.column('month'), format: 'text', width: 16 },
      ...figures.map((figure): TableColumn => ({ title: words.figure(figure), format: formatOf(figure) })),
      { title: words.column('need'), format: 'units' },
      { title: words.column('delivered'), format: 'units' },
    ],
    rows: trend.map(({ month, part }) => [
      words.month(month),
      ...figures.map((figure) => figureOf(figure, part) ?? null),
      part.sales.needUnits,
      part.sales.deliveredUnits,
    ]),
  }
}

function rowsTable(found: CockpitRows, scope: NamedScope, figure: Figure, words: ExportWords): Table {
  const text = (column: ExportColumn): TableColumn => ({ title: words.column(column), format: 'text' })
  const units = (column: ExportColumn): TableColumn => ({ title: words.column(column), format: 'units' })
  const about: Table['about'] = [
    ...aboutOf(found.month, scope, words),
    [words.about('figure'), words.figure(figure)],
    ...(found.next === null ? [] : [[words.about('whole'), words.limited(ROWS_MAX)] as const]),
  ]
  const name = words.sheet('rows')
  if (found.level === 'lines') {
    return {
      name,
      about,
      columns: [
        text('retailer'),
        text('code'),
        text('product'),
        text('trade-area'),
        ...(['need', 'ordered', 'delivered', 'undelivered'] as const).map(units),
      ],
      rows: found.rows.map((row) => [
        row.retailer,
        row.retailerCode,
        words.named(row.product),
        row.tradeArea ?? words.none('area'),
        row.needUnits,
        row.orderedUnits,
        row.deliveredUnits,
        row.needUnits - row.deliveredUnits,
      ]),
    }
  }
  return {
    name,
    about,
    columns: [
      text('product'),
      text('code'),
      text('trade-area'),
      { title: words.column('forecast'), format: 'decimal' },
      ...(['need', 'ordered', 'delivered', 'now', 'before'] as const).map(units),
      { title: words.column('cost'), format: 'decimal' },
    ],
    rows: found.rows.map((row) => [
      words.named(row.product),
      row.product.code,
      row.tradeArea ?? words.none('area'),
      found.isForecast ? row.forecastUnits : null,
      row.needUnits,
      row.orderedUnits,
      row.deliveredUnits,
      found.isCompared ? row.nowUnits : null,
      found.isCompared ? row.beforeUnits : null,
      row.costUnits,
    ]),
  }
}

function aboutOf(month: string, scope: NamedScope, words: ExportWords): Table['about'] {
  return [
    [words.about('month'), words.month(month)],
    [
      words.about('scope'),
      scope.length === 0
        ? words.about('whole')
        : scope.map((one) => `${words.dimension(one.dimension)}: ${words.named(one)}`).join(' · '),
    ],
  ]
}

/** Value, target, gap and shortfall. */
function measuresOf(figure: Figure, part: PartSums, { targets, whole }: CockpitView): (number | null)[] {
  const [value, target] = [figureOf(figure, part), targetOf(figure, targets.values)]
  return [
    value ?? null,
    target ?? null,
    value === undefined || target === undefined ? null : value - target,
    shortfallOf(figure, part, targets.values, whole) ?? null,
  ]
}

function formatOf(figure: Figure): TableColumn['format'] {
  return figure === 'key-brands' || figure === 'interval-debt' ? 'index' : 'percent'
}

function csvOf({ columns, rows }: Table): Uint8Array<ArrayBuffer> {
  const lines = [columns.map(({ title }) => title), ...rows].map(csvRow)
  return new TextEncoder().encode(CSV_START + lines.join(''))
}
