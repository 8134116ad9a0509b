'use server'

import { change, perform } from '@/app/(workspace)/perform'
import { requireActor } from '@/lib/auth/session'
import { cancelPlanRuns } from '@/lib/usecases/cancel-plan-runs'
import { EditDayOff, editDayOff } from '@/lib/usecases/edit-days-off'
import { LockVisit, lockVisit } from '@/lib/usecases/edit-week/lock-visit'
import { MoveVisit, moveVisit } from '@/lib/usecases/edit-week/move-visit'
import { TakeBack, takeBack } from '@/lib/usecases/edit-week/take-back'
import { ViewMoves, viewMoves } from '@/lib/usecases/edit-week/view-moves'
import { FollowPlanRuns, followPlanRuns, type PlanRunView } from '@/lib/usecases/follow-plan-runs'
import { PublishWeek, publishWeek } from '@/lib/usecases/publish-week'
import { RequestPlan, requestPlan } from '@/lib/usecases/request-plan'
import { type RouteLines, viewRouteLines } from '@/lib/usecases/view-route-lines'

export async function viewMovesAction(input: ViewMoves) {
  return perform(ViewMoves, input, viewMoves)
}

export async function moveVisitAction(input: MoveVisit) {
  return change(MoveVisit, input, moveVisit)
}

export async function lockVisitAction(input: LockVisit) {
  return change(LockVisit, input, lockVisit)
}

export async function takeBackAction(input: TakeBack) {
  return change(TakeBack, input, takeBack)
}

export async function publishWeekAction(input: PublishWeek) {
  return change(PublishWeek, input, publishWeek)
}

export async function editDayOffAction(input: EditDayOff) {
  return change(EditDayOff, input, editDayOff)
}

export async function requestPlanAction(input: RequestPlan) {
  return perform(RequestPlan, input, requestPlan)
}

export async function followPlanRunsAction(runIds: number[]): Promise<PlanRunView[]> {
  const actor = await requireActor()
  const parsed = FollowPlanRuns.safeParse(runIds)
  return parsed.success ? followPlanRuns(actor, parsed.data) : []
}

export async function cancelPlanRunsAction(runIds: number[]): Promise<void> {
  const actor = await requireActor()
  const parsed = FollowPlanRuns.safeParse(runIds)
  if (parsed.success) await cancelPlanRuns(actor, parsed.data)
}

export async function viewRouteLinesAction(weekPlanId: number): Promise<RouteLines | null> {
  const actor = await requireActor()
  const lines = await viewRouteLines(actor, Number(weekPlanId))
  return lines.ok ? lines.value : null
}
