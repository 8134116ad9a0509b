/**
 * The ways of a week's routes over the streets, leg by leg, for the map; made when first asked for and kept with the day.
 *
 * Shape   one line a leg, in the order of the stops on site, from the start and back to the end. Without a road network
 *         the legs are straight, and `isEstimated` says so.
 */
import { findWeekPlan, getCycle, type PlanDayRecord, saveLegs } from '@/lib/db/plan-repository'
import { findStopPositions } from '@/lib/db/stop-retailer-repository'
import { findTerritory, type TerritoryRecord } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { weekOf } from '@/lib/domain/calendar/dates'
import type { Position } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { RoadGraph } from '@/lib/domain/travel/road-graph'
import { legsOf } from '@/lib/domain/travel/route-geometry'
import { findRoadGraph } from './road-graph'

export type RouteLines = {
  readonly days: readonly { readonly dayIndex: number; readonly legs: readonly (readonly Position[])[] }[]
  readonly isEstimated: boolean
}

export async function viewRouteLines(
  actor: Actor,
  weekPlanId: number,
): Promise<Result<RouteLines, { code: 'no-such-plan' | 'forbidden' }>> {
  if (!can(actor, 'view-plans')) return fail({ code: 'forbidden' })
  const plan = await findWeekPlan(weekPlanId)
  if (!plan) return fail({ code: 'no-such-plan' })
  if (!can(actor, 'view-plans', plan.territoryId)) return fail({ code: 'forbidden' })

  const [territory, cycle] = await Promise.all([findTerritory(plan.territoryId), getCycle(plan.cycleId)])
  const days = cycle.days.filter(({ date, visits }) => weekOf(date) === plan.week && visits.length > 0)
  const graph = days.some(({ legs }) => !legs) ? await findRoadGraph() : undefined
  const positions = await findStopPositions(
    days.flatMap((day) => day.visits.map((visit) => visit.retailerId)),
  )
  const lines = []
  for (const day of days) {
    const places = placesOf(day, territory!, positions)
    lines.push({ dayIndex: day.dayIndex, legs: day.legs ?? (await drawLegs(day, places, territory!, graph)) })
  }
  return ok({ days: lines, isEstimated: days.some(({ legs }) => !legs) && !graph })
}

/** Visits by phone are made wherever the manager is: no way leads to them. */
function placesOf(
  { visits }: PlanDayRecord,
  { start, end }: TerritoryRecord,
  positions: ReadonlyMap<number, Position>,
): Position[] {
  const stops = visits.filter(({ channel }) => channel !== 'phone')
  return [start, ...stops.map(({ retailerId }) => positions.get(retailerId)!), end]
}

async function drawLegs(
  day: PlanDayRecord,
  places: readonly Position[],
  { travelMode }: TerritoryRecord,
  graph: RoadGraph | undefined,
): Promise<Position[][]> {
  if (!graph) return places.slice(1).map((to, k) => [places[k]!, to])
  const legs = legsOf(graph, travelMode, places).map(({ positions }) => positions.map(rounded))
  await saveLegs(day.id, legs)
  return legs
}

/** To a decimetre, which keeps a day's lines small. */
function rounded([lng, lat]: Position): [number, number] {
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]
}
