/** What else a month brought: a missed forecast, shops that opened, closed or changed, visits that were not made. */
import type { EvidenceTable } from './evidence'
import type { Finding } from './finding'
import type { ReviewParameters } from './review-parameters'
import { seriesOf } from './sales-table'
import type { ShopChange, ZoneMonth } from './zone-month'

/** Outside the 95 % interval, and by more than the city missed its own. */
export function forecastMiss(
  zone: ZoneMonth,
  { demandChangeMin, unitsMin }: ReviewParameters,
): Finding | undefined {
  const { forecastNow, cityForecastRatio, months } = zone
  if (!forecastNow || forecastNow.units <= 0) return undefined
  const need = seriesOf(zone.sales, 'need')
  const units = need.at(-1)!
  const isInside = units >= forecastNow.low95 && units <= forecastNow.high95
  const against = units / forecastNow.units / (cityForecastRatio ?? 1) - 1
  if (isInside || Math.abs(against) < demandChangeMin || Math.max(units, forecastNow.units) < unitsMin) {
    return undefined
  }
  return {
    code: 'forecast-miss',
    params: {
      units,
      forecast: Math.round(forecastNow.units),
      low: Math.round(forecastNow.low95),
      high: Math.round(forecastNow.high95),
      change: units / forecastNow.units - 1,
      direction: units > forecastNow.units ? 'above' : 'below',
    },
    evidence: {
      tables: [
        {
          title: 'forecast',
          columns: [
            { key: 'need', unit: 'units' },
            { key: 'forecast', unit: 'units' },
            { key: 'low', unit: 'units' },
            { key: 'high', unit: 'units' },
          ],
          rows: [[units, forecastNow.units, forecastNow.low95, forecastNow.high95].map(Math.round)],
        },
      ],
      chart: {
        months,
        unit: 'units',
        series: [
          { key: 'need', values: need },
          {
            key: 'forecast',
            values: months.map((month) =>
              month === forecastNow.month ? Math.round(forecastNow.units) : null,
            ),
          },
        ],
      },
    },
  }
}

export function shopNotes({ shops }: ZoneMonth): Finding[] {
  const notes: Finding[] = []
  if (shops.opened.length > 0) {
    notes.push({
      code: 'shops-opened',
      params: { shops: shops.opened.length, open: shops.open, first: shops.opened[0]!.name },
      evidence: { tables: [changesTable('shops-opened', 'openedOn', shops.opened)], chart: null },
    })
  }
  if (shops.closed.length > 0) {
    notes.push({
      code: 'shops-closed',
      params: { shops: shops.closed.length, open: shops.open, first: shops.closed[0]!.name },
      evidence: { tables: [changesTable('shops-closed', 'closedOn', shops.closed)], chart: null },
    })
  }
  if (shops.changedFormat.length > 0 || shops.typeChange) {
    notes.push({
      code: 'types-changed',
      params: {
        shops: shops.changedFormat.length,
        first: shops.changedFormat[0]?.name ?? null,
        typeFrom: shops.typeChange?.from ?? null,
        typeTo: shops.typeChange?.to ?? null,
        zone: shops.typeChange ? 'yes' : 'no',
      },
      evidence: {
        tables: [
          {
            title: 'formats-changed',
            columns: [
              { key: 'retailer', unit: 'text' },
              { key: 'formatFrom', unit: 'format' },
              { key: 'formatTo', unit: 'format' },
              { key: 'on', unit: 'date' },
            ],
            rows: shops.changedFormat.map(({ retailerId, name, from, to, on }) => [
              { retailerId, name },
              from,
              to,
              on,
            ]),
          },
        ],
        chart: null,
      },
    })
  }
  return notes
}

function changesTable(title: string, dateKey: string, changes: readonly ShopChange[]): EvidenceTable {
  return {
    title,
    columns: [
      { key: 'retailer', unit: 'text' },
      { key: 'format', unit: 'format' },
      { key: dateKey, unit: 'date' },
    ],
    rows: changes.map(({ retailerId, name, format, on }) => [{ retailerId, name }, format, on]),
  }
}

/** Too few to call a part of them low. */
const RETAILERS_MIN = 5

export function visitsMissed(
  { visits, cityCoverage }: ZoneMonth,
  { coverageMin }: ReviewParameters,
): Finding | undefined {
  if (!visits || visits.retailers < RETAILERS_MIN) return undefined
  const coverage = visits.visited / visits.retailers
  // where the whole city was not visited, one trade area is no exception
  if (coverage >= coverageMin || (cityCoverage !== null && coverage >= cityCoverage - COVERAGE_BEHIND)) {
    return undefined
  }
  return {
    code: 'visits-missed',
    params: {
      coverage,
      visited: visits.visited,
      retailers: visits.retailers,
      notDone: visits.notDone,
      cityCoverage,
    },
    evidence: {
      tables: [
        {
          title: 'visits',
          columns: [
            { key: 'retailers', unit: 'count' },
            { key: 'visited', unit: 'count' },
            { key: 'done', unit: 'count' },
            { key: 'notDone', unit: 'count' },
          ],
          rows: [[visits.retailers, visits.visited, visits.done, visits.notDone]],
        },
      ],
      chart: null,
    },
  }
}

const COVERAGE_BEHIND = 0.15
