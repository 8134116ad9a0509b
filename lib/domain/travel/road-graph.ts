/**
 * The road graph: edges between junctions, with shape, length, class, speed and access.
 *
 * Units   lengths in whole millimetres, speeds in km/h, shapes in units of 1e-7 degrees (1 cm), lng and lat in turn.
 * Shape   a junction is a vertex that ends a way or that ways share. Edge e runs along its way from `from[e]` to
 *         `to[e]`; its vertices are `shape[2 × shapeStart[e]]` up to `shape[2 × shapeStart[e + 1] - 1]`, ends
 *         included. `access` as in speeds.ts. `connected` has, for each junction, bit k set if it lies in the largest
 *         part within which mode k of TRAVEL_MODES gets from everywhere to everywhere.
 * Source  A street counts as urban where more than 12 km of drivable road lie on a square kilometre of the
 *         surrounding 2 km, which is Valhalla's relative density of 8.5 (mjolnir/graphenhancer.cc).
 */
import { distanceM } from '@/lib/domain/geo/position'
import { largestComponent, strongComponents } from './components.kernel'
import { ROAD_DENSITY_URBAN, roadDensity } from './road-density'
import { type RoadWay, TRAVEL_MODES, type TravelMode } from './road-way'
import { ACCESS_BITS, findRoad, ROAD_CLASSES, type Road } from './speeds'
import { numberVertices } from './vertex-ids.kernel'

export type RoadGraph = {
  readonly junctionCount: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly lengthMm: Int32Array
  readonly shapeStart: Int32Array
  readonly shape: Int32Array
  readonly roadClass: Uint8Array
  readonly access: Uint8Array
  readonly speedForward: Uint8Array
  readonly speedBackward: Uint8Array
  readonly connected: Uint8Array
}

export const SHAPE_UNITS = 1e7

export function buildRoadGraph(ways: readonly RoadWay[]): RoadGraph {
  const roads = toRoads(ways)
  const vertices = flatten(roads)
  const ids = numberVertices(vertices)
  const junctionOf = findJunctions(roads, ids)
  return withConnected(withEdges(roads, vertices, ids, junctionOf))
}

export type RoadGraphFacts = {
  readonly junctions: number
  readonly edges: number
  /** Junctions that a mode can use, and the share of them in its connected part. */
  readonly modes: Readonly<
    Record<TravelMode, { readonly junctions: number; readonly connectedShare: number }>
  >
}

export function describeRoadGraph(graph: RoadGraph): RoadGraphFacts {
  const modes = TRAVEL_MODES.map((mode, k) => {
    const usable = usableJunctions(graph, mode)
    const junctions = usable.reduce((sum, bit) => sum + bit, 0)
    const connected = graph.connected.reduce((sum, bits) => sum + ((bits >> k) & 1), 0)
    return [mode, { junctions, connectedShare: junctions === 0 ? 0 : connected / junctions }] as const
  })
  return {
    junctions: graph.junctionCount,
    edges: graph.from.length,
    modes: Object.fromEntries(modes) as RoadGraphFacts['modes'],
  }
}

type UsableWay = { readonly road: Road; readonly positions: RoadWay['positions'] }

function toRoads(ways: readonly RoadWay[]): UsableWay[] {
  const roads: UsableWay[] = []
  for (const way of ways) {
    const road = findRoad(way.tags)
    if (!road) continue
    const positions = way.positions.filter(
      ([lng, lat], k) => k === 0 || lng !== way.positions[k - 1]![0] || lat !== way.positions[k - 1]![1],
    )
    if (positions.length > 1) roads.push({ road, positions })
  }
  return roads
}

function flatten(roads: readonly UsableWay[]): Float64Array {
  const vertices = new Float64Array(2 * roads.reduce((sum, { positions }) => sum + positions.length, 0))
  let v = 0
  for (const { positions } of roads) {
    for (const [lng, lat] of positions) {
      vertices[v++] = lng + 0 // -0 and 0 are the same place
      vertices[v++] = lat + 0
    }
  }
  return vertices
}

/** The junction number of each vertex id, -1 for those that only shape a street. */
function findJunctions(roads: readonly UsableWay[], ids: Int32Array): Int32Array {
  const uses = new Uint8Array(ids.length)
  let v = 0
  for (const { positions } of roads) {
    for (let k = 0; k < positions.length; k++, v++) {
      const isEnd = k === 0 || k === positions.length - 1
      uses[ids[v]!] = Math.min(2, uses[ids[v]!]! + (isEnd ? 2 : 1))
    }
  }
  const junctionOf = new Int32Array(ids.length).fill(-1)
  let next = 0
  for (const id of ids) {
    if (uses[id] === 2 && junctionOf[id]! < 0) junctionOf[id] = next++
  }
  return junctionOf
}

type Edges = Omit<RoadGraph, 'connected'>

