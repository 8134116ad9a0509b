/**
 * Where a city is built up: the outline of all places that lie close together, from points alone.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   a grid of squares that hold a point; gaps up to `2 × reachM` are closed (widen, then narrow again by as
 *         much, less the margin), the squares united and their corners cut. Counter-clockwise exteriors (RFC 7946).
 * Source  morphological closing, J. Serra, Image Analysis and Mathematical Morphology, 1982; corner cutting,
 *         G. Chaikin, An algorithm for high-speed curve generation, 1974.
 */
import type { MultiPolygon } from 'geojson'
import { type Cell, mergeCells } from './merge-cells'
import { planeAround, type Xy } from './plane'
import type { Position } from './position'

export type BuiltUpRule = {
  readonly cellM: number
  readonly reachM: number
  /** How far the outline stays outside the points. */
  readonly marginM: number
  /** Parts smaller than this are hamlets and strays; holes smaller than this are part of the city. */
  readonly partMinM2: number
}

export function builtUpArea(points: readonly Position[], rule: BuiltUpRule): MultiPolygon {
  const { cellM, reachM, marginM, partMinM2 } = rule
  const plane = planeAround(points)
  const occupied = new Set<number>()
  for (const position of points) {
    const [x, y] = plane.toXy(position)
    occupied.add(keyOf(Math.floor(x / cellM), Math.floor(y / cellM)))
  }
  const wide = widened(occupied, diskOf(Math.round(reachM / cellM)))
  const narrowing = diskOf(Math.round(Math.max(0, reachM - marginM) / cellM))
  const closed = [...wide].filter((key) => narrowing.every(([dx, dy]) => wide.has(key + keyStep(dx, dy))))

  const parts = mergeCells(closed.map((key) => squareOf(key, cellM)))
    .filter(([exterior]) => areaOf(exterior!) >= partMinM2)
    .map((rings) => rings.filter((ring, k) => k === 0 || areaOf(ring) >= partMinM2))
  return {
    type: 'MultiPolygon',
    coordinates: parts.map((rings) =>
      rings.map((ring) => cutCorners(ring).map((xy) => [...plane.toPosition(xy)])),
    ),
  }
}

/** A square's column and row in one number; city grids stay far below a million squares a side. */
const SIDE = 2 ** 20
const keyOf = (column: number, row: number) => (column + SIDE / 2) * SIDE + (row + SIDE / 2)
const keyStep = (columns: number, rows: number) => columns * SIDE + rows

function widened(squares: ReadonlySet<number>, reach: readonly Xy[]): Set<number> {
  const wide = new Set<number>()
  for (const key of squares) for (const [dx, dy] of reach) wide.add(key + keyStep(dx, dy))
  return wide
}

function diskOf(radius: number): Xy[] {
  const disk: Xy[] = []
  for (let dx = -radius; dx <= radius; dx++) {
    for (let dy = -radius; dy <= radius; dy++) if (dx * dx + dy * dy <= radius * radius) disk.push([dx, dy])
  }
  return disk
}

function squareOf(key: number, cellM: number): Cell {
  const column = Math.floor(key / SIDE) - SIDE / 2
  const row = (key % SIDE) - SIDE / 2
  const [west, south, east, north] = [column, row, column + 1, row + 1].map((k) => k * cellM) as [
    number,
    number,
    number,
    number,
  ]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
}

/** Corners of a staircase become slopes: runs are joined first, then each corner is cut. */
function cutCorners(ring: readonly Xy[]): Xy[] {
  const corners = withoutStraights(ring.slice(0, -1))
  const open = corners.flatMap(([ax, ay], k): Xy[] => {
    const [bx, by] = corners[(k + 1) % corners.length]!
    return [
      [0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by],
      [0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by],
    ]
  })
  return [...open, open[0]!]
}

function withoutStraights(ring: readonly Xy[]): Xy[] {
  return ring.filter(([x, y], k) => {
    const [px, py] = ring.at(k - 1)!
    const [nx, ny] = ring[(k + 1) % ring.length]!
    return (x - px) * (ny - y) !== (nx - x) * (y - py)
  })
}

function areaOf(ring: readonly Xy[]): number {
  let twice = 0
  for (let k = 0; k + 1 < ring.length; k++) {
    twice += ring[k]![0] * ring[k + 1]![1] - ring[k + 1]![0] * ring[k]![1]
  }
  return Math.abs(twice) / 2
}
