/**
 * The territory (片区) that a place would belong to: that of the nearest retailer within 3 km.
 *
 * Shape   null where no retailer is that near, so that nobody is sent across the city for one that stands alone. Of two
 *         at the same distance the earlier wins.
 */
import { pointIndex } from '@/lib/domain/geo/point-index'
import type { Position } from '@/lib/domain/geo/position'

export type TerritoryPlace = { readonly position: Position; readonly territoryId: number }

/** Few are looked at where shops stand close. */
const RADII_M = [300, 1_000, 3_000]

export function territoryFinder(places: readonly TerritoryPlace[]): (position: Position) => number | null {
  const index = pointIndex(places.map(({ position }) => position))
  return (position) => {
    for (const radiusM of RADII_M) {
      let nearest: number | undefined
      let nearestM = Number.POSITIVE_INFINITY
      index.forEachWithin(position, radiusM, (point, awayM) => {
        if (awayM > nearestM || (awayM === nearestM && point > (nearest ?? 0))) return
        nearest = point
        nearestM = awayM
      })
      if (nearest !== undefined) return places[nearest]?.territoryId ?? null
    }
    return null
  }
}
