/**
 * Checks a list of retailers (零售户) row by row and as a whole.
 *
 * Units   positions come out in WGS 84, exact to far below a metre; times in seconds of the day.
 * Shape   see ImportCheck. The rules are those of docs/import.md.
 */
import type { Position } from '@/lib/domain/geo/position'
import { TIERS_MAX, VISITS_A_WEEK_MAX } from '@/lib/domain/retailer/classification'
import { decimalsOf, parseNumber } from './cell-number'
import { excerpt } from './cell-text'
import { findFormat, findMarketType } from './choices'
import type { FieldName } from './columns'
import { type Coded, findDuplicates } from './duplicate-codes'
import { type CheckContext, type Frame, openFrame } from './frame'
import type { Datum, ImportCheck, RetailerDraft } from './import-check'
import type { ImportTable, TableRow } from './import-table'
import { placeJudge } from './plausible-place'
import { readPoint } from './read-wkt'
import { RowReader } from './row-reader'
import { readTimeWindows } from './time-windows'

/** A position as the file gives it, and whether its two numbers were found in the wrong order. */
type Place = { readonly position: Position; readonly datum: Datum; readonly isSwapped: boolean }
type Draft = Omit<RetailerDraft, 'lng' | 'lat'> & { readonly raw: string; readonly place: Place }

export function checkRetailers(table: ImportTable, context: CheckContext): ImportCheck<RetailerDraft> {
  const isFeatures = table.shape === 'features'
  const opened = openFrame(table, 'retailers', context, {
    required: ['code', 'name', 'lng', 'lat'],
    except: isFeatures ? ['lng', 'lat', 'position'] : [],
  })
  if ('refused' in opened) return opened.refused
  const { frame } = opened
  const missing = isFeatures ? frame.missingField(['code', 'name']) : undefined

  const drafts: Draft[] = []
  for (const row of table.rows) {
    const draft = readRow(frame, row, missing)
    if (draft) drafts.push(draft)
  }
  warnShortCodes(frame)
  const coded = settleCodes(frame, drafts)
  return frame.conclude(
    settlePlaces(frame, coded),
    drafts.map(({ place }) => place.position),
  )
}

function readRow(frame: Frame, row: TableRow, missing: FieldName | undefined): Draft | undefined {
  if (!frame.hasAllCells(row) || !frame.isOfType(row, ['Point'])) return undefined
  const { limits } = frame.context
  const reader = new RowReader(frame, row)
  if (missing) reader.fault(missing, 'REQUIRED')

  const code = missing === 'code' ? undefined : readCode(reader, limits.code)
  const name = missing ? undefined : reader.required('name', limits.name)?.text
  const owner = reader.text('owner', limits.owner)
  const phone = reader.refuseScientific('phone', reader.text('phone', limits.phone))
  const address = reader.text('address', limits.address)
  const visitsPerWeek = reader.wholeNumber('visitsPerWeek', 0, VISITS_A_WEEK_MAX)
  const tier = reader.wholeNumber('tier', 1, TIERS_MAX, reader.text('tier')?.replace(/\s*[档檔]$/, ''))
  const format = reader.choice('format', findFormat)
  const marketType = reader.choice('marketType', findMarketType)
  const licenseNo = reader.refuseScientific('licenseNo', reader.text('licenseNo', limits.code))
  const territory = reader.text('territory', limits.name)
  const openWindows = readOpenWindows(reader)
  const place = readPlace(frame, reader, row)

  if (code) frame.warnInvisible(row.row, reader.header('code'), code.text)
  frame.warnInvisible(row.row, reader.header('name'), name)
  if (!code || !name || !place || frame.errors.hasRow(row.row)) return undefined
  return {
    row: row.row,
    code: code.text,
    raw: code.raw,
    name,
    place,
    ...(owner ? { owner } : {}),
    ...(phone ? { phone } : {}),
    ...(address ? { address } : {}),
    ...(visitsPerWeek === undefined ? {} : { visitsPerWeek }),
    ...(tier === undefined ? {} : { tier }),
    ...(format ? { format } : {}),
    ...(marketType ? { marketType } : {}),
    ...(licenseNo ? { licenseNo } : {}),
    ...(territory ? { territory } : {}),
    ...(openWindows ? { openWindows } : {}),
  }
}

