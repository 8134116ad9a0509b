/**
 * Catchment (可达范围): the area that is reached from a place within a time, one way of moving.
 *
 * Units   positions [lng, lat] in WGS 84 degrees, seconds, metres.
 * Shape   one polygon, exterior counter-clockwise, holes clockwise (RFC 7946): the streets that are reached, each to the
 *         point where time runs out, and what lies within MARGIN_M of them, on a grid whose cells are MARGIN_M wide, or
 *         wider where the area has more than SIDE_CELLS_MAX of them to a side. Holes of less than HOLE_MIN_M2 are
 *         filled: blocks belong to the streets around them. Undefined where no street is near or none is reached.
 *         Every point of a street that the matrix reaches in the time lies inside.
 * Cost    one search up to the time, and one pass over the grid.
 */
import type { Polygon } from 'geojson'
import { planeAround } from '@/lib/domain/geo/plane'
import type { Position } from '@/lib/domain/geo/position'
import { NEVER } from './arc-search.kernel'
import { cellOutlines } from './cell-outline.kernel'
import { pieceMm, type RoadGraph, SHAPE_UNITS } from './road-graph'
import { type RoadNetwork, roadNetwork } from './road-network'
import type { TravelMode } from './road-way'
import { findSnap, type Snap } from './snap'
import { aimAt, doorMs, searchFrom, type Targets } from './travel-matrix'

const MARGIN_M = 40
const SIDE_CELLS_MAX = 256
const HOLE_MIN_M2 = 60_000

export function reachPolygon(
  graph: RoadGraph,
  mode: TravelMode,
  from: Position,
  seconds: number,
): Polygon | undefined {
  const network = roadNetwork(graph, mode)
  const snap = findSnap(network, from)
  const limitMs = Math.floor(1000 * seconds) - (snap ? doorMs(mode, snap) : 0)
  if (!snap || limitMs < 0) return undefined
  const targets = aimAt(network, [])
  searchFrom(network, targets, snap, limitMs)
  return outlineOf(reachedPieces(network, targets, snap, limitMs), snap.point)
}

/** Stretches of street, [lng, lat, lng, lat] each. */
function reachedPieces(network: RoadNetwork, { search }: Targets, from: Snap, limitMs: number): number[] {
  const { graph, arcCount, edge, timeMs, lengthMm, reverse } = network
  const isWhole = (arc: number) => arc >= 0 && search.startMs[arc]! <= limitMs - timeMs[arc]!
  const pieces: number[] = [...from.point, ...from.point]
  for (let arc = 0; arc < arcCount + 2; arc++) {
    const startMs = search.startMs[arc]!
    if (startMs === NEVER || startMs > limitMs) continue
    const isDrawn = arc < arcCount && reverse[arc]! < arc && isWhole(reverse[arc]!)
    if (isDrawn) continue
    const e = edge[arc]! >> 1
    const isAgainst = (edge[arc]! & 1) === 1
    const wholeMm = graph.lengthMm[e]!
    const share = timeMs[arc] === 0 ? 1 : Math.min(1, (limitMs - startMs) / timeMs[arc]!)
    const startMm = arc >= arcCount ? from.alongMm : isAgainst ? wholeMm : 0
    const endMm = startMm + (isAgainst ? -1 : 1) * share * lengthMm[arc]!
    addPieces(pieces, graph, e, Math.min(startMm, endMm), Math.max(startMm, endMm))
  }
  return pieces
}

function addPieces(pieces: number[], graph: RoadGraph, edge: number, lowMm: number, highMm: number): void {
  const { shape, shapeStart, lengthMm } = graph
  const isWhole = lowMm <= 0 && highMm >= lengthMm[edge]!
  let alongMm = 0
  for (let p = shapeStart[edge]!; p < shapeStart[edge + 1]! - 1; p++) {
    const lng = shape[2 * p]!
    const lat = shape[2 * p + 1]!
    const east = shape[2 * p + 2]! - lng
    const north = shape[2 * p + 3]! - lat
    let [first, last] = [0, 1]
    if (!isWhole) {
      const pieceLengthMm = pieceMm(shape, p)
      first = Math.max(0, (lowMm - alongMm) / pieceLengthMm)
      last = Math.min(1, (highMm - alongMm) / pieceLengthMm)
      alongMm += pieceLengthMm
      if (!(first <= last)) continue
    }
    pieces.push(
      (lng + first * east) / SHAPE_UNITS,
      (lat + first * north) / SHAPE_UNITS,
      (lng + last * east) / SHAPE_UNITS,
      (lat + last * north) / SHAPE_UNITS,
    )
  }
}

function outlineOf(pieces: readonly number[], center: Position): Polygon | undefined {
  const plane = planeAround([center])
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  const xys = new Float64Array(pieces.length)
  for (let k = 0; k < pieces.length; k += 2) {
    const [x, y] = plane.toXy([pieces[k]!, pieces[k + 1]!])
    xys[k] = x
    xys[k + 1] = y
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  const cellM = Math.max(MARGIN_M, (east - west) / SIDE_CELLS_MAX, (north - south) / SIDE_CELLS_MAX)
  const width = Math.floor((east - west) / cellM) + 5 // two empty cells on either side: one to widen, one for the border
  const height = Math.floor((north - south) / cellM) + 5
  const cells = new Uint8Array(width * height)
  for (let k = 0; k < xys.length; k += 4) {
    const column = (x: number) => (x - west) / cellM + 2
    const row = (y: number) => (y - south) / cellM + 2
    markPiece(cells, width, column(xys[k]!), row(xys[k + 1]!), column(xys[k + 2]!), row(xys[k + 3]!))
  }
  const rings = cellOutlines(widened(cells, width), width).map((ring) => {
    const positions: number[][] = []
    for (let k = 0; k < ring.length; k += 2) {
      const at = plane.toPosition([west + (ring[k]! - 2) * cellM, south + (ring[k + 1]! - 2) * cellM])
      positions.push([at[0], at[1]])
    }
    return { positions, areaM2: areaOf(ring) * cellM * cellM }
  })
  const exterior = rings.reduce((a, b) => (b.areaM2 > a.areaM2 ? b : a), rings[0]!)
  const holes = rings.filter(({ areaM2 }) => areaM2 < -HOLE_MIN_M2)
  return { type: 'Polygon', coordinates: [exterior, ...holes].map(({ positions }) => positions) }
}

/** Sets the cells along a line, stepping half a cell at a time. */
function markPiece(cells: Uint8Array, width: number, x: number, y: number, toX: number, toY: number): void {
  const steps = Math.ceil(2 * Math.max(Math.abs(toX - x), Math.abs(toY - y)))
  for (let k = 0; k <= steps; k++) {
    const share = steps === 0 ? 0 : k / steps
    cells[Math.floor(y + share * (toY - y)) * width + Math.floor(x + share * (toX - x))] = 1
  }
}

/** Every set cell with its eight neighbours, so that what touches in a corner holds together. */
function widened(cells: Uint8Array, width: number): Uint8Array {
  const wide = new Uint8Array(cells.length)
  for (let k = width + 1; k < cells.length - width - 1; k++) {
    if (cells[k] === 0) continue
    for (let row = k - width; row <= k + width; row += width) {
      wide[row - 1] = 1
      wide[row] = 1
      wide[row + 1] = 1
    }
  }
  return wide
}

function areaOf(ring: Float64Array): number {
  let twice = 0
  for (let k = 0; k < ring.length - 2; k += 2) {
    twice += ring[k]! * ring[k + 3]! - ring[k + 2]! * ring[k + 1]!
  }
  return twice / 2
}
