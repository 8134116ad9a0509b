/**
 * How even and how compact territories (片区) are, and what moving a retailer would change.
 *
 * Units   seconds of work in a month; metres.
 * Shape   `territoryOf` holds one territory number per store, 0 … count − 1.
 *         Balance is (most − least work) ÷ mean, 0 when even. Compactness is the mean distance of the work from
 *         the center of its territory, which is the mean position weighted by work: smaller is tighter.
 */
import { distanceM, type Position } from '@/lib/domain/geo/position'

export type TerritoryStore = {
  readonly id: string
  readonly position: Position
  /** Seconds of work in a month (work-load.ts). */
  readonly workS: number
}

export type TerritoryMeasure = {
  readonly stores: number
  readonly workS: number
  /** Null for a territory without stores. */
  readonly center: Position | null
  readonly meanDistanceM: number
}

export type TerritoriesMeasure = {
  readonly territories: readonly TerritoryMeasure[]
  readonly spread: number
  readonly meanDistanceM: number
}

export function measureTerritories(
  stores: readonly TerritoryStore[],
  territoryOf: readonly number[],
  count: number,
): TerritoriesMeasure {
  const members: TerritoryStore[][] = Array.from({ length: count }, () => [])
  stores.forEach((store, i) => {
    members[territoryOf[i]!]!.push(store)
  })
  const territories = members.map(measure)
  const loads = territories.map(({ workS }) => workS)
  const totalS = loads.reduce((sum, workS) => sum + workS, 0)
  const distances = territories.reduce((sum, { workS, meanDistanceM }) => sum + workS * meanDistanceM, 0)
  return {
    territories,
    spread: totalS === 0 ? 0 : ((Math.max(...loads) - Math.min(...loads)) / totalS) * count,
    meanDistanceM: totalS === 0 ? 0 : distances / totalS,
  }
}

/**
 * A division of which only some territories count, for the measures: stores of the others are left out.
 *
 * Shape   `members` holds the places in `stores` of those that count, `compact` their territory as its place in `ids`.
 */
export function compactDivision(
  territoryOf: readonly number[],
  ids: readonly number[],
): { readonly members: readonly number[]; readonly compact: readonly number[] } {
  const placeOf = new Map(ids.map((id, place) => [id, place]))
  const members = territoryOf.flatMap((territory, i) => (placeOf.has(territory) ? [i] : []))
  return { members, compact: members.map((i) => placeOf.get(territoryOf[i]!)!) }
}

function measure(members: readonly TerritoryStore[]): TerritoryMeasure {
  const workS = members.reduce((sum, store) => sum + store.workS, 0)
  if (members.length === 0) return { stores: 0, workS: 0, center: null, meanDistanceM: 0 }
  const weightOf = (store: TerritoryStore) => (workS === 0 ? 1 / members.length : store.workS / workS)
  const mean = (amountOf: (store: TerritoryStore) => number) =>
    members.reduce((sum, store) => sum + weightOf(store) * amountOf(store), 0)
  const center: Position = [mean(({ position }) => position[0]), mean(({ position }) => position[1])]
  return {
    stores: members.length,
    workS,
    center,
    meanDistanceM: mean(({ position }) => distanceM(position, center)),
  }
}

export type Move = { readonly storeId: string; readonly to: number }

/** The measures as they are and as they would be after the moves, nothing else changed. */
export function effectOfMoving(
  moves: readonly Move[],
  stores: readonly TerritoryStore[],
  territoryOf: readonly number[],
  count: number,
): { before: TerritoriesMeasure; after: TerritoriesMeasure } {
  const targets = new Map(moves.map(({ storeId, to }) => [storeId, to]))
  const moved = stores.map(({ id }, i) => targets.get(id) ?? territoryOf[i]!)
  return {
    before: measureTerritories(stores, territoryOf, count),
    after: measureTerritories(stores, moved, count),
  }
}
