/**
 * Travel where no road is known: the great circle, lengthened by a detour factor, at one speed.
 *
 * Units   km/h; whole seconds, whole metres.
 * Source  DESIGN section 5: round(3600 × detour × km / speed) on a sphere of R = 6,371.0088 km.
 */
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { TravelMode } from './road-way'
import type { TravelMatrix } from './travel-matrix'

export type TravelEstimate = { readonly speedKmh: number; readonly detour: number }

export const TRAVEL_ESTIMATES: Readonly<Record<TravelMode, TravelEstimate>> = {
  car: { speedKmh: 20, detour: 1.3 },
  motorcycle: { speedKmh: 20, detour: 1.3 },
  foot: { speedKmh: 5, detour: 1.2 },
}

export function estimateLeg(
  from: Position,
  to: Position,
  { speedKmh, detour }: TravelEstimate,
): { seconds: number; meters: number } {
  const meters = distanceM(from, to)
  return {
    seconds: Math.round((3600 * detour * (meters / 1000)) / speedKmh),
    meters: Math.round(detour * meters),
  }
}

export function estimateMatrix(positions: readonly Position[], estimate: TravelEstimate): TravelMatrix {
  const size = positions.length
  const seconds = new Int32Array(size * size)
  const meters = new Int32Array(size * size)
  positions.forEach((from, i) => {
    positions.forEach((to, j) => {
      const leg = estimateLeg(from, to, estimate)
      seconds[i * size + j] = leg.seconds
      meters[i * size + j] = leg.meters
    })
  })
  return { size, seconds, meters, source: 'estimate', estimatedPlaces: positions.map((_, i) => i) }
}
