/** The retailers: shops of the map or generated ones under a running code, or the user's own list through the import. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { db, pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import type { Position } from '@/lib/domain/geo/position'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import type { ColumnMapping, ImportKind } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { importFile } from '@/lib/usecases/import-file'
import type { City } from './city'
import { AREAS, OwnCityError, RETAILERS, RETAILERS_MAP } from './own-city'

/** What an import of the user's files left out, and what it took for granted. */
export type LeftOut = Pick<ImportReport, 'errorsTotal' | 'errors' | 'asks' | 'stored'> & {
  readonly file: string
  /** Shops beyond the extract, to which ways are estimated. */
  readonly beyond: number
}

export async function loadRetailers(city: City): Promise<LeftOut[]> {
  const { folder } = city
  if (folder !== null) return [await importOwn(city, folder, RETAILERS, 'retailers', readMapping(folder))]
  const client = await pool().connect()
  try {
    await copyRows(client, 'Retailer', COLUMNS, rowsOf(city))
    await client.query('analyze "Retailer"')
  } finally {
    client.release()
  }
  return []
}

export async function importOwnAreas(city: City): Promise<LeftOut | undefined> {
  const { folder } = city
  if (folder === null || !existsSync(join(folder, AREAS))) return undefined
  return importOwn(city, folder, AREAS, 'trade-areas', undefined)
}

const COLUMNS = [
  'code',
  'name',
  'nameSource',
  'lng',
  'lat',
  'quadbin',
  'address',
  'format',
  'marketType',
  'closedWeekdays',
  'source',
  'sourceRef',
]

function* rowsOf({ extract, generated, nameEn }: City): Generator<readonly unknown[]> {
  const codeOf = (k: number) => `${nameEn.slice(0, 3).toUpperCase()}-${String(k + 1).padStart(5, '0')}`
  const place = (position: Position) => [...position, quadbinOf(position)]
  for (const [k, { id, name, nameSource, position, address, format }] of extract.shops.entries()) {
    const code = codeOf(k)
    const street = address ? `${address.street} ${address.number}`.trim() : ''
    const called = [name ?? code, nameSource ?? 'tag']
    yield [code, ...called, ...place(position), street, format, 'urban', '{}', 'osm', id]
  }
  for (const [k, { name, position, address, format, market }] of (generated?.retailers ?? []).entries()) {
    yield [codeOf(k), name, 'generated', ...place(position), address, format, market, '{}', 'generated', '']
  }
}

async function importOwn(
  { datum, bbox }: City,
  folder: string,
  file: string,
  kind: ImportKind,
  mapping: ColumnMapping | undefined,
): Promise<LeftOut> {
  const report = await importFile(LOCAL_ADMINISTRATOR, {
    kind,
    fileName: file,
    bytes: readFileSync(join(folder, file)),
    options: { region: bbox, ...(datum && { datum }), ...(mapping && { mapping }) },
    decision: 'commit',
    validOnly: true,
    yes: true,
  })
  if (report.stored === 0) {
    const [first] = report.errors
    if (first?.code === 'DATUM_REQUIRED') throw new OwnCityError(sayDatum(join(folder, file)))
    throw new OwnCityError(
      `Nothing of ${join(folder, file)} could be stored: ${first ? faultOf(first) : report.outcome}.`,
    )
  }
  const { stored, errors, errorsTotal, asks } = report
  return { file, stored, errors, errorsTotal, asks, beyond: await countBeyond(kind, bbox) }
}

async function countBeyond(kind: ImportKind, [west, south, east, north]: City['bbox']): Promise<number> {
  if (kind !== 'retailers') return 0
  const inside = { lng: { gte: west, lte: east }, lat: { gte: south, lte: north } }
  return db.retailer.count({ where: { NOT: inside } })
}

function sayDatum(path: string): string {
  return `In China the numbers of ${path} may be in WGS 84, GCJ-02 or BD-09, hundreds of metres apart: say which with --datum wgs84|gcj02|bd09.`
}

function faultOf({ code, row, column }: ImportReport['errors'][number]): string {
  return [code, row === null ? '' : `row ${row}`, column ? `column ${column}` : ''].filter(Boolean).join(', ')
}

function readMapping(folder: string): ColumnMapping | undefined {
  const path = join(folder, RETAILERS_MAP)
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ColumnMapping
  } catch {
    throw new OwnCityError(`${path} is no JSON.`)
  }
}
