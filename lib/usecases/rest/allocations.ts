/** REST: allocations (投放) of scarce products. */
import { z } from 'zod'
import {
  type ListedAllocation,
  listAllocationLinesPage,
  listAllocationsPage,
} from '@/lib/db/allocation-listing-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok } from '@/lib/domain/result'
import { ById, endpoint, ID, MOMENT, NOTHING, PAGING, PLAN_STATUS, pageOf, Reason } from './endpoint'

const units = z.int().min(0)
const MONTH = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const Allocation = z.object({
  id: ID,
  productCode: z.string(),
  productNameEn: z.string(),
  productNameZh: z.string(),
  month: MONTH,
  status: PLAN_STATUS,
  whole: z
    .object({ supplyUnits: units, allocatedUnits: units })
    .nullable()
    .describe('the figures of the whole run; null for a person with territories'),
  retailers: z.int().min(0).describe('within reach, as are the two sums below'),
  demandUnits: units,
  units,
  createdAt: MOMENT,
  publishedAt: MOMENT.nullable(),
})
export const AllocationPage = pageOf(Allocation)

export const AllocationLine = z.object({
  retailerId: ID,
  zoneKey: z.string(),
  tier: z.int(),
  demandUnits: units,
  units,
  reason: Reason.describe('why this number'),
})
export const AllocationLinePage = pageOf(AllocationLine)

export const ALLOCATION_ENDPOINTS = [
  endpoint({
    method: 'GET',
    path: '/allocations',
    tag: 'allocations',
    summary:
      'Runs of the allocation that concern a retailer within reach; drafts only for those who allocate',
    ability: 'view-allocations',
    params: NOTHING,
    query: z.strictObject({
      ...PAGING,
      month: MONTH.optional(),
      product: z.string().max(60).optional().describe("the product's code"),
      status: PLAN_STATUS.optional(),
    }),
    answer: AllocationPage,
    failures: {},
    run: async (actor, { query: { after, limit, product, month, status } }) => {
      if (status === 'draft' && readable(actor).status) return ok({ items: [], next: null })
      const filter = { month, status, productCode: product, ...readable(actor) }
      return ok(await listAllocationsPage(actor.territoryIds, filter, { after, limit }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/allocations/{id}',
    tag: 'allocations',
    summary: 'One run of the allocation',
    ability: 'view-allocations',
    params: ById,
    query: NOTHING,
    answer: Allocation,
    failures: { 'not-found': 404 },
    run: async (actor, { params: { id } }) => {
      const run = await findAllocation(actor, id)
      return run ? ok(run) : fail({ code: 'not-found' })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/allocations/{id}/lines',
    tag: 'allocations',
    summary: 'What one run gives each retailer within reach; `after` and `next` are ids of retailers',
    ability: 'view-allocations',
    params: ById,
    query: z.strictObject(PAGING),
    answer: AllocationLinePage,
    failures: { 'not-found': 404 },
    run: async (actor, { params: { id }, query }) => {
      if (!(await findAllocation(actor, id))) return fail({ code: 'not-found' })
      return ok(await listAllocationLinesPage(actor.territoryIds, id, query))
    },
  }),
]

async function findAllocation(actor: Actor, id: number): Promise<ListedAllocation | undefined> {
  const filter = { id, ...readable(actor) }
  const { items } = await listAllocationsPage(actor.territoryIds, filter, { after: 0, limit: 1 })
  return items[0]
}

/** Drafts are for those who allocate. */
function readable(actor: Actor): { status?: 'published' } {
  return can(actor, 'allocate') ? {} : { status: 'published' }
}
