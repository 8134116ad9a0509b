/** Where a visit could go in its week, each place with its effect; and the best place of each day, best day first. */
import { z } from 'zod'
import type { Actor } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { bestPlaces, placesFor, type VisitPlace } from '@/lib/domain/routing/edit'
import { lockedBy, locksOf, visitKey } from './locks'
import { type OpenWeekFailure, openWeek } from './open-week'

export const ViewMoves = z.object({
  weekPlanId: z.int().positive(),
  version: z.int().positive(),
  retailerId: z.int().positive(),
  /** Null for a visit that has no place yet. */
  fromDay: z.int().min(0).nullable(),
})
export type ViewMoves = z.infer<typeof ViewMoves>

export type Moves = { readonly places: readonly VisitPlace[]; readonly best: readonly VisitPlace[] }
export type ViewMovesFailure = OpenWeekFailure | { readonly code: 'no-such-visit' }

export async function viewMoves(
  actor: Actor,
  { weekPlanId, version, retailerId, fromDay }: ViewMoves,
): Promise<Result<Moves, ViewMovesFailure>> {
  const opened = await openWeek(actor, { weekPlanId, version })
  if (!opened.ok) return opened
  const { problem, plan, manager, openDays } = opened.value
  const store = String(retailerId)
  if (!problem.stores.some(({ id }) => id === store)) return fail({ code: 'no-such-visit' })
  const locks = locksOf(opened.value.cycle)
  if (fromDay !== null) locks.delete(visitKey(retailerId, fromDay))

  const visit = { manager, store, fromDay: fromDay ?? undefined }
  const places = placesFor(lockedBy(problem, locks), plan, visit, openDays)
  return ok({ places, best: bestPlaces(places.filter(({ day }) => day !== fromDay)) })
}
