/**
 * Which place is nearest, as polygons: the Voronoi (Thiessen) cells of positions.
 *
 * Units   [x, y] in metres on a plane (plane.ts).
 * Shape   one cell per position, counter-clockwise, without the first vertex repeated; empty for a position that
 *         repeats an earlier one. Cells share their vertices exactly, as `mergeCells` needs. They end at a box
 *         `marginM` outside the positions.
 */
import { featureCollection, point, voronoi } from '@turf/turf'
import type { Cell } from './merge-cells'
import type { Xy } from './plane'

export function voronoiCells(places: readonly Xy[], marginM: number): Cell[] {
  const firstAt = new Map<string, number>()
  places.forEach((place, i) => {
    if (!firstAt.has(`${place}`)) firstAt.set(`${place}`, i)
  })
  const distinct = [...firstAt.values()]
  const xs = places.map(([x]) => x)
  const ys = places.map(([, y]) => y)
  const { features } = voronoi(featureCollection(distinct.map((i) => point([...places[i]!]))), {
    bbox: [min(xs) - marginM, min(ys) - marginM, max(xs) + marginM, max(ys) + marginM],
  })
  const cells: Cell[] = places.map(() => [])
  distinct.forEach((i, k) => {
    const ring = features[k]!.geometry.coordinates[0]!.slice(0, -1) as unknown as Xy[]
    cells[i] = isCounterClockwise(ring) ? ring : ring.reverse()
  })
  return cells
}

function isCounterClockwise(ring: readonly Xy[]): boolean {
  let sum = 0
  ring.forEach(([ax, ay], k) => {
    const [bx, by] = ring[(k + 1) % ring.length]!
    sum += ax * by - bx * ay
  })
  return sum > 0
}

const min = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const max = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
