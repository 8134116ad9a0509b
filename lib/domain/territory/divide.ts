/**
 * Divides retailers into territories (片区) anew, from the division that stands: as even in work as territories formed
 * from nothing, and with as many shops left to their manager as the person wants.
 *
 * A territory that ends gives its stores to the nearest others, one that is added begins as half of the one with the
 * most work. From there single stores move or change places as in form-territories.ts; one that leaves its territory
 * must save as much extent as so many stores have on average. `any` also forms territories from nothing and names
 * them so that most stores stay, and takes the better.
 *
 * Shape   territories are numbered as at present, those added from `count` on. A kept territory neither gives nor takes
 *         stores. The same problem gives the same division.
 * Errors  AssertionError if no territory is left to divide among, or a store is kept in one that ends.
 */
import { assert } from '@/lib/domain/assert'
import { planeAround } from '@/lib/domain/geo/plane'
import { distanceM } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { balancedClusters, type ClusterProblem, rebalancedClusters } from './balanced-clusters.kernel'
import { formTerritories, isBetter, SPREAD_GOAL } from './form-territories'
import { matchNames } from './match-names'
import { measureTerritories, type TerritoryStore } from './measure'

/** How readily shops change their manager. */
export const CHANGES = ['few', 'some', 'any'] as const
export type Changes = (typeof CHANGES)[number]

export type DivisionProblem = {
  readonly stores: readonly TerritoryStore[]
  /** The present territory of each store, 0 … count − 1; −1 for one without. */
  readonly present: readonly number[]
  readonly count: number
  readonly added: number
  readonly closing: readonly number[]
  /** Territories that stay exactly as they are. */
  readonly kept: readonly number[]
  /** Stores that stay in their territory, by id. */
  readonly keptStores: readonly string[]
  readonly changes: Changes
  readonly seed: number
}

/** Extents of an average store that leaving home must save; on Montevideo's shops, see decision 0014. */
const PRICES: Readonly<Record<Changes, number>> = { few: 8, some: 1, any: 0 }

/** The territory of each store. */
export function divide(problem: DivisionProblem): number[] {
  const { stores, present, count, added, closing, kept, keptStores, changes, seed } = problem
  const slots = Array.from({ length: count + added }, (_, k) => k).filter(
    (k) => !closing.includes(k) && !kept.includes(k),
  )
  assert(slots.length > 0, 'no territory is left to divide among')
  const slotOf = new Map(slots.map((territory, slot) => [territory, slot]))
  const free = present.flatMap((territory, i) => (kept.includes(territory) ? [] : [i]))
  const home = Int16Array.from(free, (i) => slotOf.get(present[i]!) ?? -1)
  const staying = new Set(keptStores)
  const pinned = Int16Array.from(free, (i, k) => {
    const isStaying = staying.has(stores[i]!.id)
    assert(!isStaying || home[k]! >= 0, `store ${stores[i]!.id} is kept in a territory that ends`)
    return isStaying ? home[k]! : -1
  })

  const members = free.map((i) => stores[i]!)
  const clusters = clustersOf(members, pinned, slots.length)
  const start = startOf(members, home, clusters, seed)
  let best = [...rebalancedClusters(clusters, { start, home, price: PRICES[changes] })]
  if (changes === 'any') {
    const anew = formedAnew(members, home, pinned, slots.length, seed)
    const measureOf = (territoryOf: readonly number[]) =>
      measureTerritories(members, territoryOf, slots.length)
    if (isBetter(measureOf(anew), measureOf(best))) best = anew
  }
  const divided = [...present]
  free.forEach((i, k) => {
    divided[i] = slots[best[k]!]!
  })
  return divided
}

function clustersOf(stores: readonly TerritoryStore[], pinned: Int16Array, count: number): ClusterProblem {
  const plane = planeAround(stores.map(({ position }) => position))
  const places = stores.map(({ position }) => plane.toXy(position))
  return {
    x: Float64Array.from(places, ([x]) => x),
    y: Float64Array.from(places, ([, y]) => y),
    weight: Float64Array.from(stores, ({ workS }) => Math.max(1, workS)),
    pinned,
    count,
    spreadGoal: SPREAD_GOAL,
    countSlack: Number.POSITIVE_INFINITY, // the work decides; even numbers of stores would cost changes
  }
}

/** Where everybody begins: at home, or in the nearest territory; territories without stores get half of another. */
function startOf(
  stores: readonly TerritoryStore[],
  home: Int16Array,
  clusters: ClusterProblem,
  seed: number,
): Int16Array {
  const { count, weight, pinned } = clusters
  const start = home.slice()
  const settled = [...start.keys()].filter((k) => start[k]! >= 0)
  const { territories } = measureTerritories(
    settled.map((k) => stores[k]!),
    settled.map((k) => start[k]!),
    count,
  )
  stores.forEach(({ position }, k) => {
    if (start[k]! >= 0) return
    let nearestM = Number.POSITIVE_INFINITY
    start[k] = 0
    territories.forEach(({ center }, territory) => {
      const awayM = center ? distanceM(position, center) : Number.POSITIVE_INFINITY
      if (awayM < nearestM) [nearestM, start[k]] = [awayM, territory]
    })
  })
  const random = seededRandom(seed)
  for (let empty = 0; empty < count; empty++) {
    if (start.includes(empty)) continue
    const work = new Float64Array(count)
    start.forEach((territory, k) => {
      work[territory]! += weight[k]!
    })
    const heaviest = work.indexOf(Math.max(...work))
    const own = [...start.keys()].filter((k) => start[k] === heaviest)
    const halves = balancedClusters(
      clustersOf(
        own.map((k) => stores[k]!),
        Int16Array.from(own, (k) => (pinned[k]! < 0 ? -1 : 0)),
        2,
      ),
      random,
    )
    own.forEach((k, i) => {
      if (halves[i] === 1) start[k] = empty
    })
  }
  return start
}

/** Formed from nothing; those that nobody is kept in are named after the present one that they share most stores with. */
function formedAnew(
  stores: readonly TerritoryStore[],
  home: Int16Array,
  pinned: Int16Array,
  count: number,
  seed: number,
): number[] {
  const keep = new Map(stores.flatMap(({ id }, k) => (pinned[k]! < 0 ? [] : [[id, pinned[k]!]])))
  const { territoryOf } = formTerritories({ stores, count, seed, keep })
  const shared = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  territoryOf.forEach((territory, k) => {
    if (home[k]! >= 0) shared[territory]![home[k]!]!++
  })
  const fixed = new Set(keep.values())
  for (const territory of fixed) shared[territory]![territory] = stores.length * count // more than all others
  const names = matchNames(shared)
  return territoryOf.map((territory) => names[territory]!)
}
