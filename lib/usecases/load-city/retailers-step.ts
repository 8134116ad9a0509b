/** The retailers: shops of the map under a running code, or the user's own list through the import. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import type { CityShop } from '@/lib/domain/city/shops'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import type { ColumnMapping, ImportKind } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { importFile } from '@/lib/usecases/import-file'
import type { City } from './city'
import { AREAS, OwnCityError, RETAILERS, RETAILERS_MAP } from './own-city'

/** What an import of the user's files left out. */
export type LeftOut = Pick<ImportReport, 'errorsTotal' | 'errors' | 'stored'> & { readonly file: string }

export async function loadRetailers({ folder, extract, organizationName }: City): Promise<LeftOut[]> {
  if (folder !== null) return [await importOwn(folder, RETAILERS, 'retailers', readMapping(folder))]
  const client = await pool().connect()
  try {
    const prefix = organizationName.slice(0, 3).toUpperCase()
    await copyRows(client, 'Retailer', COLUMNS, rowsOf(extract.shops, prefix))
    await client.query('analyze "Retailer"')
  } finally {
    client.release()
  }
  return []
}

export async function importOwnAreas(folder: string): Promise<LeftOut | undefined> {
  if (!existsSync(join(folder, AREAS))) return undefined
  return importOwn(folder, AREAS, 'trade-areas', undefined)
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
  'closedWeekdays',
  'source',
  'sourceRef',
]

function* rowsOf(shops: readonly CityShop[], prefix: string): Generator<readonly unknown[]> {
  for (const [k, { id, name, nameSource, position, address, format }] of shops.entries()) {
    const code = `${prefix}-${String(k + 1).padStart(5, '0')}`
    const street = address ? `${address.street} ${address.number}`.trim() : ''
    const [lng, lat] = position
    yield [
      code,
      name ?? code,
      nameSource ?? 'tag',
      lng,
      lat,
      quadbinOf(position),
      street,
      format,
      '{}',
      'osm',
      id,
    ]
  }
}

async function importOwn(
  folder: string,
  file: string,
  kind: ImportKind,
  mapping: ColumnMapping | undefined,
): Promise<LeftOut> {
  const report = await importFile(LOCAL_ADMINISTRATOR, {
    kind,
    fileName: file,
    bytes: readFileSync(join(folder, file)),
    options: { datum: 'wgs84', ...(mapping && { mapping }) },
    decision: 'commit',
    validOnly: true,
    yes: true,
  })
  if (report.stored === 0) {
    const [first] = report.errors
    throw new OwnCityError(
      `Nothing of ${join(folder, file)} could be stored: ${first ? faultOf(first) : report.outcome}.`,
    )
  }
  return { file, stored: report.stored, errors: report.errors, errorsTotal: report.errorsTotal }
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
