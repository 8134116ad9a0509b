/**
 * Store rings: core, secondary and fringe (核心、次级、边缘商圈) around one retailer.
 *
 * A ring is two things, and every count says which of the two it is of: the *disc* out to its radius, which is
 * what is kept and compared, and the *band* between it and the next smaller ring, which is what is drawn.
 *
 * Units   radii in metres; positions [lng, lat] in WGS 84 degrees.
 * Shape   one Polygon per ring, its exterior counter-clockwise and its hole clockwise (RFC 7946 §3.1.6).
 * Errors  AssertionError if the radii do not strictly increase.
 * Source  W. Applebaum, Methods for Determining Store Trade Areas, J. Marketing Research 3(2), 1966.
 */

import { circle, polygon } from '@turf/turf'
import type { Feature, Polygon, Position as Vertex } from 'geojson'
import { assert } from '@/lib/domain/assert'
import type { Position } from '@/lib/domain/geo/position'

export const RINGS = ['core', 'secondary', 'fringe'] as const
export type Ring = (typeof RINGS)[number]
export type RingRadiiM = Readonly<Record<Ring, number>>

/** Where a ring comes from: the radii of its class, a model of choice such as Huff's, or customers' addresses. */
export const RING_SOURCES = ['fixed', 'modelled', 'observed'] as const
export type RingSource = (typeof RING_SOURCES)[number]

/** What a ring on the map says about itself: it runs from `fromM` (0 for the core) to `toM`. */
export type RingProperties = { ring: Ring; fromM: number; toM: number }

/** A polygon of 64 sides has 99.84 % of its circle's area, one of 128 sides 99.96 %. */
const STEPS = 64

/** Three disjoint bands; the core, having nothing inside it, is a disc. */
export function ringsAround(center: Position, radiiM: RingRadiiM): Feature<Polygon, RingProperties>[] {
  assert(areRingRadii(radiiM), 'ring radii must increase outwards')
  const boundaries = RINGS.map((ring) => boundaryAt(center, radiiM[ring]))
  return RINGS.map((ring, k) => {
    const inner = boundaries[k - 1]
    const fromM = k === 0 ? 0 : radiiM[RINGS[k - 1]!]
    const properties = { ring, fromM, toM: radiiM[ring] }
    return polygon(inner ? [boundaries[k]!, inner.toReversed()] : [boundaries[k]!], properties)
  })
}

/** Three discs, each holding the smaller ones. */
export function discsAround(center: Position, radiiM: RingRadiiM): Feature<Polygon, RingProperties>[] {
  assert(areRingRadii(radiiM), 'ring radii must increase outwards')
  return RINGS.map((ring) =>
    polygon([boundaryAt(center, radiiM[ring])], { ring, fromM: 0, toM: radiiM[ring] }),
  )
}

export function areRingRadii({ core, secondary, fringe }: RingRadiiM): boolean {
  return 0 < core && core < secondary && secondary < fringe && Number.isFinite(fringe)
}

/** A closed ring of vertices, counter-clockwise, each exactly `radiusM` from the center. */
function boundaryAt(center: Position, radiusM: number): Vertex[] {
  return circle([...center], radiusM, { steps: STEPS, units: 'meters' }).geometry.coordinates[0]!
}
