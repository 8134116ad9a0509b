/** What one trade area's month has to tell: news first, the largest change before the smaller ones, then notes. */
import { demandFindings, needsShops } from './detect-demand'
import { hasSales, marketFindings } from './detect-market'
import { forecastMiss, shopNotes, visitsMissed } from './detect-other'
import { findShortages, stockOutFinding } from './detect-stock-out'
import type { Finding } from './finding'
import type { ReviewParameters } from './review-parameters'
import type { ShopSeries, ZoneMonth } from './zone-month'

/** Whether the rows of its shops have to be read before its findings can be written. */
export function wantsShops(zone: ZoneMonth, parameters: ReviewParameters): boolean {
  return hasSales(zone) && (needsShops(zone, parameters) || findShortages(zone, parameters).length > 0)
}

export function findingsOf(
  zone: ZoneMonth,
  shops: readonly ShopSeries[],
  parameters: ReviewParameters,
): Finding[] {
  if (!hasSales(zone)) return [...shopNotes(zone)]
  const demand = demandFindings(zone, shops, parameters)
  const shortage = stockOutFinding(zone, findShortages(zone, parameters), shops)
  // a missed forecast says again what a move of the need has said
  const miss = demand.length > 0 ? undefined : forecastMiss(zone, parameters)
  // where sales moved, so has the ratio of the same stock to them
  const market = marketFindings(zone, parameters).filter(
    ({ code }) => demand.length === 0 || !code.startsWith('stock'),
  )
  const news = [...demand, shortage, ...market, miss].filter((finding) => finding !== undefined)
  const told = new Set(demand.map(({ code }) => code))
  const notes = shopNotes(zone).filter(
    ({ code }) => !(code === 'shops-opened' && told.has('new-competition')),
  )
  const missed = visitsMissed(zone, parameters)
  return [...news, ...notes, ...(missed ? [missed] : [])]
}
