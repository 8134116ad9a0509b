/**
 * Which areas of a file cover each other, and by how much.
 *
 * Units   square metres, by 100 lines across the box that two areas share: good to 1 or 2 % of the common area.
 * Cost    each pair whose boxes meet costs 100 × its edges; beyond `WORK_MAX` the rest of the areas are not compared.
 * Assumes areas without faults (polygon-fault.ts), so that even-odd counting along a line tells inside from outside.
 */
import Flatbush from 'flatbush'
import type { BBox } from '@/lib/domain/geo/position'
import { type Part, squareDegreeM2 } from './polygon'

const LINES = 100
const WORK_MAX = 200_000_000
/** Less than this share of the smaller area is two people drawing one border. */
export const SHARE_MIN = 0.01

type Shape = { readonly parts: readonly Part[]; readonly bbox: BBox }
export type Area = Shape & { readonly row: number; readonly areaM2: number }
export type Overlap = { readonly rows: readonly [number, number]; readonly areaM2: number }

/** The pairs that overlap, among the first `compared` areas and all that follow each of them. */
export function findOverlaps(areas: readonly Area[]): { overlaps: Overlap[]; compared: number } {
  const overlaps: Overlap[] = []
  if (areas.length < 2) return { overlaps, compared: areas.length }
  const boxes = new Flatbush(areas.length)
  for (const { bbox } of areas) boxes.add(...bbox)
  boxes.finish()
  const edges = areas.map(({ parts }) => parts.reduce((n, part) => part.reduce((m, r) => m + r.length, n), 0))
  let work = 0
  for (const [k, area] of areas.entries()) {
    for (const other of boxes.search(...area.bbox, (i) => i > k).sort((a, b) => a - b)) {
      work += LINES * (edges[k]! + edges[other]!)
      if (work > WORK_MAX) return { overlaps, compared: k }
      const areaM2 = commonM2(area, areas[other]!)
      if (areaM2 > SHARE_MIN * Math.min(area.areaM2, areas[other]!.areaM2)) {
        overlaps.push({ rows: [area.row, areas[other]!.row], areaM2 })
      }
    }
  }
  return { overlaps, compared: areas.length }
}

/** The ground that two areas share. */
export function commonM2(one: Shape, two: Shape): number {
  const south = Math.max(one.bbox[1], two.bbox[1])
  const north = Math.min(one.bbox[3], two.bbox[3])
  const step = (north - south) / LINES
  if (step <= 0) return 0
  let degrees = 0
  for (let k = 0; k < LINES; k++) {
    const lat = south + (k + 0.5) * step
    degrees += commonLength(crossingsOf(one.parts, lat), crossingsOf(two.parts, lat))
  }
  return degrees * step * squareDegreeM2((south + north) / 2)
}

/** Longitudes at which the outline crosses a line of latitude, in order: inside between the 1st and 2nd, and so on. */
function crossingsOf(parts: readonly Part[], lat: number): number[] {
  const crossings: number[] = []
  for (const part of parts) {
    for (const ring of part) {
      for (let k = 0; k + 1 < ring.length; k++) {
        const [ax, ay] = ring[k]!
        const [bx, by] = ring[k + 1]!
        if (ay > lat !== by > lat) crossings.push(ax + ((lat - ay) / (by - ay)) * (bx - ax))
      }
    }
  }
  return crossings.sort((a, b) => a - b)
}

function commonLength(one: readonly number[], two: readonly number[]): number {
  let sum = 0
  for (let i = 0; i + 1 < one.length; i += 2) {
    for (let j = 0; j + 1 < two.length; j += 2) {
      sum += Math.max(0, Math.min(one[i + 1]!, two[j + 1]!) - Math.max(one[i]!, two[j]!))
    }
  }
  return sum
}
