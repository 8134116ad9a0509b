/**
 * Bench `forecast`: the forecast of each series of a folder of monthly series, against what came after.
 *
 *   NAME.csv with `train` and `test`   the horizon is the test's
 *   NAME-last-48                       the same set with no more than the last 48 months known, six months ahead
 *   NAME.csv with `values`             the last twelve months are the test; series that do not reach them are left out
 *
 * Times are of the processor. Other CSV files of the folder are passed over. Without a folder: series generated here, smooth and intermittent.
 *
 * Shape   a line a set: `smape` in percent as the M3 competition prints it, `mase` against the year before, `rmsse`
 *         against the month before, `coverage80` and `coverage95` the part of the test inside the intervals, `wape` and
 *         `bias` over all series together; means over the series, MASE and RMSSE over those whose past changed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { bias, mase, rmsse, smape, wape } from '@/lib/domain/forecast/errors'
import { forecastSeries } from '@/lib/domain/forecast/forecast-series'
import { type Random, seededRandom } from '@/lib/domain/random'
import type { BenchOptions } from './main'

const TEST_MONTHS = 12
const SHORT = { months: 48, horizon: 6 }
const GENERATED = { series: 200, months: 36, horizon: 6 }

type Series = { past: Float64Array; test: Float64Array }
type DataSet = { instance: string; series: Series[] }
type Row = Record<string, string>

export async function bench({ dir, seed, only, json }: BenchOptions): Promise<void> {
  const sets = dir ? readSets(dir) : generateSets(seededRandom(seed))
  for (const set of sets) {
    if (only && !only.includes(set.instance)) continue
    report(set, json)
  }
}

function report({ instance, series }: DataSet, json: boolean): void {
  forecastAll(series.slice(0, 100)) // warm
  const started = process.cpuUsage()
  const forecasts = forecastAll(series)
  const { user, system } = process.cpuUsage(started)
  const tookMs = (user + system) / 1000

  const figures = {
    instance,
    seconds: tookMs / 1000,
    series: series.length,
    smape: 100 * mean(series.map(({ test }, k) => smape(forecasts[k]!.mean, test))),
    mase: mean(
      series.map(({ test, past }, k) => mase(forecasts[k]!.mean, test, past)).filter(Number.isFinite),
    ),
    rmsse: mean(
      series.map(({ test, past }, k) => rmsse(forecasts[k]!.mean, test, past)).filter(Number.isFinite),
    ),
    ...totals(series, forecasts),
    coverage80: mean(series.map(({ test }, k) => inside(test, forecasts[k]!.low80, forecasts[k]!.high80))),
    coverage95: mean(series.map(({ test }, k) => inside(test, forecasts[k]!.low95, forecasts[k]!.high95))),
    msPerSeries: tookMs / series.length,
  }
  if (json) {
    console.log(JSON.stringify(figures))
    return
  }
  const at = (value: number, digits: number) => value.toFixed(digits).padStart(digits + 3)
  console.log(
    `${instance.padEnd(24)} ${String(series.length).padStart(4)} series  sMAPE ${at(figures.smape, 2)}` +
      `  MASE ${at(figures.mase, 3)}  RMSSE ${at(figures.rmsse, 3)}  WAPE ${at(figures.wape, 3)}` +
      `  bias ${at(figures.bias, 3)}  inside 80 % ${at(figures.coverage80, 3)}, 95 % ${at(figures.coverage95, 3)}` +
      `  ${figures.msPerSeries.toFixed(2)} ms a series`,
  )
}

function forecastAll(series: readonly Series[]) {
  return series.map(({ past, test }) => forecastSeries(past, test.length))
}

/** Over all series together. */
function totals(series: readonly Series[], forecasts: ReturnType<typeof forecastAll>) {
  const forecast = forecasts.flatMap(({ mean }) => [...mean])
  const actual = series.flatMap(({ test }) => [...test])
  return { wape: wape(forecast, actual), bias: bias(forecast, actual) }
}

function inside(test: Float64Array, low: Float64Array, high: Float64Array): number {
  return test.filter((value, h) => value >= low[h]! && value <= high[h]!).length / test.length
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function readSets(dir: string): DataSet[] {
  const files = readdirSync(dir).filter((file) => file.endsWith('.csv'))
  return files.toSorted().flatMap((file) => {
    const rows: Row[] = parse(readFileSync(path.join(dir, file), 'utf8'), { columns: true })
    const instance = path.parse(file).name
    const head = rows[0] ?? {}
    if ('values' in head) return [{ instance, series: rows.flatMap(cutEnd) }]
    if (!('train' in head && 'test' in head)) return []
    const series = rows.map(({ train, test }) => ({ past: numbers(train!), test: numbers(test!) }))
    return [
      { instance, series },
      { instance: `${instance}-last-${SHORT.months}`, series: series.map(shorten) },
    ]
  })
}

function cutEnd({ values }: Row): Series[] {
  const all = numbers(values!)
  if (Number.isNaN(all.at(-1))) return []
  return [{ past: all.slice(0, -TEST_MONTHS), test: all.slice(-TEST_MONTHS) }]
}

function shorten({ past, test }: Series): Series {
  return { past: past.slice(-SHORT.months), test: test.slice(0, SHORT.horizon) }
}

function numbers(text: string): Float64Array {
  return Float64Array.from(text.split(' '), (number) => (number === 'NA' ? Number.NaN : Number(number)))
}

function generateSets(random: Random): DataSet[] {
  const set = (instance: string, draw: () => Float64Array): DataSet => ({
    instance,
    series: Array.from({ length: GENERATED.series }, () => {
      const all = draw()
      return { past: all.slice(0, GENERATED.months), test: all.slice(GENERATED.months) }
    }),
  })
  return [
    set('generated-smooth', () => drawSmooth(random)),
    set('generated-intermittent', () => drawRare(random)),
  ]
}

/** A level of 20 … 220 with growth of −10 … 15 % a year, a yearly wave of up to 30 %, and 10 % of chance. */
function drawSmooth(random: Random): Float64Array {
  const level = 20 + 200 * random.next()
  const growth = 0.9 + 0.25 * random.next()
  const wave = 0.3 * random.next()
  const phase = random.next()
  return months().map((_, k) => {
    const season = 1 + wave * Math.cos(2 * Math.PI * (k / 12 + phase))
    const chance = 0.83 + 0.34 * random.next()
    return Math.round(level * growth ** (k / 12) * season * chance)
  })
}

/** A month in three with one to four. */
function drawRare(random: Random): Float64Array {
  return months().map(() => (random.next() < 1 / 3 ? 1 + random.int(4) : 0))
}

function months(): Float64Array {
  return new Float64Array(GENERATED.months + GENERATED.horizon)
}
