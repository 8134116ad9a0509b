/**
 * The rows behind a figure of the cockpit, those that cost it most first: product × trade area, or order lines.
 *
 * Shape   `after` is the `next` of the page before; null on the last.
 */
import { z } from 'zod'
import {
  type CellCost,
  type KpiCell,
  listKpiCells,
  listOrderLines,
  type OrderLine,
} from '@/lib/db/kpi-cell-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { IsoMonth } from '@/lib/domain/calendar/dates'
import { type Figure, SALES_FIGURES } from '@/lib/domain/kpi/figure'
import { fail, ok, type Result } from '@/lib/domain/result'
import { CockpitQuery } from './cockpit-scope'
import { type CockpitFailure, forecastOf, readCockpit } from './view-cockpit'

export const LEVELS = ['cells', 'lines'] as const

const NUMBER = z.coerce.number<string>()
export const ListCockpitRows = CockpitQuery.extend({
  figure: z.enum(SALES_FIGURES).default('fill-rate'),
  level: z.enum(LEVELS).default('cells'),
  /** Of order lines, also those delivered in full. */
  all: z.literal('yes').optional(),
  after: z
    .string()
    .max(80)
    .transform((text) => text.split('~'))
    .pipe(z.tuple([NUMBER, NUMBER.int().min(0), NUMBER.int().min(0)]))
    .optional(),
})
export type ListCockpitRows = z.infer<typeof ListCockpitRows>

export type CockpitRows = {
  readonly month: IsoMonth
  readonly isForecast: boolean
  readonly isCompared: boolean
  readonly next: string | null
} & (
  | { readonly level: 'cells'; readonly rows: readonly KpiCell[] }
  | { readonly level: 'lines'; readonly rows: readonly OrderLine[] }
)

const PAGE_ROWS = 50

export async function listCockpitRows(
  actor: Actor,
  { figure, level, all, after, ...query }: ListCockpitRows,
  limit = PAGE_ROWS,
): Promise<Result<CockpitRows, CockpitFailure>> {
  if (!can(actor, 'view-kpis')) return fail({ code: 'forbidden' })
  const asked = await readCockpit(actor, query)
  if (!asked.ok) return asked
  const { month, scope, comparison } = asked.value
  const isForecast = forecastOf(asked.value) !== null
  const compared = 'missing' in comparison ? { now: [], before: [] } : comparison
  const about = { month, isForecast, isCompared: compared.before.length > 0 }

  if (level === 'lines') {
    const rows = await listOrderLines(scope.sales, month, all === undefined, {
      after: after && { loss: after[0], retailerId: after[1], productId: after[2] },
      limit: limit + 1,
    })
    const next = nextOf(rows, limit, ({ needUnits, deliveredUnits, retailerId, productId }) => [
      needUnits - deliveredUnits,
      retailerId,
      productId,
    ])
    return ok({ ...about, level, rows: rows.slice(0, limit), next })
  }
  const filter = figure === 'forecast-accuracy' ? { ...scope.forecast, territoryIds: null } : scope.sales
  const rows = await listKpiCells(filter, month, compared, COSTS[figure], {
    after: after && { cost: after[0], productId: after[1], tradeAreaId: after[2] },
    limit: limit + 1,
  })
  const next = nextOf(rows, limit, ({ costUnits, productId, tradeAreaId }) => [
    costUnits,
    productId,
    tradeAreaId,
  ])
  return ok({ ...about, level, rows: rows.slice(0, limit), next })
}

const COSTS: Readonly<Record<(typeof SALES_FIGURES)[number], CellCost>> = {
  'forecast-accuracy': 'error',
  'fill-rate': 'undelivered',
  'sales-growth': 'decline',
  'key-brands': 'key-decline',
}

export function hasRows(figure: Figure): figure is (typeof SALES_FIGURES)[number] {
  return SALES_FIGURES.some((one) => one === figure)
}

function nextOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly number[]): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last ? keyOf(last).join('~') : null
}
