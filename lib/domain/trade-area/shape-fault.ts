/**
 * Why an outline cannot be a trade area. The shape itself is judged as an import judges it (polygon-fault.ts).
 *
 * Units   square metres; positions [lng, lat] in WGS 84 degrees.
 */
import type { BBox, Position } from '@/lib/domain/geo/position'
import { areaM2, boxOf } from '@/lib/domain/import/polygon'
import { findPolygonFault, type PolygonFault } from '@/lib/domain/import/polygon-fault'
import type { ShapeParts } from './read-shape'

export const VERTICES_MAX = 10_000
/** Half a football field: less holds no shop and its surroundings. */
export const SHAPE_MIN_M2 = 2_500

export type ShapeFault = {
  readonly code: PolygonFault['code'] | 'TOO_SMALL' | 'TOO_MANY_VERTICES' | 'OUTSIDE_CITY' | 'SWAPPED'
  readonly at?: Position
  readonly params?: Readonly<Record<string, number>>
}

export function findShapeFault(parts: ShapeParts, city: BBox): ShapeFault | undefined {
  const vertices = parts.flat(2).length
  if (vertices > VERTICES_MAX) {
    return { code: 'TOO_MANY_VERTICES', params: { vertices, limit: VERTICES_MAX } }
  }
  const fault = findPolygonFault(parts)
  if (fault) return { code: fault.code, ...(fault.at && { at: fault.at }) }

  const box = boxOf(parts)
  if (!meet(box, city)) {
    const exchanged: BBox = [box[1], box[0], box[3], box[2]]
    return { code: meet(exchanged, city) ? 'SWAPPED' : 'OUTSIDE_CITY' }
  }
  const found = areaM2(parts)
  if (found < SHAPE_MIN_M2) return { code: 'TOO_SMALL', params: { areaM2: found, leastM2: SHAPE_MIN_M2 } }
  return undefined
}

function meet(a: BBox, b: BBox): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}
