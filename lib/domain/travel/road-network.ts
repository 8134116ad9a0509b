/**
 * One mode's view of a road graph, ready for searching: its arcs (edges in one direction) with their times, the
 * price of turning from one into the next, and an index to find the street beside a place.
 *
 * Only arcs inside the connected part are here, so that every one of them leads to every place.
 *
 * Units   whole milliseconds and millimetres; headings in 1/256 of a turn, clockwise from north.
 * Shape   the arcs out of junction j are `firstOut[j]` … `firstOut[j + 1] - 1`. `arcOf[2e]` runs along edge e,
 *         `arcOf[2e + 1]` against it; -1 where the mode may not. `reverse[a]` is the same edge the other way, or -1.
 *         A junction where at most two edges meet is passed without a turn (`isPassed`). The two arcs after the
 *         last are spare: a search puts the rest of its first edge there.
 * Source  Time for turning: OSRM's car profile (7.5 s at most, a sigmoid over the angle, turns across the oncoming
 *         traffic dearer, driving on the right; 20 s more for turning round), which Valhalla uses as well.
 */
import Flatbush from 'flatbush'
import type { RoadGraph } from './road-graph'
import { TRAVEL_MODES, type TravelMode } from './road-way'
import { ACCESS_BITS, ROAD_CLASSES, speedKmh } from './speeds'

export type RoadNetwork = {
  readonly graph: RoadGraph
  readonly mode: TravelMode
  readonly arcCount: number
  readonly firstOut: Int32Array
  readonly arcOf: Int32Array
  readonly target: Int32Array
  readonly timeMs: Int32Array
  readonly lengthMm: Int32Array
  readonly reverse: Int32Array
  /** Twice the edge, and one more if the arc runs against it. */
  readonly edge: Int32Array
  readonly headingOut: Uint8Array
  readonly headingIn: Uint8Array
  readonly isPassed: Uint8Array
  /** Indexed by the difference of headings. */
  readonly turnMs: Int32Array
  readonly turnRoundMs: number
  readonly longestMs: number
  /** Boxes of `indexed[k]`, an edge, in degrees. */
  readonly index: Flatbush | undefined
  readonly indexed: Int32Array
}

const networks = new WeakMap<RoadGraph, Map<TravelMode, RoadNetwork>>()

/** The network of this graph and mode; made once. */
export function roadNetwork(graph: RoadGraph, mode: TravelMode): RoadNetwork {
  const known = networks.get(graph) ?? new Map<TravelMode, RoadNetwork>()
  networks.set(graph, known)
  const network = known.get(mode) ?? makeNetwork(graph, mode)
  known.set(mode, network)
  return network
}

