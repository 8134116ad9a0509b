/**
 * Is a place where the organisation works, or would it be with longitude and latitude exchanged?
 *
 * Units   positions in WGS 84 degrees, distances in metres.
 * Shape   with a region: what lies in it, or within half a degree of it. Without one the file is its own measure: what
 *         lies within 1,000 km of the middle of its positions, and no shop stands beyond 80° north or south.
 */
import { type BBox, distanceM, isInside, type Position } from '@/lib/domain/geo/position'

export type Verdict = 'plausible' | 'swapped' | 'outside'

const MARGIN_DEG = 0.5
const FAR_M = 1_000_000
const LAT_MAX = 80

export function placeJudge(positions: readonly Position[], region?: BBox): (position: Position) => Verdict {
  const isPlausible = region ? insideOf(region) : nearMiddleOf(positions)
  return ([lng, lat]) => {
    if (isPlausible([lng, lat])) return 'plausible'
    return Math.abs(lng) <= 90 && isPlausible([lat, lng]) ? 'swapped' : 'outside'
  }
}

function insideOf([west, south, east, north]: BBox): (position: Position) => boolean {
  const wide: BBox = [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG]
  return (position) => isInside(position, wide)
}

function nearMiddleOf(positions: readonly Position[]): (position: Position) => boolean {
  const inhabited = positions.filter(([, lat]) => Math.abs(lat) <= LAT_MAX)
  const middle: Position = [median(inhabited.map(([lng]) => lng)), median(inhabited.map(([, lat]) => lat))]
  return (position) =>
    Math.abs(position[1]) <= LAT_MAX && (inhabited.length === 0 || distanceM(position, middle) <= FAR_M)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
