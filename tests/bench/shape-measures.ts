/**
 * How even the days of a plan are, and how far the areas of a manager's days lie apart.
 *
 * Evenness   (most − least) ÷ mean of the work of the days on which a manager works, where the work of a day is its
 *            driving plus its service, as the cost term `balance` counts it; a day without visits is 0.
 * Overlap    the area of a day is the convex hull of its stops on site. Of one manager's week: the area that two days or
 *            more cover ÷ the area that any covers; the mean over managers and weeks. A day of fewer than three stops, or
 *            of stops in a line, has no area, and a week without areas is left out.
 */
import { area, convex, featureCollection, intersect, points, union } from '@turf/turf'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import type { Position } from '@/lib/domain/geo/position'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'

type Routes = Pick<Plan, 'routes'>
type Area = Feature<Polygon | MultiPolygon>

export type Evenness = {
  /** Over all days of all managers. */
  readonly spread: number
  /** Of the manager whose own days are the least even. */
  readonly spreadOverDays: number
  /** Of the managers' totals. */
  readonly spreadOverManagers: number
}

export function evennessOf(problem: PlanProblem, plan: Routes): Evenness {
  const service = new Map(problem.stores.map(({ id, serviceSeconds }) => [id, serviceSeconds]))
  const work = new Map<string, number>()
  for (const { manager, day, stops, driveSeconds } of plan.routes) {
    const inShops = stops.reduce((sum, { store }) => sum + service.get(store)!, 0)
    work.set(`${manager}:${day}`, driveSeconds + inShops)
  }
  const byManager = problem.managers.map(({ id, daysOff = [] }) =>
    problem.days.flatMap((_, day) => (daysOff.includes(day) ? [] : [work.get(`${id}:${day}`) ?? 0])),
  )
  return {
    spread: spreadOf(byManager.flat()),
    spreadOverDays: Math.max(...byManager.map(spreadOf)),
    spreadOverManagers: spreadOf(byManager.map(sum)),
  }
}

/** (most − least) ÷ mean; 0 of nothing. */
export function spreadOf(values: readonly number[]): number {
  const mean = sum(values) / values.length
  return mean > 0 ? (Math.max(...values) - Math.min(...values)) / mean : 0
}

export function overlapOf(problem: PlanProblem, plan: Routes, daysOfWeek = 5): number {
  const positions = new Map<string, Position>(
    problem.stores.flatMap(({ id, position, channel }) => (channel === 'phone' ? [] : [[id, position]])),
  )
  const weeks = new Map<string, Area[]>()
  for (const { manager, day, stops } of plan.routes) {
    const hull = hullOf(
      stops.flatMap(({ store }) => {
        const position = positions.get(store)
        return position ? [position] : []
      }),
    )
    const week = `${manager}:${Math.floor(day / daysOfWeek)}`
    if (hull) weeks.set(week, [...(weeks.get(week) ?? []), hull])
  }
  const overlaps = [...weeks.values()].map(sharedPart)
  return overlaps.length > 0 ? sum(overlaps) / overlaps.length : 0
}

function hullOf(positions: readonly Position[]): Area | undefined {
  if (positions.length < 3) return undefined
  const hull = convex(points(positions.map((position) => [...position])))
  return hull && area(hull) > 0 ? hull : undefined
}

/** Of all that the areas cover, the part that two or more of them do. */
function sharedPart(areas: readonly Area[]): number {
  const shared = areas.flatMap((one, k) =>
    areas.slice(k + 1).flatMap((other) => intersect(featureCollection([one, other])) ?? []),
  )
  return coveredM2(shared) / coveredM2(areas)
}

function coveredM2(areas: readonly Area[]): number {
  const [first, ...others] = areas
  if (!first) return 0
  const whole = others.length > 0 ? union(featureCollection([first, ...others])) : first
  return whole ? area(whole) : 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
