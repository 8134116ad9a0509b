/**
 * Travel between the places of a planning problem: driving seconds and metres from each to each.
 *
 * Units   whole seconds and whole metres, flat and row-major (row = from, column = to).
 * Shape   memory that threads share, where the platform has it.
 * Source  an estimate is round(3600 × detour × km / speed) along great circles (DESIGN section 5).
 */
import { assert } from '@/lib/domain/assert'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import {
  isTravelTable,
  type PlanProblem,
  type TravelEstimate,
  type TravelTable,
  UNREACHABLE_S,
} from './problem'

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

export function estimateTravel(
  problem: Pick<PlanProblem, 'managers' | 'stores'>,
  { speedKmh, detour }: TravelEstimate['estimate'],
): TravelTable {
  const places = placesOf(problem)
  const size = places.length
  const table = createTravelTable(
    places.map(({ name }) => name),
    'estimate',
  )
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const km = distanceM(places[i]!.position, places[j]!.position) / 1000
      const meters = Math.round(1000 * detour * km)
      const seconds = Math.min(UNREACHABLE_S, Math.round((3600 * detour * km) / speedKmh))
      table.seconds[i * size + j] = seconds
      table.seconds[j * size + i] = seconds
      table.meters[i * size + j] = meters
      table.meters[j * size + i] = meters
    }
  }
  return table
}
