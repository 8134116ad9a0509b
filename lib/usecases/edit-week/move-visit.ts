/**
 * Moves a visit to another day or place in the order, or gives one without a place a place; times and breaches follow.
 *
 * A locked visit takes its lock along. A published plan stays as it is: the change goes into a draft of it.
 */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import type { Actor } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { placeVisit } from '@/lib/domain/routing/edit'
import { lockedBy, locksOf, visitKey } from './locks'
import { type OpenWeekFailure, openDraft } from './open-week'
import { type SaveEditFailure, saveEdit } from './save-edit'

export const MoveVisit = z.object({
  weekPlanId: z.int().positive(),
  version: z.int().positive(),
  retailerId: z.int().positive(),
  /** Null for a visit that has no place yet. */
  fromDay: z.int().min(0).nullable(),
  toDay: z.int().min(0),
  /** In the day's order once the visit is out of it. */
  position: z.int().min(0),
  /** Why it is held to its new day from now on, if it is. */
  lockReason: z.string().trim().min(1).max(200).optional(),
})
export type MoveVisit = z.infer<typeof MoveVisit>

export type MovedVisit = { readonly weekPlanId: number; readonly version: number }
export type MoveVisitFailure =
  | OpenWeekFailure
  | SaveEditFailure
  | { readonly code: 'no-such-visit' | 'already-visited' | 'day-over' }

export async function moveVisit(
  actor: Actor,
  move: MoveVisit,
): Promise<Result<MovedVisit, MoveVisitFailure>> {
  const opened = await openDraft(actor, move)
  if (!opened.ok) return opened
  const { problem, plan, manager, openDays } = opened.value
  const { retailerId, fromDay, toDay, lockReason } = move
  const store = String(retailerId)
  const visits = (day: number) =>
    plan.routes.some((route) => route.day === day && route.stops.some((stop) => stop.store === store))
  const isKnown = problem.stores.some(({ id }) => id === store)
  if (!isKnown || (fromDay !== null && !visits(fromDay))) return fail({ code: 'no-such-visit' })
  if (!openDays.includes(toDay) || (fromDay !== null && !openDays.includes(fromDay))) {
    return fail({ code: 'day-over' })
  }
  if (toDay !== fromDay && visits(toDay)) return fail({ code: 'already-visited' })

  const locks = locksOf(opened.value.cycle)
  const carried = fromDay === null ? undefined : locks.get(visitKey(store, fromDay))
  if (fromDay !== null) locks.delete(visitKey(store, fromDay))
  const lock = lockReason === undefined ? carried : { by: actor.userId, reason: lockReason }
  if (lock) locks.set(visitKey(store, toDay), lock)
  const size = plan.routes.find(({ day }) => day === toDay)?.stops.length ?? 0
  const position = Math.min(move.position, toDay === fromDay ? size - 1 : size)

  const visit = { manager, store, fromDay: fromDay ?? undefined }
  const routes = placeVisit(lockedBy(problem, locks), plan, visit, { day: toDay, position })
  const saved = await saveEdit(opened.value, routes, locks)
  if (!saved.ok) return saved
  await recordAudit({
    authorId: actor.userId,
    action: 'move-visit',
    subject: 'week-plan',
    subjectId: String(saved.value.weekPlanId),
    reason: lockReason ?? '',
    details: { retailerId, fromDay, toDay, position },
  })
  return ok(saved.value)
}
