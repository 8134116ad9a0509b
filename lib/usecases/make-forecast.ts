/**
 * Forecasts the need of the months after a full month of orders, at every level. Made again, it takes the place of the
 * forecast from the same month.
 *
 * Shape   months as `2026-10`; `lastMonth` is the last one whose orders are seen, by default the last full one.
 * Errors  rejects with the signal's reason when the caller gives up; the old forecast stays then.
 */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { readNeed, saveForecast } from '@/lib/db/forecast-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { fail, ok, type Result } from '@/lib/domain/result'
import { forecastInWorker } from '@/lib/solver/forecast-pool'
import { organizationToday } from './organization-today'

/** Months ahead: enough for the next supply cycle and the one after. */
export const FORECAST_HORIZON = 3

export const MakeForecast = z.object({
  lastMonth: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
})

export type MakeForecastFailure = { readonly code: 'forbidden' | 'no-orders' | 'month-not-over' }
export type MadeForecast = { readonly runId: number; readonly series: number; readonly months: number }

export async function makeForecast(
  actor: Actor,
  { lastMonth }: z.infer<typeof MakeForecast>,
  signal?: AbortSignal,
): Promise<Result<MadeForecast, MakeForecastFailure>> {
  if (!can(actor, 'forecast')) return fail({ code: 'forbidden' })
  const thisMonth = monthOf(await organizationToday())
  const last: IsoMonth = lastMonth ?? addMonths(thisMonth, -1)
  if (last >= thisMonth) return fail({ code: 'month-not-over' })

  const startedMs = performance.now()
  const { months, products, zones } = await readNeed(monthNumber(last))
  if (zones.length === 0) return fail({ code: 'no-orders' })
  const forecast = await forecastInWorker(
    { months: months.map(monthOfNumber), horizon: FORECAST_HORIZON, products, zones },
    signal,
  )
  signal?.throwIfAborted()
  const runId = await saveForecast(zones, forecast, {
    lastMonth: monthNumber(last),
    months: months.length,
    retrospective: addMonths(last, 1) < thisMonth,
    seconds: Math.round(performance.now() - startedMs) / 1000,
    authorId: actor.userId,
  })
  const series = zones.length + forecast.nodes.length
  await recordAudit({
    authorId: actor.userId,
    action: 'make-forecast',
    subject: 'forecast-run',
    subjectId: `${runId}`,
    reason: '',
    details: { lastMonth: last, months: months.length, series },
  })
  return ok({ runId, series, months: months.length })
}
