/**
 * GeoJSON to a table: one row a feature, one column a property name.
 *
 * Shape   see ImportTable. A feature without a place, or that is no object at all, is a row with what it lacks.
 * Errors  EMPTY, ENCODING, JSON, DEPTH, TOO_MANY_COLUMNS, TOO_MANY_ROWS, NOT_GEOJSON, NOT_FEATURES, CRS.
 * Source  RFC 7946; of the `crs` member of GeoJSON 2008 only names of WGS 84 pass, and a link is never followed.
 */

import { excerpt } from '@/lib/domain/import/cell-text'
import { findDatum } from '@/lib/domain/import/choices'
import type { ImportFault } from '@/lib/domain/import/import-check'
import type { ImportTable, RawGeometry, TableRow } from '@/lib/domain/import/import-table'
import type { ImportLimits } from '@/lib/domain/import/limits'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { Decoded } from './decode-text'
import { type JsonFailure, type JsonValue, readJson } from './read-json'

const GEOMETRIES: ReadonlySet<JsonValue> = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
])

export function readGeojson(
  { text, damage }: Decoded,
  limits: ImportLimits,
): Result<ImportTable, ImportFault> {
  if (text.trim() === '') return refuse('EMPTY')
  if (damage !== 'none') return refuse('ENCODING')
  const read = readJson(text, limits)
  if (!read.ok) return fail(faultOf(read.error, limits))

  const { value: root, withDuplicateKeys } = read.value
  const features = featuresOf(root)
  if (typeof features === 'string') return refuse(features)
  const system = unknownSystem(root instanceof Map ? root.get('crs') : undefined)
  if (system !== undefined) return refuse('CRS', { value: excerpt(system) })
  if (features.length === 0) return refuse('EMPTY')

  const headers = new Set<string>()
  const duplicateKeyRows: number[] = []
  const rows: TableRow[] = []
  for (const [k, feature] of features.entries()) {
    const members = feature instanceof Map ? feature : new Map<string, JsonValue>()
    const properties = members.get('properties')
    const cells = properties instanceof Map ? properties : new Map<string, JsonValue>()
    const geometry = members.get('geometry')
    for (const key of cells.keys()) headers.add(key)
    if (headers.size > limits.propertyNames) {
      return refuse('TOO_MANY_COLUMNS', { row: k + 1, params: { limit: limits.propertyNames } })
    }
    if ([members, cells, geometry].some((part) => part instanceof Map && withDuplicateKeys.has(part))) {
      duplicateKeyRows.push(k + 1)
    }
    rows.push({ row: k + 1, cells, geometry: geometryOf(geometry), ...idOf(members.get('id')) })
  }
  return ok({ shape: 'features', headers: [...headers], rows, duplicateKeyRows })
}

function featuresOf(root: JsonValue): readonly JsonValue[] | 'NOT_GEOJSON' | 'NOT_FEATURES' {
  if (!(root instanceof Map)) return 'NOT_GEOJSON'
  const type = root.get('type') ?? null
  if (type === 'Feature') return [root]
  if (GEOMETRIES.has(type)) return 'NOT_FEATURES'
  const features = root.get('features')
  return type === 'FeatureCollection' && Array.isArray(features) ? features : 'NOT_GEOJSON'
}

/** The name of a coordinate system that is not WGS 84 by another name. */
function unknownSystem(crs: JsonValue | undefined): string | undefined {
  if (crs === undefined || crs === null) return undefined
  if (!(crs instanceof Map)) return String(crs)
  const properties = crs.get('properties')
  const name = properties instanceof Map ? (properties.get('name') ?? properties.get('href')) : undefined
  const isKnown = crs.get('type') === 'name' && typeof name === 'string' && findDatum(name) === 'wgs84'
  return isKnown ? undefined : typeof name === 'string' ? name : ''
}

function geometryOf(value: JsonValue | undefined): RawGeometry | null {
  if (!(value instanceof Map)) return null
  const type = value.get('type')
  return { type: typeof type === 'string' ? type.slice(0, 40) : '', coordinates: value.get('coordinates') }
}

function idOf(id: JsonValue | undefined): { id?: string } {
  const isName = (typeof id === 'string' && id.length <= 64) || Number.isSafeInteger(id)
  return isName ? { id: String(id) } : {}
}

function faultOf(failure: JsonFailure, limits: ImportLimits): ImportFault {
  const whole = { row: null, column: null }
  if (failure.code === 'JSON') {
    return { ...whole, code: 'JSON', params: { line: failure.line, at: failure.at } }
  }
  if (failure.code === 'DEPTH') return { ...whole, code: 'DEPTH', params: { limit: limits.jsonDepth } }
  if (failure.code === 'TOO_MANY_FEATURES') {
    return { ...whole, code: 'TOO_MANY_ROWS', params: { limit: limits.rows } }
  }
  return { ...whole, code: 'TOO_MANY_COLUMNS', params: { limit: limits.columns } }
}

function refuse(code: ImportFault['code'], extra: Partial<ImportFault> = {}) {
  return fail<ImportFault>({ row: null, column: null, code, ...extra })
}
