/**
 * What is wrong with the shape of a polygon, and where. Nothing is repaired: the person who drew it decides.
 *
 * Shape   rings may touch themselves and each other in single vertices; they may not cross, nor run along themselves.
 *         Parts of a multipolygon may share edges. Looked at in the file's own coordinates, before any change of
 *         datum, so that what is exactly equal there stays equal.
 * Cost    O(n log n) for ordinary shapes: segments are found by their boxes.
 * Source  OGC 06-103r4, section 6.1.11 (simple, closed rings).
 */
import Flatbush from 'flatbush'
import { isInside, type Position } from '@/lib/domain/geo/position'
import { boxOf, hullAreaM2, type Part, type Ring, sideOfRing, turn } from './polygon'

export type PolygonFault = {
  readonly code: 'RING_TOO_SHORT' | 'RING_NOT_CLOSED' | 'ZERO_AREA' | 'SELF_INTERSECTION' | 'HOLE_OUTSIDE'
  /** The crossing, or the vertex that shows the fault. */
  readonly at: Position | undefined
}

/** Less than this is a slip of the hand. */
const AREA_MIN_M2 = 1

type Segment = { a: Position; b: Position; part: number; ring: Ring; index: number }

export function findPolygonFault(parts: readonly Part[]): PolygonFault | undefined {
  if (parts.length === 0 || parts.some((part) => part.length === 0)) {
    return { code: 'RING_TOO_SHORT', at: undefined }
  }
  for (const ring of parts.flat()) {
    const [first] = ring
    const last = ring.at(-1)
    if (ring.length < 4 || !first || !last) return { code: 'RING_TOO_SHORT', at: first }
    if (!isSame(first, last)) return { code: 'RING_NOT_CLOSED', at: last }
    if (hullAreaM2(ring) < AREA_MIN_M2) return { code: 'ZERO_AREA', at: first }
  }
  const crossing = findCrossing(parts)
  if (crossing) return { code: 'SELF_INTERSECTION', at: crossing }
  return findMisplacedRing(parts)
}

function findCrossing(parts: readonly Part[]): Position | undefined {
  const segments: Segment[] = []
  parts.forEach((part, k) => {
    for (const whole of part) {
      const ring = whole.filter((vertex, i) => i === 0 || !isSame(vertex, whole[i - 1]!))
      for (let index = 0; index + 1 < ring.length; index++) {
        segments.push({ a: ring[index]!, b: ring[index + 1]!, part: k, ring, index })
      }
    }
  })
  const boxes = new Flatbush(segments.length)
  for (const { a, b } of segments) {
    boxes.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
  }
  boxes.finish()
  for (const [k, { a, b }] of segments.entries()) {
    const near = boxes.search(
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[0], b[0]),
      Math.max(a[1], b[1]),
      (other) => other > k,
    )
    for (const other of near) {
      const place = meeting(segments[k]!, segments[other]!)
      if (place) return place
    }
  }
  return undefined
}

/** Where two segments meet in a way that they must not. */
function meeting(one: Segment, two: Segment): Position | undefined {
  const { a, b } = one
  const { a: c, b: d } = two
  const sides = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)] as const
  if (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) {
    const share = sides[2] / (sides[2] - sides[3])
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
  }
  if (sides[0] === 0 && sides[1] === 0) {
    const overlap = findOverlap(a, b, c, d)
    return overlap && one.part === two.part ? overlap : undefined
  }
  if (one.ring !== two.ring) return undefined

  const segmentsOfRing = one.ring.length - 1
  const isNext = two.index === one.index + 1
  const isAround = one.index === 0 && two.index === segmentsOfRing - 1
  if (isNext || isAround) return undefined
  // Each vertex is the end of one segment: looked at there, so that it is looked at once.
  if (isSame(b, d)) return crossesAt(one.ring, one.index + 1, two.index + 1) ? b : undefined
  if (isSame(a, c) || isSame(a, d) || isSame(b, c)) return undefined
  const touch = [
    [sides[0], c, a, b],
    [sides[1], d, a, b],
    [sides[2], a, c, d],
    [sides[3], b, c, d],
  ] as const
  return touch.find(([side, p, from, to]) => side === 0 && isBetween(p, from, to))?.[1]
}

/** Some point that two segments on one line have in common, other than a single end. */
function findOverlap(a: Position, b: Position, c: Position, d: Position): Position | undefined {
  const axis = Math.abs(b[0] - a[0]) >= Math.abs(b[1] - a[1]) ? 0 : 1
  const from = Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]))
  const to = Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis]))
  return from < to ? [a, b, c, d].find((p) => p[axis] === from) : undefined
}

/** Do the two passages of a ring through one vertex cross there, rather than only touch? */
function crossesAt(ring: Ring, i: number, j: number): boolean {
  const count = ring.length - 1
  const at = (k: number) => ring[((k % count) + count) % count]!
  const center = at(i)
  const angle = (p: Position) => Math.atan2(p[1] - center[1], p[0] - center[0])
  const start = angle(at(i - 1))
  const from = (p: Position) => (angle(p) - start + 4 * Math.PI) % (2 * Math.PI)
  const end = from(at(i + 1))
  const isInSector = (p: Position) => from(p) < end
  return isInSector(at(j - 1)) !== isInSector(at(j + 1))
}

/** A hole outside its exterior or inside another hole, or a part inside another part. No ring crosses another here. */
function findMisplacedRing(parts: readonly Part[]): PolygonFault | undefined {
  for (const [exterior = [], ...holes] of parts) {
    for (const [k, hole] of holes.entries()) {
      const isMisplaced =
        sideOf(hole, exterior) === -1 || holes.some((other, i) => i !== k && sideOf(hole, other) === 1)
      if (isMisplaced) return { code: 'HOLE_OUTSIDE', at: hole[0] }
    }
  }
  if (parts.length === 1) return undefined
  const boxes = parts.map((part) => boxOf([part]))
  for (const [k, [ring = []]] of parts.entries()) {
    const inside = parts.some(([exterior = [], ...holes], i) => {
      if (i === k || !ring[0] || !isInside(ring[0], boxes[i]!)) return false
      return sideOf(ring, exterior) === 1 && !holes.some((hole) => sideOf(ring, hole) !== -1)
    })
    if (inside) return { code: 'SELF_INTERSECTION', at: ring[0] }
  }
  return undefined
}

/** The side of the first vertex that is not on the line of the other ring. */
function sideOf(ring: Ring, other: Ring): 1 | 0 | -1 {
  for (const vertex of ring) {
    const side = sideOfRing(vertex, other)
    if (side !== 0) return side
  }
  return 0
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

function isBetween(p: Position, a: Position, b: Position): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  )
}
