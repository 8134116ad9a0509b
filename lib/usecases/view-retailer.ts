/**
 * One retailer's page: the record and how complete it is, what happened there, what is planned, what it was allocated,
 * and who changed what.
 *
 * Shape   `map` is what the map's inspector shows of it (due state, rings with what lies inside); null once it is closed.
 */
import { z } from 'zod'
import {
  type ComingVisit,
  listComingVisits,
  listLatestShares,
  listOrderMonths,
  listPastVisits,
  type OrderMonth,
  type PastVisit,
  type RetailerShare,
} from '@/lib/db/retailer-records-repository'
import {
  findRetailer,
  type HistoryRecord,
  listRetailerHistory,
  nameAreas,
  type StoredRetailer,
} from '@/lib/db/retailer-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { IsoDate } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { Json } from '@/lib/domain/retailer/changes'
import { completenessOf, type RecordField } from '@/lib/domain/retailer/completeness'
import { mayRank } from '@/lib/domain/retailer/standing'
import { organizationToday } from './organization-today'
import { type RetailerOnMap, viewRetailerOnMap } from './view-retailer-on-map'

export const ViewRetailer = z.object({ id: z.int().positive() })

export type RetailerPage = {
  readonly retailer: StoredRetailer
  readonly today: IsoDate
  readonly completeness: { readonly share: number; readonly missing: readonly RecordField[] }
  readonly map: RetailerOnMap | null
  readonly types: readonly TradeAreaTypeRecord[]
  readonly pastVisits: readonly PastVisit[]
  /** Of published weeks. */
  readonly comingVisits: readonly ComingVisit[]
  readonly orders: readonly OrderMonth[]
  readonly shares: readonly RetailerShare[]
  readonly history: readonly HistoryRecord[]
  readonly may: { readonly edit: boolean; readonly rank: boolean }
}

const PAST_VISITS = 8
const ORDER_MONTHS = 24
const HISTORY = 100

export async function viewRetailer(
  actor: Actor,
  { id }: z.infer<typeof ViewRetailer>,
): Promise<Result<RetailerPage, { code: 'forbidden' | 'not-found' }>> {
  if (!can(actor, 'view-map')) return fail({ code: 'forbidden' })
  const retailer = await findRetailer(id)
  if (!retailer) return fail({ code: 'not-found' })
  if (!can(actor, 'view-map', retailer.territoryId)) return fail({ code: 'forbidden' })
  const today = await organizationToday()
  const [map, types, pastVisits, coming, orders, shares, history] = await Promise.all([
    retailer.closedAt ? undefined : viewRetailerOnMap(actor, { id }),
    listTradeAreaTypes(),
    listPastVisits(id, PAST_VISITS),
    listComingVisits(id, today),
    listOrderMonths(id, ORDER_MONTHS),
    listLatestShares(id),
    listRetailerHistory(id, HISTORY),
  ])
  return ok({
    retailer,
    today,
    completeness: completenessOf(retailer),
    map: map?.ok ? map.value : null,
    types,
    pastVisits,
    comingVisits: coming.filter(({ status }) => status === 'published'),
    orders,
    shares,
    history: await withNames(history),
    may: { edit: can(actor, 'edit-retailers', retailer.territoryId), rank: mayRank(actor) },
  })
}

/** Territories and trade areas are kept by id, and read by name. */
async function withNames(history: readonly HistoryRecord[]): Promise<HistoryRecord[]> {
  const idsOf = (field: string) =>
    history.flatMap(({ changes }) =>
      (changes[field] ?? []).flatMap((value) => (typeof value === 'number' ? [value] : [])),
    )
  const { territories, tradeAreas } = await nameAreas(idsOf('territoryId'), idsOf('tradeAreaId'))
  const names: Readonly<Record<string, ReadonlyMap<number, string>>> = {
    territoryId: territories,
    tradeAreaId: tradeAreas,
  }
  return history.map((record) => ({
    ...record,
    changes: Object.fromEntries(
      Object.entries(record.changes).map(([field, pair]) => {
        const named = (value: Json) =>
          typeof value === 'number' && names[field] ? (names[field].get(value) ?? null) : value
        return [field, [named(pair[0]), named(pair[1])]]
      }),
    ),
  }))
}
