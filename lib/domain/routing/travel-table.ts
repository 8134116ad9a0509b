/**
 * Travel between the places of a planning problem: driving seconds and metres from each to each.
 *
 * Units   whole seconds and whole metres, flat and row-major (row = from, column = to).
 * Shape   memory that threads share, where the platform has it.
 * Source  an estimate is round(3600 × detour × km / speed) along great circles (DESIGN section 5), and no way if that is
 *         longer than any leg may be.
 */
import { assert } from '@/lib/domain/assert'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { everyPair } from './every-pair'
import {
  isTravelTable,
  type PlanProblem,
  SECOND_MAX,
  type TravelEstimate,
  type TravelTable,
  UNREACHABLE_S,
} from './problem'
import type { Leg, TravelBetween } from './schedule'

export function createTravelTable(places: readonly string[], source?: string): TravelTable {
  const bytes = 4 * places.length * places.length
  const numbers = () =>
    new Int32Array(
      typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes),
    )
  return { places, seconds: numbers(), meters: numbers(), ...(source !== undefined && { source }) }
}

/** The places of a problem by their names: each manager's start and end, and each store that is driven to. */
export function placesOf(
  problem: Pick<PlanProblem, 'managers' | 'stores'>,
): { name: string; position: Position }[] {
  return [
    ...problem.managers.flatMap(({ id, start, end }) => [
      { name: `${id}:start`, position: start },
      { name: `${id}:end`, position: end },
    ]),
    ...problem.stores
      .filter(({ channel }) => channel !== 'phone')
      .map(({ id, position }) => ({ name: id, position })),
  ]
}

/** The table of a problem; roads must have been made into a table before. */
export function travelTableOf(problem: PlanProblem): TravelTable {
  if (isTravelTable(problem.travel)) return problem.travel
  assert('estimate' in problem.travel, 'travel along roads is resolved before planning')
  return estimateTravel(problem, problem.travel.estimate)
}

function estimateTravel(problem: PlanProblem, estimate: TravelEstimate['estimate']): TravelTable {
  const places = placesOf(problem)
  const size = places.length
  const table = createTravelTable(
    places.map(({ name }) => name),
    'estimate',
  )
  everyPair(size, (i, j) => {
    const { seconds, meters } = estimateLeg(places[i]!.position, places[j]!.position, estimate)
    table.seconds[i * size + j] = seconds
    table.seconds[j * size + i] = seconds
    table.meters[i * size + j] = meters
    table.meters[j * size + i] = meters
    return true
  })
  return table
}

/** Legs by the names of their ends, straight from a table. */
export function travelBetween(table: TravelTable): TravelBetween {
  const index = new Map(table.places.map((name, k) => [name, k]))
  const size = table.places.length
  return (from, to) => {
    const cell = index.get(from)! * size + index.get(to)!
    return { seconds: table.seconds[cell]!, meters: table.meters[cell]! }
  }
}

/** Legs of a problem one by one, for a few routes of it. */
export function legsOf(problem: PlanProblem): TravelBetween {
  const { travel } = problem
  if (isTravelTable(travel)) return travelBetween(travel)
  assert('estimate' in travel, 'travel along roads is resolved before planning')
  const positions = new Map(placesOf(problem).map(({ name, position }) => [name, position]))
  return (from, to) => estimateLeg(positions.get(from)!, positions.get(to)!, travel.estimate)
}

function estimateLeg(from: Position, to: Position, { speedKmh, detour }: TravelEstimate['estimate']): Leg {
  const km = distanceM(from, to) / 1000
  const seconds = Math.round((3600 * detour * km) / speedKmh)
  const meters = Math.round(1000 * detour * km)
  return { seconds: seconds > SECOND_MAX ? UNREACHABLE_S : seconds, meters }
}