function makeNetwork(graph: RoadGraph, mode: TravelMode): RoadNetwork {
  const { junctionCount, from, to, access, connected } = graph
  const modeBit = 1 << TRAVEL_MODES.indexOf(mode)
  const [forward, backward] = ACCESS_BITS[mode]
  const degree = new Uint8Array(junctionCount)
  const slots = new Int32Array(junctionCount + 2)
  const usable = new Uint8Array(from.length)
  for (let e = 0; e < from.length; e++) {
    const u = from[e]!
    const v = to[e]!
    const bits = access[e]! & (forward | backward)
    if (bits === 0) continue
    degree[u] = Math.min(3, degree[u]! + 1)
    degree[v] = Math.min(3, degree[v]! + 1)
    if ((connected[u]! & connected[v]! & modeBit) === 0) continue
    usable[e] = 1
    if (bits & forward) slots[u + 2]!++
    if (bits & backward) slots[v + 2]!++
  }
  for (let j = 2; j < slots.length; j++) slots[j]! += slots[j - 1]!

  const arcCount = slots[junctionCount + 1]!
  const arcs = {
    target: new Int32Array(arcCount + 2),
    timeMs: new Int32Array(arcCount + 2),
    lengthMm: new Int32Array(arcCount + 2),
    reverse: new Int32Array(arcCount + 2).fill(-1),
    edge: new Int32Array(arcCount + 2),
    headingOut: new Uint8Array(arcCount + 2),
    headingIn: new Uint8Array(arcCount + 2),
  }
  const arcOf = new Int32Array(2 * from.length).fill(-1)
  let longestMs = 0
  for (let e = 0; e < from.length; e++) {
    if (!usable[e]) continue
    const first = graph.shapeStart[e]!
    const last = graph.shapeStart[e + 1]! - 1
    for (const against of [0, 1]) {
      if ((access[e]! & (against ? backward : forward)) === 0) continue
      const arc = slots[(against ? to[e]! : from[e]!) + 1]!++
      const driving = (against ? graph.speedBackward : graph.speedForward)[e]!
      const kmh = speedKmh(mode, ROAD_CLASSES[graph.roadClass[e]!]!, driving)
      arcOf[2 * e + against] = arc
      arcs.edge[arc] = 2 * e + against
      arcs.target[arc] = against ? from[e]! : to[e]!
      arcs.lengthMm[arc] = graph.lengthMm[e]!
      arcs.timeMs[arc] = Math.round((graph.lengthMm[e]! * 3.6) / kmh)
      longestMs = Math.max(longestMs, arcs.timeMs[arc]!)
      arcs.headingOut[arc] = against
        ? headingFrom(graph.shape, last, last - 1)
        : headingFrom(graph.shape, first, first + 1)
      arcs.headingIn[arc] = against
        ? headingFrom(graph.shape, first + 1, first)
        : headingFrom(graph.shape, last - 1, last)
    }
    const along = arcOf[2 * e]!
    const against = arcOf[2 * e + 1]!
    if (along >= 0 && against >= 0) {
      arcs.reverse[along] = against
      arcs.reverse[against] = along
    }
  }

  const turning = mode === 'foot' ? { turnMs: new Int32Array(256), turnRoundMs: 0 } : TURNING
  return {
    graph,
    mode,
    arcCount,
    firstOut: slots.subarray(0, junctionCount + 1),
    arcOf,
    ...arcs,
    isPassed: degree.map((edges) => (edges <= 2 ? 1 : 0)),
    ...turning,
    longestMs,
    ...indexOf(graph, usable),
  }
}

function headingFrom(shape: Int32Array, a: number, b: number): number {
  const lat = (shape[2 * a + 1]! / 1e7) * (Math.PI / 180)
  const east = (shape[2 * b]! - shape[2 * a]!) * Math.cos(lat)
  const north = shape[2 * b + 1]! - shape[2 * a + 1]!
  return Math.round((Math.atan2(east, north) / Math.PI) * 128) & 255
}

const TURNING = turningTimes(7.5, 1.075, 20)

function turningTimes(
  mostS: number,
  bias: number,
  turnRoundS: number,
): Pick<RoadNetwork, 'turnMs' | 'turnRoundMs'> {
  const turnMs = Int32Array.from({ length: 256 }, (_, difference) => {
    const share = (difference >= 128 ? 256 - difference : difference) / 128
    const side = difference >= 128 ? 1 / bias : bias // left against right
    return Math.round((1000 * mostS) / (1 + Math.exp(-(13 * side * share - 6.5 / side))))
  })
  return { turnMs, turnRoundMs: turnMs[128]! + 1000 * turnRoundS }
}

function indexOf(graph: RoadGraph, usable: Uint8Array): Pick<RoadNetwork, 'index' | 'indexed'> {
  const indexed = Int32Array.from({ length: usable.reduce((sum, bit) => sum + bit, 0) })
  if (indexed.length === 0) return { index: undefined, indexed }
  const index = new Flatbush(indexed.length, 16, Int32Array)
  let next = 0
  for (let e = 0; e < usable.length; e++) {
    if (!usable[e]) continue
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let p = graph.shapeStart[e]!; p < graph.shapeStart[e + 1]!; p++) {
      const x = graph.shape[2 * p]!
      const y = graph.shape[2 * p + 1]!
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
    indexed[next++] = e
    index.add(west, south, east, north)
  }
  index.finish()
  return { index, indexed }
}
