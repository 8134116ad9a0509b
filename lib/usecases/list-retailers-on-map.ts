/** The retailers that a view of the map shows, for the table below it: the most pressing first unless asked otherwise. */
import { z } from 'zod'
import { getParameters } from '@/lib/db/parameter-repository'
import { listRetailersInBox, RETAILER_ORDERS, type RetailerRow } from '@/lib/db/tile-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { organizationToday } from './organization-today'

const codes = z.array(z.string().max(60)).max(60).optional()

export const ListRetailersOnMap = z.object({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  territory: z.int().optional(),
  types: codes,
  due: codes,
  tiers: z
    .array(z.tuple([z.int(), z.int()]))
    .max(30)
    .optional(),
  sort: z.object({ by: z.enum(RETAILER_ORDERS), isDescending: z.boolean() }).optional(),
})
export type ListRetailersOnMap = z.infer<typeof ListRetailersOnMap>
export type RetailerSort = NonNullable<ListRetailersOnMap['sort']>
export type RetailersOnMap = { readonly rows: readonly RetailerRow[]; readonly total: number }

const ROWS_MAX = 500
const MOST_PRESSING_FIRST: RetailerSort = { by: 'due', isDescending: false }

export async function listRetailersOnMap(
  actor: Actor,
  { bbox, territory, sort = MOST_PRESSING_FIRST, ...filter }: ListRetailersOnMap,
): Promise<RetailersOnMap> {
  if (!can(actor, 'view-map', territory)) return { rows: [], total: 0 }
  const [rules, today] = await Promise.all([
    getParameters<readonly ServiceRule[]>('service-rules'),
    organizationToday(),
  ])
  const territoryIds = territory === undefined ? actor.territoryIds : [territory]
  return listRetailersInBox(bbox, { ...filter, territoryIds }, { rules: rules.values, today }, sort, ROWS_MAX)
}
