/** What one run gives each retailer within reach, with the reason: a page of it for the screen, all of it for a file. */
import { z } from 'zod'
import {
  type CycleRecord,
  findRunCycle,
  listShares,
  type ShareRow,
  type ShareSums,
  sumShares,
} from '@/lib/db/allocation-run-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { TIERS_MAX } from '@/lib/domain/retailer/classification'

export const SHARES_PAGE = 50
const SHARES_MAX = 100_000

export const ListAllocationShares = z.object({
  runId: z.coerce.number().int().positive(),
  zone: z.string().max(80).optional(),
  tier: z.coerce.number().int().min(1).max(TIERS_MAX).optional(),
  territory: z.coerce.number().int().positive().optional(),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type ListAllocationShares = z.input<typeof ListAllocationShares>

export type SharePage = {
  readonly rows: readonly ShareRow[]
  readonly sums: ShareSums
  readonly page: number
}

export type ShareExport = {
  readonly cycle: CycleRecord
  readonly rows: readonly ShareRow[]
  /** Types of the organisation's own, by which zones are named. */
  readonly types: readonly TradeAreaTypeRecord[]
}

export async function listAllocationShares(
  actor: Actor,
  { runId, page, ...filter }: z.output<typeof ListAllocationShares>,
): Promise<Result<SharePage, { code: 'not-found' }>> {
  if (!(await findReadableRun(actor, runId))) return fail({ code: 'not-found' })
  const offset = (page - 1) * SHARES_PAGE
  const [rows, sums] = await Promise.all([
    listShares(runId, actor.territoryIds, filter, { offset, limit: SHARES_PAGE }),
    sumShares(runId, actor.territoryIds, filter),
  ])
  return ok({ rows, sums, page })
}

export async function exportAllocationShares(
  actor: Actor,
  { runId, page: _, ...filter }: z.output<typeof ListAllocationShares>,
): Promise<Result<ShareExport, { code: 'not-found' }>> {
  const cycle = await findReadableRun(actor, runId)
  if (!cycle) return fail({ code: 'not-found' })
  const [rows, types] = await Promise.all([
    listShares(runId, actor.territoryIds, filter, { offset: 0, limit: SHARES_MAX }),
    listTradeAreaTypes(),
  ])
  return ok({ cycle, rows, types: types.filter(({ builtIn }) => !builtIn) })
}

async function findReadableRun(actor: Actor, runId: number): Promise<CycleRecord | undefined> {
  if (!can(actor, 'view-allocations')) return undefined
  const run = await findRunCycle(runId)
  return run && (can(actor, 'allocate') || run.state === 'published') ? run : undefined
}
