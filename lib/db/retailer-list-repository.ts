/**
 * The list of retailers: found, filtered and sorted by the database, a page at a time.
 *
 * Shape   pages follow the last row seen (its sorted value and id), so that the thousandth page costs what the first
 *         does, and a row that is added meanwhile moves none. What a column lacks sorts before everything else.
 */

import type { BusinessFormat, MarketType, ServiceClass } from '@/lib/domain/retailer/classification'
import type { RetailerColumn } from '@/lib/domain/retailer/list-columns'
import type { DueState } from '@/lib/domain/routing/service/due'
import { pool } from './client'
import { type DueTerms, dueStateSql, intervalSql } from './due-state-sql'
import { foldedSql, patterns } from './search-repository'

export type RetailerListRow = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly address: string
  readonly lng: number
  readonly lat: number
  readonly format: BusinessFormat
  readonly tier: number | null
  readonly serviceClass: ServiceClass
  readonly licenseNo: string
  readonly territory: string | null
  readonly tradeArea: string | null
  readonly due: DueState
  readonly lastVisit: string | null
  readonly lastOrderMonth: string | null
  readonly closedOn: string | null
  /** The value that the list is sorted by, as the next page wants it back. */
  readonly sortKey: string
}

export type RetailerListFilter = {
  readonly territoryIds: readonly number[] | 'all'
  readonly text?: string | undefined
  readonly formats?: readonly string[] | undefined
  readonly tiers?: readonly [from: number, to: number] | undefined
  readonly due?: readonly string[] | undefined
  readonly closed: boolean
}

export type RetailerListPage = {
  readonly sort: RetailerColumn
  readonly descending: boolean
  readonly after?: { readonly key: string; readonly id: number } | undefined
  readonly limit: number
}

/** Names in the order of pinyin and of the Latin alphabet alike; the collation comes with every PostgreSQL that has ICU. */
const BY_NAME = 'collate "zh-x-icu"'
const SORTS: Readonly<Record<RetailerColumn, { readonly key: string; readonly type: string }>> = {
  code: { key: 'code', type: 'text' },
  name: { key: `name ${BY_NAME}`, type: 'text' },
  format: { key: 'format', type: 'text' },
  tier: { key: 'coalesce(tier, 0)', type: 'int' },
  class: { key: '"serviceClass"', type: 'text' },
  territory: { key: `coalesce(territory, '') ${BY_NAME}`, type: 'text' },
  'trade-area': { key: `coalesce("tradeArea", '') ${BY_NAME}`, type: 'text' },
  due: { key: `array_position(array['overdue', 'due', 'not-due', 'none'], due)`, type: 'int' },
  'last-visit': { key: `coalesce("lastVisit", '')`, type: 'text' },
  'last-order': { key: `coalesce("lastOrderMonth", '')`, type: 'text' },
}

const SHOWN = `id, code, name, address, lng, lat, format, tier, "serviceClass", "licenseNo", territory, "tradeArea", due,
  "lastVisit", "lastOrderMonth", "closedOn"`

export function listRetailerRows(
  filter: RetailerListFilter,
  terms: DueTerms,
  page: RetailerListPage,
): Promise<RetailerListRow[]> {
  return listRows<RetailerListRow>(SHOWN, filter, terms, page)
}

/** What a list that leaves the house carries beside what the screen shows. */
export type RetailerExportRow = RetailerListRow & {
  readonly ownerName: string
  readonly phone: string
  readonly marketType: MarketType
  readonly visitsPerWeek: number | null
  readonly openWindows: readonly (readonly [number, number])[]
}

export function listRetailerExportRows(
  filter: RetailerListFilter,
  terms: DueTerms,
  page: RetailerListPage,
): Promise<RetailerExportRow[]> {
  const columns = `${SHOWN}, "ownerName", phone, "marketType", "visitsPerWeek", "openWindows"`
  return listRows<RetailerExportRow>(columns, filter, terms, page)
}

async function listRows<Row extends RetailerListRow>(
  columns: string,
  filter: RetailerListFilter,
  terms: DueTerms,
  { sort, descending, after, limit }: RetailerListPage,
): Promise<Row[]> {
  const { from, values, bind } = selection(filter, terms)
  const { key, type } = SORTS[sort]
  const beyond = after
    ? `where (${key}, id) ${descending ? '<' : '>'} (${bind(after.key)}::${type}, ${bind(after.id)}::int)`
    : ''
  const direction = descending ? 'desc' : 'asc'
  const { rows } = await pool().query<Row>({
    text: `select ${columns}, (${key})::text as "sortKey" ${from} ${beyond}
      order by ${key} ${direction}, id ${direction} limit ${bind(limit)}`,
    values,
  })
  return rows
}

export async function countRetailers(filter: RetailerListFilter, terms: DueTerms): Promise<number> {
  const { from, values } = selection(filter, terms)
  const { rows } = await pool().query<{ count: number }>({
    text: `select count(*)::int as count ${from}`,
    values,
  })
  return rows[0]?.count ?? 0
}

function selection(filter: RetailerListFilter, terms: DueTerms) {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const { territoryIds, text, formats, tiers, due, closed } = filter
  const conditions = [`retailer."closedAt" is ${closed ? 'not ' : ''}null`]
  if (territoryIds !== 'all') conditions.push(`retailer."territoryId" = any(${bind(territoryIds)}::int[])`)
  if (formats) conditions.push(`retailer.format = any(${bind(formats)}::text[])`)
  if (tiers) conditions.push(`coalesce(retailer.tier, 0) between ${bind(tiers[0])} and ${bind(tiers[1])}`)
  if (text) conditions.push(textCondition(text, bind))
  const dueOnly = due ? `where due = any(${bind(due)}::text[])` : ''
  return {
    values,
    bind,
    from: `from (select * from (
      select retailer.*, territory.name as territory, area.name as "tradeArea",
        to_char(retailer."lastVisitOn", 'YYYY-MM-DD') as "lastVisit", to_char(retailer."closedAt", 'YYYY-MM-DD') as "closedOn",
        ${dueStateSql('days."interval"', terms, bind)} as due
      from "Retailer" retailer
      left join "Territory" territory on territory.id = retailer."territoryId"
      left join "TradeArea" area on area.id = retailer."tradeAreaId"
      cross join lateral (select ${intervalSql(terms, bind)} as "interval") days
      where ${conditions.join(' and ')}
    ) known ${dueOnly}) retailer`,
  }
}

/** Each word must stand somewhere in the name, the address, the code or the licence. */
function textCondition(text: string, bind: (value: unknown) => string): string {
  const words = text.trim().split(/\s+/)
  return words
    .map((word) => {
      const wanted = bind(patterns(word).contains)
      const columns = ['name', 'address', 'code', '"licenseNo"'].map((column) =>
        foldedSql(`retailer.${column}`),
      )
      return `(${columns.map((column) => `${column} like ${wanted}`).join(' or ')})`
    })
    .join(' and ')
}
