/**
 * Proposes another division of retailers among territories (片区): even in expected work, compact, with what is kept.
 * Nothing is stored.
 *
 * Shape   `territoryOf` follows the retailers of the view with the same stamp: an index into its territories, those that
 *         are added after them.
 * Errors  `changed-meanwhile` if the retailers are not those that the person sees; `nothing-to-divide` if every
 *         territory is kept or there is no retailer; `kept-in-closing` if what is kept would end. Rejects with the signal's
 *         reason when the caller gives up.
 */
import { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { CHANGES } from '@/lib/domain/territory/divide'
import { divideInWorker } from '@/lib/solver/division-pool'
import { type ReadDivisionFailure, readDivision } from './read-division'

const id = z.int().positive()
export const ADDED_MAX = 50
const RETAILERS_MAX = 100_000

export const ProposeDivision = z.object({
  unitId: id.nullable(),
  stamp: z.string().max(80),
  added: z.int().min(0).max(ADDED_MAX),
  closing: z.array(id).max(1_000),
  kept: z.array(id).max(1_000),
  keptRetailers: z.array(id).max(RETAILERS_MAX),
  changes: z.enum(CHANGES),
})
export type ProposeDivision = z.infer<typeof ProposeDivision>
export type ProposeDivisionFailure =
  | ReadDivisionFailure
  | { readonly code: 'changed-meanwhile' | 'nothing-to-divide' | 'kept-in-closing' }

/** Always the same: who asks twice gets the same proposal. */
const SEED = 1

export async function proposeDivision(
  actor: Actor,
  { unitId, stamp, added, closing, kept, keptRetailers, changes }: ProposeDivision,
  signal?: AbortSignal,
): Promise<Result<{ territoryOf: readonly number[] }, ProposeDivisionFailure>> {
  const read = await readDivision(actor, unitId)
  if (!read.ok) return read
  const { territories, retailers, stores, present } = read.value
  if (read.value.stamp !== stamp) return fail({ code: 'changed-meanwhile' })
  const indexOf = new Map(territories.map((territory, index) => [territory.id, index]))
  if ([...closing, ...kept].some((one) => !indexOf.has(one))) return fail({ code: 'no-territory' })
  const ending = new Set(closing)
  if (kept.some((one) => ending.has(one))) return fail({ code: 'kept-in-closing' })
  const staying = new Set(keptRetailers)
  const isLost = retailers.some(({ id, territoryId }) => {
    return staying.has(id) && (territoryId === null || ending.has(territoryId))
  })
  if (isLost) return fail({ code: 'kept-in-closing' })
  const goOn = territories.length + added - ending.size - new Set(kept).size
  if (goOn < 1 || retailers.every(({ territoryId }) => territoryId !== null && kept.includes(territoryId))) {
    return fail({ code: 'nothing-to-divide' })
  }

  const territoryOf = await divideInWorker(
    {
      stores,
      present,
      count: territories.length,
      added,
      closing: [...ending].map((one) => indexOf.get(one)!),
      kept: kept.map((one) => indexOf.get(one)!),
      keptStores: keptRetailers.map(String),
      changes,
      seed: SEED,
    },
    signal,
  )
  return ok({ territoryOf })
}
