/**
 * Territories within the parts of an organisation: each region's own, as many as its retailers ask for, and its market
 * departments with neighbouring territories each.
 *
 * Shape   territories are numbered through the regions, in each from west to east.
 */
import { apportion } from '@/lib/domain/allocation/apportion'
import { formTerritories } from './form-territories'
import type { TerritoryStore } from './measure'

export type FormByRegion = {
  readonly stores: readonly TerritoryStore[]
  /** The region of each store. */
  readonly regionOf: readonly number[]
  /** How many departments each region has. */
  readonly departments: readonly number[]
  readonly count: number
  readonly seed: number
}

export type RegionTerritories = {
  /** The territory of each store. */
  readonly territoryOf: readonly number[]
  readonly territories: readonly {
    readonly region: number
    readonly department: number
    readonly meanDistanceM: number
  }[]
}

export function formByRegion({
  stores,
  regionOf,
  departments,
  count,
  seed,
}: FormByRegion): RegionTerritories {
  const members = departments.map((_, region) => regionOf.flatMap((of, k) => (of === region ? [k] : [])))
  const counts = apportion(
    count,
    members.map(({ length }) => length),
  )
  const territoryOf: number[] = []
  const territories = members.flatMap((own, region) => {
    if (own.length === 0) return []
    const first = counts.slice(0, region).reduce((sum, before) => sum + before, 0)
    const size = counts[region]!
    const formed = formTerritories({ stores: own.map((k) => stores[k]!), count: size, seed })
    own.forEach((k, i) => {
      territoryOf[k] = first + formed.territoryOf[i]!
    })
    return formed.measure.territories.map(({ meanDistanceM }, k) => ({
      region,
      department: Math.floor((k * departments[region]!) / size),
      meanDistanceM,
    }))
  })
  return { territoryOf, territories }
}
