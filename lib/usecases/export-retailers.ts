/**
 * The filtered list as one file that a spreadsheet opens and our own import reads back: the datum stands in every row.
 *
 * Shape   rows leave in pages, so that a city of retailers is never held at once; that someone took them is recorded, as
 *         they carry names and phone numbers.
 */
import { recordAudit } from '@/lib/db/audit-repository'
import {
  listRetailerExportRows,
  type RetailerExportRow,
  type RetailerListPage,
} from '@/lib/db/retailer-list-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { aliasesOf, type FieldName } from '@/lib/domain/import/columns'
import { CSV_START, csvRow } from '@/lib/domain/import/faults-csv'
import { timeWindowsText } from '@/lib/domain/import/time-windows'
import { fail, ok, type Result } from '@/lib/domain/result'
import { TYPED_FIELDS } from '@/lib/domain/retailer/typed-fields'
import { dueTerms, listFilter, type RetailerQuery } from './list-retailers'

/** Columns that an import reads too, and those that only tell. */
const IMPORTED = [...TYPED_FIELDS, 'crs', 'territory'] as const satisfies readonly FieldName[]
const TOLD = ['class', 'trade-area', 'due', 'last-visit', 'last-order', 'closed'] as const
export type ToldColumn = (typeof TOLD)[number]

export type ExportWords = {
  readonly isChinese: boolean
  readonly column: (column: ToldColumn) => string
  readonly format: (code: RetailerExportRow['format']) => string
  readonly marketType: (code: RetailerExportRow['marketType']) => string
  readonly due: (code: RetailerExportRow['due']) => string
}

const PAGE_ROWS = 2_000

export async function exportRetailers(
  actor: Actor,
  query: RetailerQuery,
  words: ExportWords,
): Promise<Result<AsyncGenerator<string>, { code: 'forbidden' }>> {
  if (!can(actor, 'view-map', query.territory)) return fail({ code: 'forbidden' })
  await recordAudit({
    authorId: actor.userId,
    action: 'export-retailers',
    subject: 'retailer-list',
    subjectId: '',
    reason: '',
    details: JSON.parse(JSON.stringify(query)),
  })
  return ok(csvOf(actor, query, words))
}

async function* csvOf(actor: Actor, query: RetailerQuery, words: ExportWords): AsyncGenerator<string> {
  const filter = listFilter(actor, query)
  const terms = await dueTerms()
  yield CSV_START +
    csvRow([...IMPORTED.map((field) => headerOf(field, words.isChinese)), ...TOLD.map(words.column)])
  let after: RetailerListPage['after']
  for (;;) {
    const rows = await listRetailerExportRows(filter, terms, { ...query, after, limit: PAGE_ROWS })
    if (rows.length > 0) yield rows.map((row) => csvRow(cellsOf(row, words))).join('')
    const last = rows.at(-1)
    if (!last || rows.length < PAGE_ROWS) return
    after = { key: last.sortKey, id: last.id }
  }
}

function headerOf(field: FieldName, isChinese: boolean): string {
  const names = aliasesOf('retailers')[field] ?? [field]
  return (isChinese && names.find((name) => /\p{Script=Han}/u.test(name))) || (names[0] ?? field)
}

function cellsOf(row: RetailerExportRow, words: ExportWords): (string | number | null)[] {
  return [
    row.code,
    row.name,
    row.lng.toFixed(7),
    row.lat.toFixed(7),
    row.address,
    row.ownerName,
    row.phone,
    row.licenseNo,
    words.format(row.format),
    words.marketType(row.marketType),
    row.tier,
    row.visitsPerWeek,
    timeWindowsText(row.openWindows),
    'WGS 84',
    row.territory,
    row.serviceClass,
    row.tradeArea,
    words.due(row.due),
    row.lastVisit,
    row.lastOrderMonth,
    row.closedOn,
  ]
}
