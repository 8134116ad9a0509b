/**
 * Forecasts from each of the last twelve full months, so that the accuracy of a year can be seen. Those of the past are
 * made from the orders of then and marked as made afterwards.
 */
import { listForecastRuns } from '@/lib/db/forecast-repository'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { THREADS } from '@/lib/solver/pool'
import { makeForecast } from '@/lib/usecases/make-forecast'
import { organizationToday } from '@/lib/usecases/organization-today'

const PAST_MONTHS = 12

export async function loadForecasts(onProgress: (done: number, total: number) => void): Promise<void> {
  const thisMonth = monthOf(await organizationToday())
  const made = await listForecastRuns()
  const months = Array.from(
    { length: PAST_MONTHS },
    (_, k): IsoMonth => addMonths(thisMonth, k - PAST_MONTHS),
  )
  const missing = months.filter((month) => !made.includes(monthNumber(month)))
  let done = 0
  const work = async () => {
    for (let lastMonth = missing.pop(); lastMonth !== undefined; lastMonth = missing.pop()) {
      await makeForecast(LOCAL_ADMINISTRATOR, { lastMonth })
      done += 1
      onProgress(done, months.length)
    }
  }
  await Promise.all(Array.from({ length: THREADS }, work))
}