function withEdges(
  roads: readonly UsableWay[],
  vertices: Float64Array,
  ids: Int32Array,
  junctionOf: Int32Array,
): Edges {
  let edgeCount = 0
  let v = 0
  for (const { positions } of roads) {
    for (let k = 0; k < positions.length; k++, v++) if (k > 0 && junctionOf[ids[v]!]! >= 0) edgeCount++
  }
  const from = new Int32Array(edgeCount)
  const to = new Int32Array(edgeCount)
  const lengthMm = new Int32Array(edgeCount)
  const shapeStart = new Int32Array(edgeCount + 1)
  const shape = new Int32Array(2 * (ids.length - roads.length + edgeCount))
  const roadClass = new Uint8Array(edgeCount)
  const access = new Uint8Array(edgeCount)
  const roadOfEdge: Road[] = []

  let edge = 0
  let point = 0
  v = 0
  for (const { road, positions } of roads) {
    for (let k = 0; k < positions.length; k++, v++) {
      const junction = junctionOf[ids[v]!]!
      writePoint(shape, point++, vertices, v)
      if (k > 0) lengthMm[edge]! += pieceMm(shape, point - 2)
      if (junction < 0) continue
      if (k > 0) {
        to[edge] = junction
        roadClass[edge] = ROAD_CLASSES.indexOf(road.roadClass)
        access[edge] = road.access
        roadOfEdge.push(road)
        shapeStart[++edge] = point
      }
      if (k === positions.length - 1) continue
      from[edge] = junction
      if (k > 0) writePoint(shape, point++, vertices, v)
    }
  }

  const edges = { junctionCount: 1 + junctionOf.reduce((most, j) => Math.max(most, j), -1) }
  const plain = { ...edges, from, to, lengthMm, shapeStart, shape, roadClass, access }
  return { ...plain, ...speedsOf(plain, roadOfEdge) }
}

function writePoint(shape: Int32Array, point: number, vertices: Float64Array, v: number): void {
  shape[2 * point] = Math.round(vertices[2 * v]! * SHAPE_UNITS)
  shape[2 * point + 1] = Math.round(vertices[2 * v + 1]! * SHAPE_UNITS)
}

/** The length from one shape point to the next. Whole millimetres add up the same however a way is cut. */
export function pieceMm(shape: Int32Array, point: number): number {
  return Math.round(
    1000 *
      distanceM(
        [shape[2 * point]! / SHAPE_UNITS, shape[2 * point + 1]! / SHAPE_UNITS],
        [shape[2 * point + 2]! / SHAPE_UNITS, shape[2 * point + 3]! / SHAPE_UNITS],
      ),
  )
}

function speedsOf(
  edges: Omit<Edges, 'speedForward' | 'speedBackward'>,
  roads: readonly Road[],
): Pick<Edges, 'speedForward' | 'speedBackward'> {
  const density = roadDensity(edges)
  const speedForward = new Uint8Array(roads.length)
  const speedBackward = new Uint8Array(roads.length)
  roads.forEach(({ speedsKmh }, edge) => {
    const [forward, backward] = density[edge]! > ROAD_DENSITY_URBAN ? speedsKmh.urban : speedsKmh.rural
    speedForward[edge] = forward
    speedBackward[edge] = backward
  })
  return { speedForward, speedBackward }
}

function withConnected(edges: Edges): RoadGraph {
  const connected = new Uint8Array(edges.junctionCount)
  TRAVEL_MODES.forEach((mode, k) => {
    const { firstOut, target } = arcsOf(edges, mode)
    const part = strongComponents(firstOut, target)
    const largest = largestComponent(part, usableJunctions(edges, mode))
    for (let j = 0; j < part.length; j++) if (part[j] === largest) connected[j]! |= 1 << k
  })
  return { ...edges, connected }
}

function usableJunctions({ junctionCount, from, to, access }: Edges, mode: TravelMode): Uint8Array {
  const usable = new Uint8Array(junctionCount)
  const bits = ACCESS_BITS[mode][0] | ACCESS_BITS[mode][1]
  for (let e = 0; e < from.length; e++) {
    if ((access[e]! & bits) === 0) continue
    usable[from[e]!] = 1
    usable[to[e]!] = 1
  }
  return usable
}

function arcsOf(
  { junctionCount, from, to, access }: Edges,
  mode: TravelMode,
): { firstOut: Int32Array; target: Int32Array } {
  const [forward, backward] = ACCESS_BITS[mode]
  const firstOut = new Int32Array(junctionCount + 2)
  for (let e = 0; e < from.length; e++) {
    if (access[e]! & forward) firstOut[from[e]! + 2]!++
    if (access[e]! & backward) firstOut[to[e]! + 2]!++
  }
  for (let j = 2; j < firstOut.length; j++) firstOut[j]! += firstOut[j - 1]!
  const target = new Int32Array(firstOut[junctionCount + 1]!)
  for (let e = 0; e < from.length; e++) {
    if (access[e]! & forward) target[firstOut[from[e]! + 1]!++] = to[e]!
    if (access[e]! & backward) target[firstOut[to[e]! + 1]!++] = from[e]!
  }
  return { firstOut: firstOut.subarray(0, junctionCount + 1), target }
}
