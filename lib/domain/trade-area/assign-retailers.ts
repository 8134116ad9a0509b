/**
 * Which trade area each retailer belongs to: the smallest that holds it, so that a campus or a mall comes before
 * the quarter around it.
 *
 * Shape   one index into `areas` per position, in their order; null outside every area. Of two areas of the same
 *         size the earlier wins.
 */
import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon } from 'geojson'
import { isInPolygon, polygonAreaM2 } from '@/lib/domain/city/polygon'
import { boxOf } from '@/lib/domain/geo/box-of'
import type { Position } from '@/lib/domain/geo/position'

export function assignRetailers(
  positions: readonly Position[],
  areas: readonly (Polygon | MultiPolygon)[],
): (number | null)[] {
  if (areas.length === 0) return positions.map(() => null)
  const index = new Flatbush(areas.length)
  for (const area of areas) index.add(...boxOf(area))
  index.finish()

  const bySize = areas.map((area, i) => ({ i, areaM2: polygonAreaM2(area) }))
  bySize.sort((a, b) => a.areaM2 - b.areaM2 || a.i - b.i)
  const rank = new Uint32Array(areas.length)
  bySize.forEach(({ i }, k) => {
    rank[i] = k
  })
  return positions.map((position) => {
    const candidates = index.search(position[0], position[1], position[0], position[1])
    candidates.sort((a, b) => rank[a]! - rank[b]!)
    return candidates.find((i) => isInPolygon(position, areas[i]!)) ?? null
  })
}
