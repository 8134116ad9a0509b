/**
 * Checks trade areas (商圈) and territories drawn as polygons: their names, their shapes, and what they cover twice.
 *
 * Units   geometry comes out in WGS 84 with two numbers a vertex; areas in square metres.
 * Shape   see ImportCheck. A type that is not known is left unset and proposed by the typing rule later on.
 */
import type { Position } from '@/lib/domain/geo/position'
import { excerpt } from './cell-text'
import { findTradeAreaType } from './choices'
import { findDuplicates } from './duplicate-codes'
import { type CheckContext, type Frame, openFrame } from './frame'
import type { ImportCheck, ImportFault, TradeAreaDraft } from './import-check'
import type { ImportTable, RawGeometry, TableRow } from './import-table'
import { type Area, findOverlaps } from './overlaps'
import { placeJudge } from './plausible-place'
import { areaM2, boxOf, type Part, toGeometry } from './polygon'
import { findPolygonFault } from './polygon-fault'
import { readAreaText } from './read-wkt'
import { RowReader } from './row-reader'

/** No trade area, territory or county is wider. */
const SPAN_MAX_DEG = 10
const PAIRS_LISTED = 20
const AREA_GEOMETRIES = ['Polygon', 'MultiPolygon']

type Shape = { readonly parts: readonly Part[]; readonly isSwapped: boolean }
type Draft = Omit<TradeAreaDraft, 'geometry'> & { readonly parts: readonly Part[]; readonly raw: string } & {
  readonly isSwapped: boolean
}

export function checkTradeAreas(table: ImportTable, context: CheckContext): ImportCheck<TradeAreaDraft> {
  const isFeatures = table.shape === 'features'
  const opened = openFrame(table, 'trade-areas', context, {
    required: ['name', 'geometry'],
    except: isFeatures ? ['geometry'] : [],
  })
  if ('refused' in opened) return opened.refused
  const { frame } = opened

  const drafts: Draft[] = []
  const raw: Position[] = []
  for (const row of table.rows) {
    const read = readRow(frame, row, raw)
    if (read && 'refusal' in read) return frame.refuse(read.refusal)
    if (read) drafts.push(read)
  }
  refuseDuplicates(frame, drafts)
  const faultless = drafts.filter(({ row }) => !frame.errors.hasRow(row))
  askAboutPlaces(frame, faultless)
  askAboutOverlaps(frame, faultless)
  return frame.conclude(
    drafts.map(({ parts, raw: _raw, isSwapped: _isSwapped, ...draft }) => ({
      ...draft,
      geometry: toGeometry(parts),
    })),
    raw,
  )
}

function readRow(frame: Frame, row: TableRow, raw: Position[]): Draft | { refusal: ImportFault } | undefined {
  if (!frame.hasAllCells(row) || !frame.isOfType(row, AREA_GEOMETRIES)) return undefined
  const { limits, toWgs84 } = frame.context
  const reader = new RowReader(frame, row)
  const name = reader.required('name', limits.name)
  const code = reader.refuseScientific('code', reader.text('code', limits.code))
  const type = reader.text('type')
  const datum = frame.datumOf(reader)
  const geometry = readGeometry(frame, reader, row)

  const shape = geometry && readShape(reader, geometry, frame.table.shape === 'features', limits.vertices)
  if (shape && 'refusal' in shape) return shape
  if (shape) for (const position of shape.parts.flat(2)) raw.push(position)
  frame.warnInvisible(row.row, reader.header('name'), name?.text)
  if (!name || code === undefined || !datum || !shape || frame.errors.hasRow(row.row)) return undefined

  const parts = shape.parts.map((part) => part.map((ring) => ring.map((p) => toWgs84(p, datum))))
  const typeCode = type ? findTradeAreaType(type) : undefined
  if (type && !typeCode) {
    const column = reader.header('type')
    frame.warnings.add({ row: row.row, column, code: 'TYPE_UNKNOWN', value: excerpt(type) })
  }
  const ownCode = code || row.id || ''
  return {
    row: row.row,
    code: ownCode || name.text,
    raw: ownCode || name.text,
    name: name.text,
    ...(typeCode ? { typeCode } : {}),
    parts,
    isSwapped: shape.isSwapped,
    bbox: boxOf(parts),
    areaM2: areaM2(parts),
  }
}

function readGeometry(frame: Frame, reader: RowReader, { geometry }: TableRow): RawGeometry | undefined {
  if (frame.table.shape === 'features') {
    if (!geometry) reader.fault('feature', 'GEOMETRY_MISSING')
    return geometry ?? undefined
  }
  const cell = reader.cell('geometry')
  const text = typeof cell === 'string' ? cell.trim() : ''
  if (text === '') {
    reader.fault('geometry', 'GEOMETRY_MISSING')
    return undefined
  }
  const read = readAreaText(text)
  if (!read) reader.fault('geometry', 'WKT', text)
  return read
}

