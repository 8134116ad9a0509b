/** Colours of territories (片区): neighbours differ, and none is lost by day or by night. Names say which is which. */
import { distanceM, type Position } from '@/lib/domain/geo/position'

const COLORS = [
  '#3a6fb0',
  '#d1495b',
  '#2a9d8f',
  '#e09a2b',
  '#7b5ea7',
  '#5a9e4b',
  '#b5602f',
  '#45a5c4',
  '#b0528a',
  '#8c7d2e',
  '#5f6f92',
  '#d5829f',
] as const

/** One for each center: up to twelve all different, then that whose nearest other use is farthest away. */
export function territoryColors(centers: readonly (Position | null)[]): string[] {
  const chosen: number[] = []
  for (const [k, center] of centers.entries()) {
    let best = k % COLORS.length
    let bestM = -1
    for (let turn = 0; turn < COLORS.length; turn++) {
      const color = (k + turn) % COLORS.length
      let nearestM = Number.POSITIVE_INFINITY
      for (const [other, used] of chosen.entries()) {
        const place = centers[other]
        if (used === color && center && place) nearestM = Math.min(nearestM, distanceM(center, place))
      }
      if (nearestM > bestM) [best, bestM] = [color, nearestM]
    }
    chosen.push(best)
  }
  return chosen.map((color) => COLORS[color]!)
}
