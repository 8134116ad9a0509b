/**
 * Finds the points near a place, exactly: a kd-tree narrows by box, the great circle decides.
 *
 * Units   metres; positions [lng, lat] in WGS 84 degrees.
 * Shape   answers are indices into the positions given, in no particular order. A point at the radius is inside.
 */
import KDBush from 'kdbush'
import { boxAround, distanceM, type Position } from './position'

export type PointIndex = {
  within(center: Position, radiusM: number): number[]
}

export function pointIndex(positions: readonly Position[]): PointIndex {
  const tree = new KDBush(positions.length)
  for (const [lng, lat] of positions) tree.add(lng, lat)
  tree.finish()
  return {
    within(center, radiusM) {
      // one percent wider: the circle's widest parallel is not quite the one through its center
      const candidates = tree.range(...boxAround(center, radiusM * 1.01))
      return candidates.filter((i) => distanceM(center, positions[i]!) <= radiusM)
    },
  }
}
