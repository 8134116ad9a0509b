/**
 * The list of retailers within reach: found, filtered and sorted as the address of the screen says.
 *
 * Shape   `next` is where the page that follows begins; null on the last. `total` is counted for the first page only.
 */
import { z } from 'zod'
import { getParameters } from '@/lib/db/parameter-repository'
import {
  countRetailers,
  listRetailerRows,
  type RetailerListFilter,
  type RetailerListRow,
} from '@/lib/db/retailer-list-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { RETAILER_COLUMNS } from '@/lib/domain/retailer/list-columns'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { organizationToday } from './organization-today'

const TEXT_MAX = 80
const DUE_STATES = ['overdue', 'due', 'not-due', 'none'] as const

export const RetailerQuery = z.object({
  territory: z.int().positive().optional(),
  text: z.string().trim().max(TEXT_MAX).optional(),
  formats: z.array(z.enum(BUSINESS_FORMATS)).optional(),
  tiers: z.tuple([z.int().min(0).max(30), z.int().min(0).max(30)]).optional(),
  due: z.array(z.enum(DUE_STATES)).optional(),
  closed: z.boolean().default(false),
  sort: z.enum(RETAILER_COLUMNS).default('code'),
  descending: z.boolean().default(false),
})
export type RetailerQuery = z.infer<typeof RetailerQuery>

export const ListRetailers = RetailerQuery.extend({
  after: z.object({ key: z.string().max(300), id: z.int().positive() }).optional(),
})
export type ListRetailers = z.infer<typeof ListRetailers>

export type RetailerList = {
  readonly rows: readonly RetailerListRow[]
  readonly next: { readonly key: string; readonly id: number } | null
  readonly total: number | null
}

const PAGE_ROWS = 100

export async function listRetailers(
  actor: Actor,
  { after, ...query }: ListRetailers,
): Promise<Result<RetailerList, { code: 'forbidden' }>> {
  if (!can(actor, 'view-map', query.territory)) return fail({ code: 'forbidden' })
  const filter = listFilter(actor, query)
  const terms = await dueTerms()
  const [rows, total] = await Promise.all([
    listRetailerRows(filter, terms, { ...query, after, limit: PAGE_ROWS + 1 }),
    after ? null : countRetailers(filter, terms),
  ])
  const shown = rows.slice(0, PAGE_ROWS)
  const last = shown.at(-1)
  return ok({
    rows: shown,
    total,
    next: rows.length > PAGE_ROWS && last ? { key: last.sortKey, id: last.id } : null,
  })
}

export function listFilter(
  actor: Actor,
  { territory, text, formats, tiers, due, closed }: RetailerQuery,
): RetailerListFilter {
  const territoryIds = territory === undefined ? actor.territoryIds : [territory]
  return { territoryIds, text, formats, tiers, due, closed }
}

export async function dueTerms() {
  const [rules, today] = await Promise.all([
    getParameters<readonly ServiceRule[]>('service-rules'),
    organizationToday(),
  ])
  return { today, rules: rules.values }
}
