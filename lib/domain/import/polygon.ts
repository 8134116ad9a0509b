/**
 * Polygons as plain lists of parts, rings and vertices: what they span, how large they are, which way they run.
 *
 * Units   positions in degrees; areas in square metres on a plane around the polygon's middle latitude, good to a few
 *         parts in a thousand up to the size of a province.
 * Shape   a part is an exterior ring and its holes; every ring repeats its first vertex at the end.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { type BBox, EARTH_RADIUS_M, type Position } from '@/lib/domain/geo/position'

export type Ring = readonly Position[]
export type Part = readonly Ring[]

const METERS_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180

export function boxOf(parts: readonly Part[]): BBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const part of parts) {
    for (const ring of part) {
      for (const [lng, lat] of ring) {
        if (lng < west) west = lng
        if (lng > east) east = lng
        if (lat < south) south = lat
        if (lat > north) north = lat
      }
    }
  }
  return [west, south, east, north]
}

/** Square metres in a square degree around this latitude. */
export function squareDegreeM2(lat: number): number {
  return METERS_PER_DEGREE * METERS_PER_DEGREE * Math.max(1e-6, Math.cos((lat * Math.PI) / 180))
}

export function areaM2(parts: readonly Part[]): number {
  const [, south, , north] = boxOf(parts)
  const squareDegrees = parts.reduce(
    (sum, [exterior = [], ...holes]) =>
      sum +
      Math.abs(signedArea(exterior)) -
      holes.reduce((held, hole) => held + Math.abs(signedArea(hole)), 0),
    0,
  )
  return Math.max(0, squareDegrees) * squareDegreeM2((south + north) / 2)
}

/** Area of the smallest convex shape around the ring: nearly nothing for a point or a line, however it folds. */
export function hullAreaM2(ring: Ring): number {
  const points = ring.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (order: readonly Position[]) => {
    const chain: Position[] = []
    for (const p of order) {
      while (chain.length >= 2 && turn(chain.at(-2) ?? p, chain.at(-1) ?? p, p) <= 0) chain.pop()
      chain.push(p)
    }
    return chain
  }
  const hull = [...half(points), ...half(points.toReversed())]
  return Math.abs(signedArea(hull)) * squareDegreeM2(ring[0]?.[1] ?? 0)
}

/** Exteriors counter-clockwise and holes clockwise, as RFC 7946 §3.1.6 has it. */
export function toGeometry(parts: readonly Part[]): Polygon | MultiPolygon {
  const coordinates = parts.map((part) =>
    part.map((ring, k) => {
      const isCounterClockwise = signedArea(ring) > 0
      const run = isCounterClockwise === (k === 0) ? ring : ring.toReversed()
      return run.map(([lng, lat]) => [lng, lat])
    }),
  )
  const [only] = coordinates
  return coordinates.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates }
}

/** Positive if the ring runs counter-clockwise; in square degrees, taken from its first vertex to lose no digits. */
export function signedArea(ring: Ring): number {
  const [originX, originY] = ring[0] ?? [0, 0]
  let sum = 0
  for (let k = 0; k + 1 < ring.length; k++) {
    const [ax, ay] = ring[k]!
    const [bx, by] = ring[k + 1]!
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY)
  }
  return sum / 2
}

/** Positive if a → b → c turns left, 0 if it goes straight on. */
export function turn([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

/** 1 inside, 0 on the line, -1 outside. */
export function sideOfRing(point: Position, ring: Ring): 1 | 0 | -1 {
  const [x, y] = point
  let inside = false
  for (let k = 0; k + 1 < ring.length; k++) {
    const a = ring[k]!
    const b = ring[k + 1]!
    if (y < Math.min(a[1], b[1]) || y > Math.max(a[1], b[1])) continue
    const side = turn(a, b, point)
    if (side === 0 && x >= Math.min(a[0], b[0]) && x <= Math.max(a[0], b[0])) return 0
    if (a[1] > y !== b[1] > y && side > 0 === b[1] > a[1]) inside = !inside
  }
  return inside ? 1 : -1
}
