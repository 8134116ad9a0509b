/**
 * Splits a planning problem into parts that do not concern each other: one manager and the stores that are surely theirs.
 *
 * Where stores are free, all stay together up to `TOGETHER_MAX`; beyond that each free store first gets the manager whose
 * start is near and whose days are not yet full.
 *
 * Shape   every store is in exactly one part; managers without stores are in none. Travel tables shrink to the part.
 */
import { distanceM } from '@/lib/domain/geo/position'
import {
  isTravelTable,
  type PlanManager,
  type PlanProblem,
  type PlanStore,
  type TravelTable,
} from './problem'
import { createTravelTable, placesOf } from './travel-table'

const TOGETHER_MAX = 2000
/** Assumed driving to a visit while nothing is planned yet. */
const DRIVE_S = 600

export function splitProblem(problem: PlanProblem): PlanProblem[] {
  const { managers, stores } = problem
  if (stores.length === 0) return []
  const named = stores.map(managerOf)
  const isFree = named.some((manager) => manager === undefined)
  if (managers.length > 1 && isFree && stores.length <= TOGETHER_MAX) return [problem]
  const assigned = isFree ? assignManagers(problem, named) : (named as string[])

  const storesOf = new Map<string, PlanStore[]>()
  for (const [k, store] of stores.entries()) {
    const list = storesOf.get(assigned[k]!) ?? []
    list.push(store.manager === undefined ? { ...store, manager: assigned[k]! } : store)
    storesOf.set(assigned[k]!, list)
  }
  return managers.flatMap((manager) => {
    const own = storesOf.get(manager.id)
    return own ? [partOf(problem, manager, own)] : []
  })
}

function managerOf({ manager, lock = [] }: PlanStore): string | undefined {
  return manager ?? lock.find((visit) => visit.manager !== undefined)?.manager
}

function partOf(problem: PlanProblem, manager: PlanManager, stores: readonly PlanStore[]): PlanProblem {
  const { days, weights, travel, previous } = problem
  const own = new Set(stores.map(({ id }) => id))
  const part = { days, managers: [manager], stores, weights }
  return {
    ...part,
    travel: isTravelTable(travel) ? shrinkTable(travel, part) : travel,
    ...(previous && {
      previous: {
        routes: previous.routes.flatMap((route) => {
          const stops = route.stops.filter(({ store }) => own.has(store))
          return stops.length > 0 ? [{ ...route, stops }] : []
        }),
      },
    }),
  }
}

function shrinkTable(table: TravelTable, part: Pick<PlanProblem, 'managers' | 'stores'>): TravelTable {
  const names = placesOf(part).map(({ name }) => name)
  if (names.length === table.places.length && names.every((name, k) => name === table.places[k])) return table
  const index = new Map(table.places.map((name, k) => [name, k]))
  const rows = names.map((name) => index.get(name)!)
  const small = createTravelTable(names, table.source)
  const from = table.places.length
  const size = names.length
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      small.seconds[i * size + j] = table.seconds[rows[i]! * from + rows[j]!]!
      small.meters[i * size + j] = table.meters[rows[i]! * from + rows[j]!]!
    }
  }
  return small
}

function assignManagers(problem: PlanProblem, named: readonly (string | undefined)[]): string[] {
  const { managers, stores, days } = problem
  const room = managers.map(
    ({ shift, daysOff = [] }) => Math.max(1, days.length - daysOff.length) * (shift[1] - shift[0]),
  )
  const load = managers.map(() => 0)
  const index = new Map(managers.map(({ id }, k) => [id, k]))
  const workOf = ({ patterns, visits, serviceSeconds }: PlanStore) =>
    (visits ?? patterns?.[0]?.length ?? 1) * (serviceSeconds + DRIVE_S)
  const assigned: (string | undefined)[] = [...named]
  const free: { store: number; distances: number[]; nearest: number }[] = []
  for (const [k, store] of stores.entries()) {
    const manager = named[k]
    if (manager !== undefined) load[index.get(manager)!]! += workOf(store)
    else {
      const distances = managers.map(({ start }) => distanceM(start, store.position))
      free.push({ store: k, distances, nearest: Math.min(...distances) })
    }
  }
  free.sort((a, b) => a.nearest - b.nearest || a.store - b.store)
  for (const { store, distances } of free) {
    let best = 0
    let bestCost = Number.POSITIVE_INFINITY
    for (const [k, distance] of distances.entries()) {
      // a manager whose days are full seems as far again for each full measure
      const cost = (distance + 500) * (1 + (load[k]! / room[k]!) ** 4)
      if (cost < bestCost) {
        best = k
        bestCost = cost
      }
    }
    load[best]! += workOf(stores[store]!)
    assigned[store] = managers[best]!.id
  }
  return assigned as string[]
}
