/**
 * How far the rings of two retailers overlap (重叠区), in closed form, and how hard-pressed that leaves each.
 *
 * Units   radii and distances in metres, areas in m², ratios 0…1 (the ratio of areas may exceed 1).
 * Shape   overlaps are of discs, never of bands.
 * Source  lens of two circles; the four ratios are those of Esri's Measure Overlap (PRODUCT section 4.3).
 *         On the plane: over a 5 km disc the sphere differs by less than one part in a million.
 */
import { distanceM, type Position } from '@/lib/domain/geo/position'

export type Disc = { readonly id: string; readonly position: Position; readonly radiusM: number }

export type OverlapRatios = {
  /** A1: area of the first ÷ area of the second. */
  readonly areas: number
  /** A2: shared ÷ united area, the Jaccard index. */
  readonly ofUnion: number
  /** A3: shared area ÷ area of the first. */
  readonly ofFirst: number
  /** A4: shared area ÷ area of the second. */
  readonly ofSecond: number
}

export type Overlap = OverlapRatios & {
  readonly id: string
  readonly distanceM: number
  readonly sharedM2: number
}

export type Competition = {
  /** CI: the sum of the shares of this disc that each neighbour's disc covers; 0 is alone. */
  readonly competitionIndex: number
  /** All neighbours that overlap, the one that covers most first. */
  readonly overlaps: readonly Overlap[]
}

/** The area that two circles share. */
export function lensAreaM2(r: number, R: number, d: number): number {
  if (d >= r + R) return 0
  if (d <= Math.abs(R - r)) return Math.PI * Math.min(r, R) ** 2
  const kite = Math.sqrt(Math.max(0, (-d + r + R) * (d + r - R) * (d - r + R) * (d + r + R)))
  const sector = (near: number, far: number) =>
    near * near * Math.acos(Math.max(-1, Math.min(1, (d * d + near * near - far * far) / (2 * d * near))))
  return sector(r, R) + sector(R, r) - kite / 2
}

export function overlapRatios(r: number, R: number, d: number): OverlapRatios {
  const first = Math.PI * r * r
  const second = Math.PI * R * R
  const shared = lensAreaM2(r, R, d)
  return {
    areas: first / second,
    ofUnion: shared / (first + second - shared),
    ofFirst: shared / first,
    ofSecond: shared / second,
  }
}

/** One retailer among its neighbours. The retailer itself, recognised by its id, is passed over. */
export function competitionAround(disc: Disc, neighbours: readonly Disc[]): Competition {
  const overlaps: Overlap[] = []
  for (const other of neighbours) {
    if (other.id === disc.id) continue
    const awayM = distanceM(disc.position, other.position)
    if (awayM >= disc.radiusM + other.radiusM) continue
    overlaps.push({
      id: other.id,
      distanceM: awayM,
      sharedM2: lensAreaM2(disc.radiusM, other.radiusM, awayM),
      ...overlapRatios(disc.radiusM, other.radiusM, awayM),
    })
  }
  overlaps.sort((a, b) => b.ofFirst - a.ofFirst || a.distanceM - b.distanceM || (a.id < b.id ? -1 : 1))
  return { competitionIndex: overlaps.reduce((total, { ofFirst }) => total + ofFirst, 0), overlaps }
}
