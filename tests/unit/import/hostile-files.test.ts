import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { BBox } from '@/lib/domain/geo/position'
import { distanceM } from '@/lib/domain/geo/position'
import type { ImportCheck, ImportKind, RetailerDraft } from '@/lib/domain/import/import-check'
import { checkUpload } from '@/lib/files/check-upload'

/** tests/fixtures/hostile/manifest.json, as its makers describe it; spreadsheets are not read yet. */
type Expected = {
  outcome: 'accept' | 'reject_file' | 'reject_rows' | 'ask' | 'any_of'
  rows?: number
  code?: string
  also_right?: string[] | string
  column?: string
  first_bad_row?: number
  errors?: { row: number; column: string | null; code: string }[]
  code_free?: boolean
  valid_rows_if_partial_chosen?: number
  rows_named?: number[]
  rows_after_confirm?: number
  warnings?: { row?: number; column?: string; code: string }[]
  ignored_columns?: string[]
  exact?: Record<string, Record<string, string>>
  wgs84?: Record<string, { lng: number; lat: number }>
  tolerance_m?: number
  encoding?: string
  any_of?: Expected[]
}
type Entry = Expected & { file: string; kind?: 'territory' }

const FOLDER = new URL('../../fixtures/hostile/', import.meta.url)
const { files }: { files: Entry[] } = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8'))
const entries = files
  .filter(({ file }) => /^(csv|geojson)\//.test(file))
  .map((entry) => [entry.file, entry] as const)

/** Ours where it is named more closely than theirs. */
const OUR_CODES: Record<string, string[]> = {
  SWAPPED_OR_OUTSIDE: ['SWAPPED', 'SWAPPED_OR_OUTSIDE', 'OUTSIDE_REGION'],
}
const FIELDS: Record<string, keyof RetailerDraft> = { outlet_code: 'code', visits_per_week: 'visitsPerWeek' }
const CHANGSHA: BBox = [112.5, 27.8, 113.5, 28.7]

test.each(entries)(
  '%s ends as its entry says, with and without a working region, twice alike',
  (_, entry) => {
    const checks = [check(entry), check(entry), check(entry, CHANGSHA)]
    expect(checks[1]).toEqual(checks[0])
    for (const result of [checks[0]!, checks[2]!]) {
      const expected = entry.outcome === 'any_of' ? (entry.any_of ?? []) : [entry]
      const fitting = expected.find(({ outcome }) => outcome === result.outcome)
      expect(fitting, `${result.outcome}: ${JSON.stringify(result.errors.slice(0, 3))}`).toBeDefined()
      compare(result, fitting!)
    }
  },
)

test('no file has touched the prototype of objects', () => {
  for (const [, entry] of entries) check(entry)
  const probe: Record<string, unknown> = {}
  expect([probe.polluted, probe.isAdmin, probe.admin]).toEqual([undefined, undefined, undefined])
})

test('no message and no preview shows a value of a column that is not imported', () => {
  const shown = JSON.stringify(check(files.find(({ file }) => file === 'csv/national-id-column.csv')!))
  expect(shown).not.toContain('11010119001301000X')
  expect(shown).not.toContain('000000000000000000')
})

test('the GBK file says the same as the UTF-8 file, row by row', () => {
  const [utf8, gbk] = ['csv/ok-utf8.csv', 'csv/ok-gbk.csv'].map(
    (file) => check({ file, outcome: 'accept' }).rows,
  )
  expect(gbk).toEqual(utf8)
})

test('the crossing point of a bow tie is named', () => {
  const [fault] = check(files.find(({ file }) => file === 'geojson/self-intersecting.geojson')!).errors
  expect(fault?.params).toEqual({ at: '112.910000, 28.210000' })
})

test('broken JSON is named by line and character', () => {
  const [fault] = check(files.find(({ file }) => file === 'geojson/nan-literal.geojson')!).errors
  expect(fault?.params?.line).toBe(1)
  const text = readFileSync(new URL('geojson/nan-literal.geojson', FOLDER), 'utf8')
  expect(text.slice(Number(fault?.params?.at) - 1).startsWith('NaN')).toBe(true)
})

test('two overlapping territories are named with the area that they share', () => {
  const [ask] = check(files.find(({ file }) => file === 'geojson/overlapping-territories.geojson')!).asks
  // 0.01° × 0.03° at 28.215° north, on a sphere of 6,371,008.8 m
  expect(ask?.pairs?.[0]?.areaM2).toBeCloseTo(3_268_646, -5)
})

function check(entry: Entry, region?: BBox): ImportCheck<RetailerDraft> {
  const kind: ImportKind = entry.kind === 'territory' ? 'trade-areas' : 'retailers'
  const bytes = readFileSync(new URL(entry.file, FOLDER))
  const options = { datum: entry.wgs84 ? 'gcj02' : 'wgs84', ...(region ? { region } : {}) } as const
  return checkUpload(bytes, entry.file, kind, options) as ImportCheck<RetailerDraft>
}

function compare(result: ImportCheck<RetailerDraft>, expected: Expected): void {
  const alsoRight = Array.isArray(expected.also_right) ? expected.also_right : []
  const codes = [expected.code ?? [], ...alsoRight].flat().flatMap((code) => OUR_CODES[code] ?? [code])
  if (expected.outcome === 'accept') {
    expect(result.rows).toHaveLength(expected.rows ?? -1)
    expect(result.asks).toEqual([])
  }
  if (expected.outcome === 'reject_file') {
    expect(result.rows).toEqual([])
    expect(result.errorsTotal).toBe(1)
    expect(codes).toContain(result.errors[0]?.code)
    if (expected.column) expect(result.errors[0]?.column).toBe(expected.column)
    if (expected.first_bad_row) expect(result.errors[0]?.row).toBe(expected.first_bad_row)
  }
  if (expected.outcome === 'reject_rows') {
    const withCode = (fault: { row: number | null; column: string | null; code: string }) =>
      `${fault.row} ${fault.column} ${expected.code_free ? '' : fault.code}`
    expect(result.errors.map(withCode).sort()).toEqual((expected.errors ?? []).map(withCode).sort())
    expect(result.rows).toHaveLength(expected.valid_rows_if_partial_chosen ?? -1)
  }
  if (expected.outcome === 'ask') {
    expect(result.asks.map(({ code }) => code).filter((code) => codes.includes(code))).not.toEqual([])
    if (expected.rows_named) expect(result.asks[0]?.rows).toEqual(expected.rows_named)
    expect(result.rows).toHaveLength(expected.rows_after_confirm ?? -1)
  }
  for (const warning of expected.warnings ?? []) {
    expect(result.warnings.map(({ row, column, code }) => ({ row, column, code }))).toContainEqual(
      expect.objectContaining(warning),
    )
  }
  if (expected.ignored_columns) expect(result.ignoredColumns).toEqual(expected.ignored_columns)
  if (expected.encoding) expect(result.encoding).toBe(expected.encoding)
  const byRow = new Map(result.rows.map((row) => [String(row.row), row]))
  for (const [row, fields] of Object.entries(expected.exact ?? {})) {
    for (const [field, value] of Object.entries(fields)) {
      expect(byRow.get(row)?.[FIELDS[field] ?? (field as keyof RetailerDraft)]).toBe(value)
    }
  }
  for (const [row, { lng, lat }] of Object.entries(expected.wgs84 ?? {})) {
    const found = byRow.get(row)!
    expect(distanceM([found.lng, found.lat], [lng, lat])).toBeLessThan(expected.tolerance_m ?? 0)
  }
}