function readCode(reader: RowReader, charactersMax: number) {
  const cell = reader.cell('code')
  if (typeof cell === 'number' && !Number.isSafeInteger(cell)) {
    reader.fault('code', 'NUMERIC_CODE', String(cell))
    return undefined
  }
  const code = reader.required('code', charactersMax)
  return code && reader.refuseScientific('code', code.text) ? code : undefined
}

function readOpenWindows(reader: RowReader): RetailerDraft['openWindows'] {
  const text = reader.text('openWindows')
  if (!text) return undefined
  const windows = readTimeWindows(text)
  if (!windows) reader.fault('openWindows', 'TIME_WINDOW', text)
  return windows
}

/** The position by feature, by one column or by two; its fault is noted where it stands. */
function readPlace(frame: Frame, reader: RowReader, row: TableRow): Place | undefined {
  const datum = frame.datumOf(reader)
  const found =
    frame.table.shape === 'features' && !reader.has('position') && !reader.has('lng')
      ? readFeaturePoint(reader, row)
      : reader.has('position')
        ? readPositionColumn(reader)
        : readTwoColumns(reader)
  if (!found || !datum) return undefined
  const { position, texts, fields } = found
  const [lng, lat] = position
  if (lng === 0 && lat === 0) {
    reader.fault(fields[0], 'NULL_ISLAND', '0, 0')
    return undefined
  }
  const isSwapped = Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lng) <= 90
  if (!isSwapped && (Math.abs(lng) > 180 || Math.abs(lat) > 90)) {
    const isOnlyLat = Math.abs(lng) <= 180
    if (!isOnlyLat) reader.fault(fields[0], 'RANGE', texts[0], { from: -180, to: 180 })
    if (Math.abs(lat) > 90 && (isOnlyLat || fields[0] !== fields[1])) {
      reader.fault(fields[1], 'RANGE', texts[1], { from: -90, to: 90 })
    }
    return undefined
  }
  warnLowPrecision(frame, reader, texts, fields)
  return { position: isSwapped ? [lat, lng] : position, datum, isSwapped }
}

type Where = FieldName | 'feature'
type Found = { position: Position; texts: readonly [string, string]; fields: readonly [Where, Where] }

function readTwoColumns(reader: RowReader): Found | undefined {
  const texts = [reader.text('lng'), reader.text('lat')] as const
  const numbers = (['lng', 'lat'] as const).map((field, k) => {
    const text = texts[k]
    if (text === '') reader.fault(field, 'REQUIRED')
    if (!text) return undefined
    const value = parseNumber(text)
    if (value === undefined) reader.fault(field, 'NUMBER', text)
    return value
  })
  const [lng, lat] = numbers
  if (lng === undefined || lat === undefined) return undefined
  return { position: [lng, lat], texts: [texts[0] ?? '', texts[1] ?? ''], fields: ['lng', 'lat'] }
}

function readPositionColumn(reader: RowReader): Found | undefined {
  const text = reader.required('position', 1000)?.text
  if (text === undefined) return undefined
  const point = readPoint(text)
  if (point) return { ...point, fields: ['position', 'position'] }
  reader.fault('position', 'POSITION', text)
  return undefined
}

function readFeaturePoint(reader: RowReader, { geometry }: TableRow): Found | undefined {
  if (!geometry) reader.fault('feature', 'GEOMETRY_MISSING')
  else {
    const [lng, lat] = Array.isArray(geometry.coordinates) ? geometry.coordinates : []
    if (typeof lng !== 'number' || typeof lat !== 'number') reader.fault('feature', 'COORDINATES')
    else if (!Number.isFinite(lng) || !Number.isFinite(lat)) {
      reader.fault('feature', 'RANGE', `${lng}, ${lat}`, { from: -180, to: 180 })
    } else {
      return { position: [lng, lat], texts: [String(lng), String(lat)], fields: ['feature', 'feature'] }
    }
  }
  return undefined
}

