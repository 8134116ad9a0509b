/**
 * The way of a route over the streets, leg by leg: what the map draws for the times that `travelMatrix` gives.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; whole seconds, whole metres.
 * Shape   one leg for each pair of successive places. It runs from the place to its street, along the streets, and from
 *         there to the next place; where no street is near it is straight and `estimated`. Its seconds and metres are the
 *         matrix's.
 */
import type { Position } from '@/lib/domain/geo/position'
import { estimateLeg, TRAVEL_ESTIMATES } from './estimate'
import { pieceMm, type RoadGraph, SHAPE_UNITS } from './road-graph'
import { type RoadNetwork, roadNetwork } from './road-network'
import type { TravelMode } from './road-way'
import { findSnap, type Snap } from './snap'
import { aimAt, isSame, legOf, roundLeg, searchFrom, type Targets } from './travel-matrix'

export type RouteLeg = {
  readonly positions: readonly Position[]
  readonly seconds: number
  readonly meters: number
  readonly estimated: boolean
}

export function legsOf(graph: RoadGraph, mode: TravelMode, places: readonly Position[]): RouteLeg[] {
  const network = roadNetwork(graph, mode)
  const snaps = places.map((place) => findSnap(network, place))
  return places.slice(1).map((to, k) => {
    const from = places[k]!
    if (isSame(from, to)) return { positions: [from], seconds: 0, meters: 0, estimated: false }
    const [start, end] = [snaps[k], snaps[k + 1]]
    if (!start || !end) {
      return { positions: [from, to], ...estimateLeg(from, to, TRAVEL_ESTIMATES[mode]), estimated: true }
    }
    const targets = aimAt(network, [end])
    searchFrom(network, targets, start)
    const found = legOf(network, targets.search, start, end)
    const street = wayOf(network, targets, start, end, found.arc)
    return { positions: withoutRepeats([from, ...street, to]), ...roundLeg(found), estimated: false }
  })
}

function wayOf(
  { graph, arcCount, edge }: RoadNetwork,
  { search }: Targets,
  from: Snap,
  to: Snap,
  lastArc: number,
): Position[] {
  if (lastArc < 0) return piece(graph, from.edge, from.alongMm, to.alongMm)
  const arcs: number[] = []
  for (let arc = search.before[lastArc]!; arc >= 0; arc = search.before[arc]!) arcs.push(arc)
  arcs.reverse()
  const way = arcs.flatMap((arc) => {
    const against = edge[arc]! & 1
    const e = edge[arc]! >> 1
    const whole = graph.lengthMm[e]!
    const start = arc >= arcCount ? from.alongMm : against ? whole : 0
    return piece(graph, e, start, against ? 0 : whole)
  })
  const against = edge[lastArc]! & 1
  return [...way, ...piece(graph, to.edge, against ? graph.lengthMm[to.edge]! : 0, to.alongMm)]
}

/** The stretch of an edge between two places on it, in that direction, ends included. */
function piece(graph: RoadGraph, edge: number, fromMm: number, toMm: number): Position[] {
  const { shape, shapeStart } = graph
  const [low, high] = fromMm <= toMm ? [fromMm, toMm] : [toMm, fromMm]
  const stretch: Position[] = []
  const first = shapeStart[edge]!
  const last = shapeStart[edge + 1]! - 1
  const at = (p: number): Position => [shape[2 * p]! / SHAPE_UNITS, shape[2 * p + 1]! / SHAPE_UNITS]
  let alongMm = 0
  for (let p = first; p < last; p++) {
    const lengthMm = pieceMm(shape, p)
    const [a, b] = [at(p), at(p + 1)]
    const between = (mm: number): Position => {
      const share = lengthMm === 0 ? 0 : Math.min(1, Math.max(0, (mm - alongMm) / lengthMm))
      return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
    }
    const touches = alongMm <= high && alongMm + lengthMm >= low
    if (touches) stretch.push(between(Math.max(low, alongMm)), between(Math.min(high, alongMm + lengthMm)))
    alongMm += lengthMm
  }
  return fromMm <= toMm ? stretch : stretch.reverse()
}

function withoutRepeats(positions: readonly Position[]): Position[] {
  return positions.filter((position, k) => k === 0 || !isSame(position, positions[k - 1]!))
}
