/**
 * Saves days that a hand has changed: breaches found anew on every day, costs recomputed, and the whole checked by the
 * checker that shares no code with the planner.
 *
 * Errors  `plan-changed` if someone else was quicker; `unreachable` if no road leads there. AssertionError if the checker
 *         finds a fault that no breach explains.
 */
import {
  channelsOf,
  type EditedDays,
  type Purpose,
  replaceDays,
  type VisitLock,
} from '@/lib/db/plan-repository'
import { assert } from '@/lib/domain/assert'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type Breach, PlanIndex } from '@/lib/domain/routing/breaches'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { planCost } from '@/lib/domain/routing/cost'
import { withDays } from '@/lib/domain/routing/edit'
import type { Plan, PlanProblem, PlanRoute } from '@/lib/domain/routing/problem'
import { BROKEN_BY_HAND } from './broken-by-hand'
import { lockedBy, visitKey, visitsOf } from './locks'
import type { OpenWeek } from './open-week'

const ADDED_BY_HAND: readonly Purpose[] = [{ code: 'by-hand', params: {} }]

export type SaveEditFailure = { readonly code: 'plan-changed' | 'unreachable' }

/** `locks` are those of the plan as it will be, by `store:day`. */
export async function saveEdit(
  { record, cycle, problem: asItStood, plan }: OpenWeek,
  changed: readonly PlanRoute[],
  locks: ReadonlyMap<string, VisitLock>,
): Promise<Result<{ weekPlanId: number; version: number }, SaveEditFailure>> {
  const problem = lockedBy(asItStood, locks)
  const routes = withDays(plan, changed)
  const checked = checkedPlan(problem, plan, routes)
  if (!checked.ok) return checked
  const breaches = breachesOf(problem, checked.value)
  const changedDays = new Set(changed.map(({ day }) => day))
  const edited: EditedDays = {
    days: changed.map((route) => ({
      dayId: cycle.days.find(({ dayIndex }) => dayIndex === route.day)!.id,
      route,
    })),
    breaches,
    locks,
    channels: channelsOf(problem),
    purposes: purposesOf(cycle, changed),
    unplanned: new Map(
      plan.unplanned.map(({ store }) => [
        store,
        checked.value.unplanned.find((visit) => visit.store === store)?.visits ?? 0,
      ]),
    ),
    otherBreaches: visitsOf(cycle).flatMap(({ day, visit }) => {
      const found = breaches.get(visitKey(visit.retailerId, day)) ?? []
      const isSame = JSON.stringify(found) === JSON.stringify(visit.breaches)
      return changedDays.has(day) || isSame ? [] : [{ visitId: visit.id, breaches: found }]
    }),
    cost: checked.value.cost,
  }
  const isSaved = await replaceDays(record, edited)
  if (!isSaved) return fail({ code: 'plan-changed' })
  return ok({ weekPlanId: record.id, version: record.version + 1 })
}

function checkedPlan(
  problem: PlanProblem,
  before: Plan,
  routes: readonly PlanRoute[],
): Result<Plan, SaveEditFailure> {
  const { recomputed } = checkPlan(problem, { ...before, routes })
  const missing = new Map(recomputed.unplanned.map(({ store, visits }) => [store, visits]))
  const unplanned = before.unplanned.flatMap((visit) => {
    const visits = missing.get(visit.store) ?? 0
    return visits > 0 ? [{ ...visit, visits }] : []
  })
  const plan = { ...before, routes, unplanned, cost: planCost(problem, routes, missing) }
  const { violations } = checkPlan(problem, plan)
  if (violations.some(({ code }) => code === 'unreachable')) return fail({ code: 'unreachable' })
  const fault = violations.find(({ code }) => !BROKEN_BY_HAND.has(code))
  assert(fault === undefined, `a change by hand made a wrong plan: ${JSON.stringify(fault)}`)
  return ok(plan)
}

function breachesOf(problem: PlanProblem, plan: Plan): Map<string, Purpose[]> {
  const breaches = new Map<string, Purpose[]>()
  const index = new PlanIndex(problem, plan)
  for (const { manager, day } of plan.routes) {
    for (const breach of index.breachesOn(manager, day)) {
      if (breach.store === undefined) continue
      const key = visitKey(breach.store, day)
      breaches.set(key, [...(breaches.get(key) ?? []), sentenceOf(breach)])
    }
  }
  return breaches
}

function sentenceOf({ code, params }: Breach): Purpose {
  return { code, params }
}

/** A visit takes its purposes along to another day. */
function purposesOf(
  cycle: OpenWeek['cycle'],
  changed: readonly PlanRoute[],
): Map<string, readonly Purpose[]> {
  const known = new Map(
    visitsOf(cycle).flatMap(({ day, visit }) => [
      [String(visit.retailerId), visit.purposes] as const,
      [visitKey(visit.retailerId, day), visit.purposes] as const,
    ]),
  )
  return new Map(
    changed.flatMap(({ day, stops }) =>
      stops.map(({ store }) => {
        const key = visitKey(store, day)
        return [key, known.get(key) ?? known.get(store) ?? ADDED_BY_HAND]
      }),
    ),
  )
}
