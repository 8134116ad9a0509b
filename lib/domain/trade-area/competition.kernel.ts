/**
 * The competition index of every retailer of a city at once: CI_s = Σ_t (share of s's disc that t's disc covers).
 *
 * Units   metres; the index is a sum of shares, 0 when alone.
 * Shape   one radius per position, and so is the answer; `pairs` counts the pairs that overlap.
 * Cost    each pair once, from its larger disc's side, so that a few wide rural rings do not widen the search of
 *         all the narrow urban ones.
 */
import { pointIndex } from '@/lib/domain/geo/point-index'
import type { Position } from '@/lib/domain/geo/position'
import { lensAreaM2 } from './overlap'

export function competitionIndices(
  positions: readonly Position[],
  radiiM: Float64Array,
): { index: Float64Array; pairs: number } {
  const points = pointIndex(positions)
  const index = new Float64Array(positions.length)
  let pairs = 0
  positions.forEach((center, i) => {
    const r = radiiM[i]!
    points.forEachWithin(center, 2 * r, (j, awayM) => {
      const s = radiiM[j]!
      if (s > r || (s === r && j <= i)) return // the other one finds this pair
      if (awayM >= r + s) return
      const shared = lensAreaM2(r, s, awayM)
      index[i]! += shared / (Math.PI * r * r)
      index[j]! += shared / (Math.PI * s * s)
      pairs++
    })
  })
  return { index, pairs }
}
