/**
 * Small geometry of polygons in degrees: area, inside or not, a point that is inside.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; areas in square metres.
 * Shape   rings as GeoJSON has them: first the exterior, then holes, first vertex repeated at the end.
 * Cost    linear in the vertices.
 */
import type { MultiPolygon, Polygon, Position as Vertex } from 'geojson'
import { EARTH_RADIUS_M, type Position } from '@/lib/domain/geo/position'

export type Rings = readonly (readonly Vertex[])[]

const RADIANS = Math.PI / 180

export function polygonsOf(geometry: Polygon | MultiPolygon): readonly Rings[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

export function polygonAreaM2(geometry: Polygon | MultiPolygon): number {
  return polygonsOf(geometry).reduce((sum, rings) => sum + ringsAreaM2(rings), 0)
}

/** On the plane that touches the earth at the ring: exact enough for anything a city holds. */
function ringsAreaM2([exterior, ...holes]: Rings): number {
  if (!exterior) return 0
  return Math.abs(signedAreaM2(exterior)) - holes.reduce((sum, hole) => sum + Math.abs(signedAreaM2(hole)), 0)
}

/** Positive where the ring runs counter-clockwise. */
export function signedAreaM2(ring: readonly Vertex[]): number {
  const [lng0, lat0] = (ring[0] ?? [0, 0]) as [number, number]
  const metresNorth = EARTH_RADIUS_M * RADIANS
  const metresEast = metresNorth * Math.cos(lat0 * RADIANS)
  let twice = 0
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    twice += (a[0]! - lng0) * (b[1]! - lat0) - (b[0]! - lng0) * (a[1]! - lat0)
  }
  return (twice / 2) * metresEast * metresNorth
}

/** Even-odd rule over all rings, so holes count as outside. */
export function isInRings([lng, lat]: Position, rings: Rings): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i]!
      const b = ring[j]!
      if (a[1]! > lat === b[1]! > lat) continue
      if (lng < ((b[0]! - a[0]!) * (lat - a[1]!)) / (b[1]! - a[1]!) + a[0]!) inside = !inside
    }
  }
  return inside
}

export function isInPolygon(position: Position, geometry: Polygon | MultiPolygon): boolean {
  return polygonsOf(geometry).some((rings) => isInRings(position, rings))
}

/** The centroid where it lies inside, else the middle of the longest stretch across: always inside. */
export function interiorPoint(geometry: Polygon | MultiPolygon): Position {
  const largest = polygonsOf(geometry).reduce((best, rings) =>
    ringsAreaM2(rings) > ringsAreaM2(best) ? rings : best,
  )
  const center = centroid(largest[0] ?? [])
  return isInRings(center, largest) ? center : middleAcross(largest, center)
}

function centroid(ring: readonly Vertex[]): Position {
  const [lng0, lat0] = (ring[0] ?? [0, 0]) as [number, number]
  let twice = 0
  let x = 0
  let y = 0
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    const cross = (a[0]! - lng0) * (b[1]! - lat0) - (b[0]! - lng0) * (a[1]! - lat0)
    twice += cross
    x += (a[0]! + b[0]! - 2 * lng0) * cross
    y += (a[1]! + b[1]! - 2 * lat0) * cross
  }
  return twice === 0 ? [lng0, lat0] : [lng0 + x / (3 * twice), lat0 + y / (3 * twice)]
}

function middleAcross(rings: Rings, fallback: Position): Position {
  const lats = (rings[0] ?? []).map((vertex) => vertex[1]!)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  // parallels off the vertices' own latitudes; the first that gives a point inside decides
  for (const share of [0.5013, 0.3017, 0.7019, 0.1511, 0.8513]) {
    const lat = south + (north - south) * share
    const lngs = rings.flatMap((ring) => crossings(ring, lat)).sort((a, b) => a - b)
    let best: Position | undefined
    let widest = 0
    for (let i = 0; i + 1 < lngs.length; i += 2) {
      const width = lngs[i + 1]! - lngs[i]!
      if (width <= widest) continue
      widest = width
      best = [(lngs[i]! + lngs[i + 1]!) / 2, lat]
    }
    if (best) return best
  }
  return fallback
}

export function crossings(ring: readonly Vertex[], lat: number): number[] {
  const lngs: number[] = []
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1]! > lat === b[1]! > lat) continue
    lngs.push(a[0]! + ((lat - a[1]!) * (b[0]! - a[0]!)) / (b[1]! - a[1]!))
  }
  return lngs
}
