/** REST: the core, secondary and fringe rings (圈层) of retailers. */
import { z } from 'zod'
import { listRingsPage } from '@/lib/db/retailer-listing-repository'
import { fail, ok } from '@/lib/domain/result'
import { BBOX, ById, endpoint, ID, NOTHING, PAGING, POSITION, pageOf } from './endpoint'

const radius = z.int().positive()

export const Rings = z.object({
  retailerId: ID,
  position: POSITION.describe('the center of all three'),
  radiiM: z
    .object({ core: radius, secondary: radius, fringe: radius })
    .describe('metres; each is the radius of a disc, and a band is what lies between two of them'),
  ringClass: z.string().describe('the class of retailer that these radii are for'),
  source: z.string().describe('fixed, modelled or observed'),
  parameterVersion: z.int().describe('version of the parameter set `rings`'),
})
export const RingsPage = pageOf(Rings)

export const RING_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/rings',
    tag: 'rings',
    summary: 'The rings of open retailers within reach, by retailer',
    ability: 'view-map',
    params: NOTHING,
    query: z.strictObject({ ...PAGING, bbox: BBOX.optional() }),
    answer: RingsPage,
    failures: {},
    run: async ({ territoryIds }, { query: { bbox, ...at } }) =>
      ok(await listRingsPage(territoryIds, { bbox }, at)),
  }),
  endpoint({
    method: 'GET',
    path: '/rings/{id}',
    tag: 'rings',
    summary: 'The rings of one retailer, by its id',
    ability: 'view-map',
    params: ById,
    query: NOTHING,
    answer: Rings,
    failures: { 'not-found': 404 },
    run: async ({ territoryIds }, { params: { id } }) => {
      const { items } = await listRingsPage(territoryIds, { retailerId: id }, { after: 0, limit: 1 })
      const [rings] = items
      return rings ? ok(rings) : fail({ code: 'not-found' })
    },
  }),
]