/** Parts, rings and vertices of a faultless shape; a shape with too many vertices refuses the file. */
function readShape(
  reader: RowReader,
  { type, coordinates }: RawGeometry,
  isFeature: boolean,
  verticesMax: number,
): Shape | { refusal: ImportFault } | undefined {
  const where = isFeature ? 'feature' : 'geometry'
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    reader.fault(where, 'GEOMETRY_TYPE', type)
    return undefined
  }
  const read = readParts(type === 'Polygon' ? [coordinates] : coordinates)
  if (read === 'COORDINATES') {
    reader.fault(where, 'COORDINATES')
    return undefined
  }
  const vertices = read.reduce((n, part) => part.reduce((m, ring) => m + ring.length, n), 0)
  if (vertices > verticesMax) {
    const column = isFeature ? 'geometry' : reader.header('geometry')
    return {
      refusal: {
        row: reader.row,
        column,
        code: 'TOO_MANY_VERTICES',
        params: { limit: verticesMax, vertices },
      },
    }
  }
  const box = boxOf(read)
  const isLegal = box.every((value, k) => Math.abs(value) <= (k % 2 === 0 ? 180 : 90))
  const isSwapped = !isLegal && box.every((value, k) => Math.abs(value) <= (k % 2 === 0 ? 90 : 180))
  if (vertices > 0 && !isLegal && !isSwapped) {
    const far = box.find((value, k) => !(Math.abs(value) <= (k % 2 === 0 ? 180 : 90)))
    reader.fault(where, 'RANGE', String(far), { from: -180, to: 180 })
    return undefined
  }
  const parts = isSwapped ? read.map((part) => part.map((ring) => ring.map(exchanged))) : read
  const fault = findPolygonFault(parts)
  if (!fault) return { parts, isSwapped }
  const [lng, lat] = fault.at ?? []
  const at = lng === undefined || lat === undefined ? '' : `${lng.toFixed(6)}, ${lat.toFixed(6)}`
  reader.fault(where, fault.code, undefined, { at })
  return undefined
}

/** Parts, rings and vertices of a polygon's or multipolygon's coordinates, other than pairs of numbers refused. */
export function readParts(parts: unknown): Position[][][] | 'COORDINATES' {
  if (!Array.isArray(parts)) return 'COORDINATES'
  const read: Position[][][] = []
  for (const part of parts) {
    if (!Array.isArray(part)) return 'COORDINATES'
    const rings: Position[][] = []
    for (const ring of part) {
      if (!Array.isArray(ring)) return 'COORDINATES'
      const positions: Position[] = []
      for (const vertex of ring) {
        const [lng, lat] = Array.isArray(vertex) ? vertex : []
        if (typeof lng !== 'number' || typeof lat !== 'number') return 'COORDINATES'
        positions.push([lng, lat])
      }
      rings.push(positions)
    }
    read.push(rings)
  }
  return read
}

/** Codes must differ; where the file has none, names are the codes. */
function refuseDuplicates(frame: Frame, drafts: readonly Draft[]): void {
  const byCode = findDuplicates(drafts)
  const ownCode = frame.columns.mapping.code?.[0]
  for (const group of byCode.exact) {
    const rows = group.map(({ row }) => row)
    for (const { row, code, name } of group) {
      const column = ownCode ?? (code === name ? (frame.columns.mapping.name?.[0] ?? 'name') : 'id')
      const params = {
        others: rows
          .filter((other) => other !== row)
          .slice(0, 5)
          .join(', '),
      }
      frame.errors.add({ row, column, code: 'DUPLICATE', value: excerpt(code), params })
    }
  }
  const rows = byCode.lookalike.flat().map(({ row }) => row)
  frame.ask(
    'DUPLICATE_AFTER_NORMALISING',
    rows.sort((a, b) => a - b),
  )
}

function askAboutPlaces(frame: Frame, drafts: readonly Draft[]): void {
  const middles = drafts.map(({ bbox }): Position => [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2])
  const judge = placeJudge(middles, frame.context.region)
  const isElsewhere = ({ bbox: [west, south, east, north] }: Draft, middle: Position) =>
    east - west > SPAN_MAX_DEG || north - south > SPAN_MAX_DEG || judge(middle) !== 'plausible'
  frame.ask(
    'SWAPPED',
    drafts.filter(({ isSwapped }) => isSwapped).map(({ row }) => row),
  )
  frame.ask(
    'OUTSIDE_REGION',
    drafts.filter((draft, k) => isElsewhere(draft, middles[k]!)).map(({ row }) => row),
  )
}

function askAboutOverlaps(frame: Frame, areas: readonly Area[]): void {
  const { overlaps, compared } = findOverlaps(areas)
  const rows = [...new Set(overlaps.flatMap((overlap) => overlap.rows))].sort((a, b) => a - b)
  const total = overlaps.reduce((sum, overlap) => sum + overlap.areaM2, 0)
  const largest = overlaps.toSorted((a, b) => b.areaM2 - a.areaM2).slice(0, PAIRS_LISTED)
  const hectares = Math.round(total / 100) / 100
  frame.ask('OVERLAP', rows, { params: { pairs: overlaps.length, hectares }, pairs: largest })
  if (compared < areas.length) {
    frame.warnings.add({ row: null, column: null, code: 'OVERLAP_NOT_COMPARED', params: { compared } })
  }
}

function exchanged([lng, lat]: Position): Position {
  return [lat, lng]
}
