/**
 * The point on a street from which a place is reached.
 *
 * Units   metres, millimetres along the edge; positions [lng, lat] in WGS 84 degrees.
 * Shape   the nearest point on any edge that the mode can use and that connects to the rest; nothing beyond
 *         SNAP_MAX_M. Of equally near edges the one with the lowest number.
 */
import { distanceM, EARTH_RADIUS_M, type Position } from '@/lib/domain/geo/position'
import { pieceMm, SHAPE_UNITS } from './road-graph'
import type { RoadNetwork } from './road-network'

export type Snap = {
  readonly edge: number
  readonly alongMm: number
  readonly point: Position
  /** From the place to the point, as the crow flies. */
  readonly awayM: number
}

/** Farther off, the map has no street there: the way would be a walk of many minutes that nobody takes. */
export const SNAP_MAX_M = 500
const SEARCH_RADII_M = [60, 250, SNAP_MAX_M]
const METERS_PER_UNIT = (EARTH_RADIUS_M * Math.PI) / 180 / SHAPE_UNITS

export function findSnap(network: RoadNetwork, position: Position): Snap | undefined {
  for (const radiusM of SEARCH_RADII_M) {
    const found = nearestWithin(network, position, radiusM)
    if (found) return found
  }
  return undefined
}

function nearestWithin(network: RoadNetwork, position: Position, radiusM: number): Snap | undefined {
  const { graph, index, indexed } = network
  if (!index) return undefined
  const { shape, shapeStart } = graph
  const x = position[0] * SHAPE_UNITS
  const y = position[1] * SHAPE_UNITS
  const shrink = Math.cos((position[1] * Math.PI) / 180)
  const reachY = radiusM / METERS_PER_UNIT
  const reachX = reachY / Math.max(0.01, shrink)
  const candidates = index.search(x - reachX, y - reachY, x + reachX, y + reachY)

  let best = { squared: reachY * reachY, edge: -1, point: 0, share: 0 }
  for (const candidate of candidates) {
    const edge = indexed[candidate]!
    for (let p = shapeStart[edge]!; p < shapeStart[edge + 1]! - 1; p++) {
      const ax = (shape[2 * p]! - x) * shrink
      const ay = shape[2 * p + 1]! - y
      const dx = (shape[2 * p + 2]! - shape[2 * p]!) * shrink
      const dy = shape[2 * p + 3]! - shape[2 * p + 1]!
      const squaredLength = dx * dx + dy * dy
      const share = squaredLength === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squaredLength))
      const squared = (ax + share * dx) ** 2 + (ay + share * dy) ** 2
      if (squared > best.squared || (squared === best.squared && best.edge >= 0 && edge >= best.edge))
        continue
      best = { squared, edge, point: p, share }
    }
  }
  if (best.edge < 0) return undefined

  let alongMm = Math.round(pieceMm(shape, best.point) * best.share)
  for (let p = shapeStart[best.edge]!; p < best.point; p++) alongMm += pieceMm(shape, p)
  const at = (k: number) =>
    shape[2 * best.point + k]! + best.share * (shape[2 * best.point + 2 + k]! - shape[2 * best.point + k]!)
  const point: Position = [at(0) / SHAPE_UNITS, at(1) / SHAPE_UNITS]
  return { edge: best.edge, alongMm, point, awayM: distanceM(position, point) }
}
