/**
 * A planning problem as the solver's inner model: a crew for each manager, a slot for each manager's working day.
 *
 * Units   seconds; a visit counts 1 against `visitsMax`. Places on a plane in whole metres around the first store.
 * Source  the cost terms of docs/planner.md.
 */
import { dayNumber } from '@/lib/domain/calendar/dates'
import { EARTH_RADIUS_M } from '@/lib/domain/geo/position'
import { type Model, NEVER } from './kernel/model.kernel'
import { buildModel, type ModelSlot, type ModelStore } from './model'
import {
  type PlanProblem,
  type PlanStore,
  type PlanWeights,
  type TravelTable,
  UNREACHABLE_S,
} from './problem'

/** The speed at which the distance of stops from their route's center is counted as time. */
export const COMPACT_SPEED_MPS = 5
const ANY_DATE = 1_000_000

export type PlanModel = {
  readonly model: Model
  /** Position in the travel table of each store, −1 by phone; and of each manager's start and end. */
  readonly storePlace: readonly number[]
  readonly startPlace: readonly number[]
  readonly endPlace: readonly number[]
}

export function toModel(problem: PlanProblem, table: TravelTable): PlanModel {
  const { days, managers, stores, weights, previous } = problem
  const crewOf = new Map(managers.map(({ id }, k) => [id, k]))
  const placeOf = new Map(table.places.map((name, k) => [name, k]))
  const origin = days[0] ? dayNumber(days[0].date) : 0
  const storePlace = stores.map(({ id, channel }) => (channel === 'phone' ? -1 : placeOf.get(id)!))
  const startPlace = managers.map(({ id }) => placeOf.get(`${id}:start`)!)
  const endPlace = managers.map(({ id }) => placeOf.get(`${id}:end`)!)

  const before = new Map<string, { day: number; crew: number }[]>()
  for (const { manager, day, stops } of previous?.routes ?? []) {
    for (const { store } of stops) {
      const visits = before.get(store) ?? []
      visits.push({ day, crew: crewOf.get(manager) ?? -1 })
      before.set(store, visits)
    }
  }

  const slots = managers.flatMap((manager, crew) =>
    days.flatMap((_, day): ModelSlot[] => {
      if (manager.daysOff?.includes(day)) return []
      return [
        {
          crew,
          day,
          start: startPlace[crew]!,
          end: endPlace[crew]!,
          from: manager.shift[0],
          softEnd: manager.shift[1],
          hardEnd: NEVER,
          capacity: manager.visitsMax ?? NEVER,
          ...(manager.break && { break: manager.break }),
        },
      ]
    }),
  )
  const points = planePositions(stores)
  const model = buildModel({
    travel: table.seconds,
    placeCount: table.places.length,
    dates: days.map(({ date }) => dayNumber(date) - origin),
    crewCount: managers.length,
    alike: false,
    unreachable: UNREACHABLE_S,
    prices: {
      drive: weights.drive,
      overtime: weights.overtime,
      overtimeIsLimit: false,
      balance: balancePrice(
        weights,
        slots.map(({ from }) => from),
        slots.map(({ softEnd }) => softEnd),
      ),
      compact: weights.compact / COMPACT_SPEED_MPS,
      change: previous ? weights.change : 0,
    },
    slots,
    stores: stores.map((store, k): ModelStore => {
      const { gapDays, lastVisit, lock = [] } = store
      const since = lastVisit === undefined || !gapDays ? undefined : dayNumber(lastVisit) - origin
      const named = store.manager ?? lock.find(({ manager }) => manager !== undefined)?.manager
      return {
        place: storePlace[k]!,
        service: store.serviceSeconds,
        demand: 1,
        dropPrice: weights.unplanned * (store.priority ?? 1),
        crew: named === undefined ? -1 : crewOf.get(named)!,
        ...(store.patterns && { patterns: store.patterns }),
        visits: store.visits ?? 0,
        gap: gapDays ?? [1, ANY_DATE],
        first: since === undefined ? [-ANY_DATE, ANY_DATE] : [since + gapDays![0], since + gapDays![1]],
        windows: store.windows ?? [],
        closed: store.closedDays ?? [],
        locks: lock.map(({ day, position }) => ({ day, position: position ?? -1 })),
        ...(before.has(store.id) && { previous: before.get(store.id)! }),
        x: points[k]![0],
        y: points[k]![1],
      }
    }),
  })
  return { model, storePlace, startPlace, endPlace }
}

/** Per squared second, so that the spread counts in mean shifts. */
export function balancePrice(weights: PlanWeights, from: ArrayLike<number>, to: ArrayLike<number>): number {
  let shifts = 0
  for (let slot = 0; slot < from.length; slot++) shifts += to[slot]! - from[slot]!
  return (weights.balance * from.length) / Math.max(1, shifts)
}

/** Whole metres east and north of the first store that is driven to. */
export function planePositions(stores: readonly PlanStore[]): [x: number, y: number][] {
  const onsite = stores.filter(({ channel }) => channel !== 'phone')
  const [lng0, lat0] = onsite[0]?.position ?? [0, 0]
  const meanLat = onsite.reduce((sum, { position }) => sum + position[1], 0) / Math.max(1, onsite.length)
  const northward = (EARTH_RADIUS_M * Math.PI) / 180
  const eastward = northward * Math.cos((meanLat * Math.PI) / 180)
  return stores.map(({ position: [lng, lat] }) => [
    Math.round(eastward * (lng - lng0)),
    Math.round(northward * (lat - lat0)),
  ])
}
