/** REST: retailers (零售户). */
import { z } from 'zod'
import { findListedRetailer, listRetailersPage } from '@/lib/db/retailer-listing-repository'
import { fail, ok } from '@/lib/domain/result'
import { MARKET_TYPES, SERVICE_CLASSES, TIERS_MAX } from '@/lib/domain/retailer/classification'
import {
  BBOX,
  ById,
  DATE,
  endpoint,
  ID,
  ID_TEXT,
  MOMENT,
  NOTHING,
  PAGING,
  POSITION,
  pageOf,
  SECOND_OF_DAY,
} from './endpoint'

export const Retailer = z.object({
  id: ID,
  code: z.string().describe('the outside id, key of every import'),
  name: z.string(),
  position: POSITION,
  address: z.string(),
  ownerName: z.string(),
  phone: z.string(),
  licenseNo: z.string(),
  format: z.string().describe('business format (业态)'),
  marketType: z.enum(MARKET_TYPES),
  tier: z.int().min(1).max(TIERS_MAX).nullable().describe('档位; null while not tiered'),
  serviceClass: z.enum(SERVICE_CLASSES),
  keyGrowth: z.boolean(),
  assisted: z.boolean(),
  openWindows: z
    .array(z.tuple([SECOND_OF_DAY, SECOND_OF_DAY]))
    .describe('when it may be visited; empty: always'),
  closedWeekdays: z.array(z.int().min(1).max(7)).describe('ISO weekdays on which it is closed'),
  contactPreference: z.enum(['allowed', 'onsite-only', 'listed']),
  visitsPerWeek: z.int().nullable().describe('null: the service rule of its class decides'),
  territoryId: ID.nullable(),
  tradeAreaId: ID.nullable(),
  lastVisitOn: DATE.nullable(),
  lastOrderMonth: z.string().nullable(),
  openedOn: DATE.nullable(),
  closedAt: MOMENT.nullable(),
  source: z.string(),
  version: z.int(),
  updatedAt: MOMENT,
})
export const RetailerPage = pageOf(Retailer)

export const RETAILER_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/retailers',
    tag: 'retailers',
    summary: 'Open retailers within reach',
    ability: 'view-map',
    params: NOTHING,
    query: z.strictObject({
      ...PAGING,
      bbox: BBOX.optional(),
      territory: ID_TEXT.optional(),
      tradeArea: ID_TEXT.optional(),
    }),
    answer: RetailerPage,
    failures: {},
    run: async ({ territoryIds }, { query: { bbox, territory, tradeArea, ...at } }) =>
      ok(await listRetailersPage(territoryIds, { bbox, territoryId: territory, tradeAreaId: tradeArea }, at)),
  }),
  endpoint({
    method: 'GET',
    path: '/retailers/{id}',
    tag: 'retailers',
    summary: 'One retailer, also a closed one',
    ability: 'view-map',
    params: ById,
    query: NOTHING,
    answer: Retailer,
    failures: { 'not-found': 404 },
    run: async ({ territoryIds }, { params: { id } }) => {
      const retailer = await findListedRetailer(territoryIds, id)
      return retailer ? ok(retailer) : fail({ code: 'not-found' })
    },
  }),
]