/** One decimal is 10 km; two in both are 1 km. One coordinate may well end in a few noughts that were dropped. */
function warnLowPrecision(
  frame: Frame,
  reader: RowReader,
  texts: readonly [string, string],
  fields: readonly [Where, Where],
): void {
  const decimals = texts.map(decimalsOf)
  const least = Math.min(...decimals)
  if (least > 1 && Math.max(...decimals) > 2) return
  const worse = decimals[0] === least ? 0 : 1
  const field = fields[worse]
  frame.warnings.add({
    row: reader.row,
    column: field === 'feature' ? 'geometry' : reader.header(field),
    code: 'LOW_PRECISION',
    value: excerpt(texts[worse]),
    params: { decimals: least },
  })
}

/** Codes that are numbers in the file, some shorter than the rest: leading zeros may be gone. */
function warnShortCodes(frame: Frame): void {
  const numeric = frame.table.rows.flatMap((row) => {
    const reader = new RowReader(frame, row)
    const cell = reader.cell('code')
    return typeof cell === 'number' && Number.isSafeInteger(cell) ? [{ reader, digits: String(cell) }] : []
  })
  const longest = numeric.reduce((max, { digits }) => Math.max(max, digits.length), 0)
  for (const { reader, digits } of numeric) {
    if (digits.length === longest) continue
    frame.warnings.add({
      row: reader.row,
      column: reader.header('code'),
      code: 'NUMERIC_CODE',
      value: digits,
    })
  }
}

/** Refuses codes that occur twice, asks about lookalikes, which keep exactly what was sent where it alone differs. */
function settleCodes(frame: Frame, drafts: readonly Draft[]): Draft[] {
  const { exact, lookalike } = findDuplicates(drafts)
  const column = frame.columns.mapping.code?.[0] ?? 'outlet_code'
  for (const group of exact) {
    const rows = group.map(({ row }) => row)
    for (const { row, code } of group) {
      const params = {
        others: rows
          .filter((other) => other !== row)
          .slice(0, 5)
          .join(', '),
      }
      frame.errors.add({ row, column, code: 'DUPLICATE', value: excerpt(code), params })
    }
  }
  frame.ask('DUPLICATE_AFTER_NORMALISING', sortedRows(lookalike.flat()))
  const keepRaw = new Set(lookalike.flatMap((group) => group.filter((item) => hasTwin(item, group))))
  return drafts.map((draft) => (keepRaw.has(draft) ? { ...draft, code: draft.raw } : draft))
}

function hasTwin(item: Coded, group: readonly Coded[]): boolean {
  return group.some((other) => other !== item && other.code === item.code)
}

/** Converts the positions, and asks about those that were exchanged or lie where nobody works. */
function settlePlaces(frame: Frame, drafts: readonly Draft[]): RetailerDraft[] {
  const { toWgs84, region } = frame.context
  const positions = drafts.map(({ place }) => toWgs84(place.position, place.datum))
  const judge = placeJudge(positions, region)
  const verdicts = positions.map(judge)
  const rowsOf = (isWanted: (k: number) => boolean) =>
    drafts.filter((_, k) => isWanted(k)).map(({ row }) => row)

  frame.ask(
    'SWAPPED',
    rowsOf((k) => drafts[k]?.place.isSwapped === true && verdicts[k] === 'plausible'),
  )
  frame.ask(
    'SWAPPED_OR_OUTSIDE',
    rowsOf((k) => !drafts[k]?.place.isSwapped && verdicts[k] === 'swapped'),
  )
  frame.ask(
    'OUTSIDE_REGION',
    rowsOf(
      (k) => verdicts[k] === 'outside' || (drafts[k]?.place.isSwapped === true && verdicts[k] === 'swapped'),
    ),
  )
  return drafts.map(({ raw: _, place, ...draft }, k) => {
    const isExchanged = !place.isSwapped && verdicts[k] === 'swapped'
    const [lng, lat] = isExchanged
      ? toWgs84([place.position[1], place.position[0]], place.datum)
      : (positions[k] ?? place.position)
    return { ...draft, lng, lat }
  })
}

function sortedRows(items: readonly Coded[]): number[] {
  return items.map(({ row }) => row).sort((a, b) => a - b)
}
