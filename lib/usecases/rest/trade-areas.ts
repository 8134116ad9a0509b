/** REST: trade areas (商圈). */
import { z } from 'zod'
import { findListedTradeArea, listTradeAreasPage } from '@/lib/db/retailer-listing-repository'
import { fail, ok } from '@/lib/domain/result'
import { BBOX, ById, endpoint, ID, MOMENT, NOTHING, PAGING, pageOf } from './endpoint'

const Ring = z.array(z.array(z.number()))

export const TradeArea = z.object({
  id: ID,
  code: z.string(),
  name: z.string(),
  typeCode: z.string().nullable().describe('one of the eight built-in types, or one of the organisation'),
  typeSource: z.string().describe('rule, manual or import'),
  geometry: z
    .union([
      z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }),
      z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }),
    ])
    .describe('GeoJSON, WGS 84'),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('west, south, east, north'),
  areaM2: z.number(),
  focus: z.string().nullable().describe("this month's focus of work, if any"),
  source: z.string(),
  version: z.int(),
  updatedAt: MOMENT,
  retailers: z.int().min(0).describe('open retailers within reach'),
})
export const TradeAreaPage = pageOf(TradeArea)

export const TRADE_AREA_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/trade-areas',
    tag: 'trade-areas',
    summary: 'Open trade areas; for a person with territories, those that hold a retailer of theirs',
    ability: 'view-map',
    params: NOTHING,
    query: z.strictObject({
      ...PAGING,
      bbox: BBOX.optional(),
      type: z.string().max(60).optional().describe('code of a type'),
    }),
    answer: TradeAreaPage,
    failures: {},
    run: async ({ territoryIds }, { query: { bbox, type, ...at } }) =>
      ok(await listTradeAreasPage(territoryIds, { bbox, typeCode: type }, at)),
  }),
  endpoint({
    method: 'GET',
    path: '/trade-areas/{id}',
    tag: 'trade-areas',
    summary: 'One trade area',
    ability: 'view-map',
    params: ById,
    query: NOTHING,
    answer: TradeArea,
    failures: { 'not-found': 404 },
    run: async ({ territoryIds }, { params: { id } }) => {
      const area = await findListedTradeArea(territoryIds, id)
      return area ? ok(area) : fail({ code: 'not-found' })
    },
  }),
]
