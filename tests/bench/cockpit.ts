/**
 * Bench `cockpit`: how long the server takes for each view and drill of the cockpit, on a city that is loaded:
 * DATABASE_URL, or --url. Nothing is written.
 *
 * Shape   one line a view; milliseconds of one call at a time, after three that are not counted, as p50 and p99 (of 40 calls
 *         a view, the p99 is the slowest). With --json one object a line. The first line says how much is loaded.
 */
import { closeDatabase, pool } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/actor'
import { DIMENSIONS } from '@/lib/domain/kpi/dimension'
import { SALES_FIGURES } from '@/lib/domain/kpi/figure'
import { ListCockpitRows, listCockpitRows } from '@/lib/usecases/cockpit/list-cockpit-rows'
import {
  findCockpitZone,
  listCockpitAreas,
  ViewCockpit,
  viewCockpit,
} from '@/lib/usecases/cockpit/view-cockpit'
import { viewCockpitTrend, viewVisitTrend } from '@/lib/usecases/cockpit/view-cockpit-trend'

type Options = { url?: string; only?: string[]; json: boolean }
type View = { readonly name: string; readonly run: () => Promise<unknown> }

const CALLS = 40
const WARM_CALLS = 3
const EVERYTHING: Actor = { userId: 'bench', name: 'bench', role: 'marketing', territoryIds: 'all' }

export async function bench({ url, only, json }: Options): Promise<void> {
  if (url) process.env.DATABASE_URL = url
  if (!process.env.DATABASE_URL) {
    throw new Error('bench cockpit needs a loaded city: set DATABASE_URL or give --url')
  }
  try {
    console.error(await describeCity())
    for (const { name, run } of await views()) {
      if (only && !only.some((one) => name.includes(one))) continue
      report(name, await measure(run), json)
    }
  } finally {
    await closeDatabase()
  }
}

async function describeCity(): Promise<string> {
  const { rows } = await pool().query<Record<string, string>>(
    `select (select count(*) from "Retailer") as retailers, (select count(*) from "SalesCell") as cells,
       (select count(distinct month) from "SalesCell") as months, (select count(*) from "ForecastRun") as forecasts`,
  )
  const { retailers, cells, months, forecasts } = rows[0] ?? {}
  return `${retailers} retailers, ${cells} cells of ${months} months, ${forecasts} forecasts`
}

async function views(): Promise<View[]> {
  const first = await viewCockpit(EVERYTHING, ViewCockpit.parse({}))
  if (!first.ok) throw new Error(`the cockpit has nothing to show: ${first.error.code}`)
  const { month, choices } = first.value
  const territory = choices.territories[0]?.id
  const area = choices.tradeAreas[0]?.id
  const scopes = [
    { name: 'everything', query: { month } },
    { name: 'territory', query: { month, territory } },
    { name: 'type', query: { month, type: choices.types[0]?.code } },
    { name: 'brand', query: { month, brand: choices.brands[0]?.id } },
  ]
  return [
    ...DIMENSIONS.map((by) => ({
      name: `view by ${by}`,
      run: () => viewCockpit(EVERYTHING, ViewCockpit.parse({ month, by })),
    })),
    ...scopes.slice(1).map(({ name, query }) => ({
      name: `view of one ${name}`,
      run: () => viewCockpit(EVERYTHING, ViewCockpit.parse(query)),
    })),
    { name: 'areas of the map', run: () => listCockpitAreas(EVERYTHING, { month }) },
    ...(area ? [{ name: 'one trade area', run: () => findCockpitZone(EVERYTHING, { month }, area) }] : []),
    ...scopes.map(({ name, query }) => ({
      name: `trend of ${name}`,
      run: () => viewCockpitTrend(EVERYTHING, query),
    })),
    { name: 'trend of visits', run: () => viewVisitTrend(EVERYTHING, { month }) },
    ...SALES_FIGURES.map((figure) => ({
      name: `cells for ${figure}`,
      run: () => listCockpitRows(EVERYTHING, ListCockpitRows.parse({ month, figure })),
    })),
    ...scopes.map(({ name, query }) => ({
      name: `lines of ${name}`,
      run: () => listCockpitRows(EVERYTHING, ListCockpitRows.parse({ ...query, level: 'lines' })),
    })),
    {
      name: 'lines of one trade area',
      run: () =>
        listCockpitRows(EVERYTHING, ListCockpitRows.parse({ month, area, level: 'lines', all: 'yes' })),
    },
  ]
}

async function measure(run: () => Promise<unknown>): Promise<number[]> {
  for (let k = 0; k < WARM_CALLS; k++) await run()
  const times: number[] = []
  for (let k = 0; k < CALLS; k++) {
    const startedMs = performance.now()
    await run()
    times.push(performance.now() - startedMs)
  }
  return times.toSorted((a, b) => a - b)
}

function report(name: string, times: readonly number[], json: boolean): void {
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
  const [p50, p99] = [at(0.5), at(0.99)]
  const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1000
  if (json) console.log(JSON.stringify({ instance: name, seconds, ours: p99 / 1000, p50, p99 }))
  else
    console.log(
      `${name.padEnd(28)} p50 ${p50.toFixed(1).padStart(7)} ms   p99 ${p99.toFixed(1).padStart(7)} ms`,
    )
}
