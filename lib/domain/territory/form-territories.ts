/**
 * Forms territories (片区): divides retailers among customer managers so that the work is even and each territory
 * lies together.
 *
 * First k-means with a price on each territory that rises while it is overloaded, which gives convex territories of
 * about equal work. Then single retailers move or change places across borders for as long as that makes territories
 * tighter or the work more even, the pull towards evenness growing until the work is even enough; then borders are
 * straightened. Numbers of retailers may differ by some 8 % from the mean before they count as uneven too. Of several
 * starts the tightest even one wins.
 *
 * Shape   one territory number per store. Where nothing is kept, territories are numbered from west to east. The
 *         same stores, count and seed give the same territories.
 * Errors  AssertionError if `keep` names a territory that is not among `count`.
 * Source  S. Lloyd, Least squares quantization in PCM, 1982, with the additive weights of F. Aurenhammer,
 *         Minkowski-type theorems and least-squares clustering, 1998; start as D. Arthur and S. Vassilvitskii,
 *         k-means++, 2007.
 */
import { assert } from '@/lib/domain/assert'
import { planeAround } from '@/lib/domain/geo/plane'
import { seededRandom } from '@/lib/domain/random'
import { balancedClusters } from './balanced-clusters.kernel'
import { measureTerritories, type TerritoriesMeasure, type TerritoryStore } from './measure'

export type FormTerritories = {
  readonly stores: readonly TerritoryStore[]
  readonly count: number
  readonly seed: number
  /** By store id, the territory that it stays in; the others are free. */
  readonly keep?: ReadonlyMap<string, number>
}

export type Territories = { readonly territoryOf: readonly number[]; readonly measure: TerritoriesMeasure }

/** Even enough: from here on, tighter is better. */
export const SPREAD_GOAL = 0.05
const COUNT_SLACK = 0.08
const STARTS = 4
/** Beyond so many territories there is one start: it takes as long as many of a city's. */
const MANY = 60

export function formTerritories({ stores, count, seed, keep = new Map() }: FormTerritories): Territories {
  assert(count >= 1, 'there must be at least one territory')
  for (const [id, territory] of keep) {
    assert(0 <= territory && territory < count, `store ${id} is kept in territory ${territory} of ${count}`)
  }
  const plane = planeAround(stores.map(({ position }) => position))
  const places = stores.map(({ position }) => plane.toXy(position))
  const problem = {
    x: Float64Array.from(places, ([x]) => x),
    y: Float64Array.from(places, ([, y]) => y),
    // a store without work still has its place, at next to no weight
    weight: Float64Array.from(stores, ({ workS }) => Math.max(1, workS)),
    pinned: Int16Array.from(stores, ({ id }) => keep.get(id) ?? -1),
    count,
    spreadGoal: SPREAD_GOAL,
    countSlack: COUNT_SLACK,
  }
  const random = seededRandom(seed)
  let best: Territories | undefined
  for (let start = 0; start < (count > MANY ? 1 : STARTS); start++) {
    const found = [...balancedClusters(problem, random)]
    const measure = measureTerritories(stores, found, count)
    if (!best || isBetter(measure, best.measure)) best = { territoryOf: found, measure }
  }
  return keep.size > 0 ? best! : numberedFromWest(best!, stores, count)
}

/** Even enough comes first, then tighter. */
export function isBetter(a: TerritoriesMeasure, b: TerritoriesMeasure): boolean {
  if (Math.max(a.spread, b.spread) > 1.2 * SPREAD_GOAL) return a.spread < b.spread
  return a.meanDistanceM < b.meanDistanceM
}

function numberedFromWest(
  { territoryOf, measure }: Territories,
  stores: readonly TerritoryStore[],
  count: number,
) {
  const lngOf = (territory: number) => measure.territories[territory]!.center?.[0] ?? 180
  const fromWest = Array.from({ length: count }, (_, k) => k).sort((a, b) => lngOf(a) - lngOf(b) || a - b)
  const renumbered = territoryOf.map((territory) => fromWest.indexOf(territory))
  return { territoryOf: renumbered, measure: measureTerritories(stores, renumbered, count) }
}
