/**
 * Travel times and distances between all pairs of places, over the road graph.
 *
 * Units   whole seconds, whole metres; positions [lng, lat] in WGS 84 degrees.
 * Shape   row = from, column = to, row after row. A place without a street within SNAP_MAX_M is estimated, with all its
 *         legs, and named in `estimatedPlaces`. From a place to itself, or to one at the same position, is 0.
 *         The way between door and street counts in full as distance; as time, at walking speed, only what
 *         exceeds DOOR_M by vehicle (the walk to the door belongs to the visit), and all of it on foot.
 * Cost    one search a row (arc-search.kernel.ts).
 */
import { assert } from '@/lib/domain/assert'
import type { Position } from '@/lib/domain/geo/position'
import { type ArcSearch, makeArcSearch, NEVER, searchArcs } from './arc-search.kernel'
import { estimateLeg, TRAVEL_ESTIMATES, type TravelEstimate } from './estimate'
import type { RoadGraph } from './road-graph'
import { type RoadNetwork, roadNetwork } from './road-network'
import type { TravelMode } from './road-way'
import { findSnap, type Snap } from './snap'
import { WALKING_KMH } from './speeds'

/** The own graph, the great circle, or a routing service; `mixed` where some legs are estimated. */
export type TravelSource =
  | 'roads'
  | 'estimate'
  | 'mixed'
  | 'osrm'
  | 'osrm-mixed'
  | 'valhalla'
  | 'valhalla-mixed'

export type TravelMatrix = {
  readonly size: number
  readonly seconds: Int32Array
  readonly meters: Int32Array
  readonly source: TravelSource
  readonly estimatedPlaces: readonly number[]
}

export const DOOR_M = 50

export function travelMatrix(
  graph: RoadGraph,
  mode: TravelMode,
  positions: readonly Position[],
  estimate: TravelEstimate = TRAVEL_ESTIMATES[mode],
): TravelMatrix {
  const network = roadNetwork(graph, mode)
  const snaps = positions.map((position) => findSnap(network, position))
  const size = positions.length
  const seconds = new Int32Array(size * size)
  const meters = new Int32Array(size * size)
  const targets = aimAt(network, snaps)

  for (let i = 0; i < size; i++) {
    const from = snaps[i]
    if (from) searchFrom(network, targets, from)
    for (let j = 0; j < size; j++) {
      if (isSame(positions[i]!, positions[j]!)) continue
      const to = snaps[j]
      const leg = from && to ? legOf(network, targets.search, from, to) : undefined
      const rounded = leg ? roundLeg(leg) : estimateLeg(positions[i]!, positions[j]!, estimate)
      seconds[i * size + j] = rounded.seconds
      meters[i * size + j] = rounded.meters
    }
  }

  const estimatedPlaces = snaps.flatMap((snap, i) => (snap ? [] : [i]))
  return { size, seconds, meters, source: sourceOf(size, estimatedPlaces.length), estimatedPlaces }
}

export function sourceOf(size: number, estimated: number): TravelSource {
  if (estimated === 0) return 'roads'
  return estimated === size ? 'estimate' : 'mixed'
}

export function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

export type Targets = { readonly search: ArcSearch; readonly slots: number }

/** A search that stops when it has come to all these places. */
export function aimAt(network: RoadNetwork, snaps: readonly (Snap | undefined)[]): Targets {
  const edges = [...new Set(snaps.flatMap((snap) => (snap ? [snap.edge] : [])))]
  const search = makeArcSearch(network, edges.length)
  edges.forEach((edge, slot) => {
    for (const arc of [network.arcOf[2 * edge]!, network.arcOf[2 * edge + 1]!]) {
      if (arc >= 0) search.slotOf[arc] = slot
    }
  })
  return { search, slots: edges.length }
}

export function searchFrom(
  network: RoadNetwork,
  { search, slots }: Targets,
  from: Snap,
  limitMs = NEVER,
): void {
  searchArcs(network, search, fillSpareArcs(network, from), slots, limitMs)
}

/** Puts the rest of the source's edge, each way, on the spare arcs; says how many there are. */
function fillSpareArcs(network: RoadNetwork, from: Snap): number {
  let spare = network.arcCount
  for (const against of [0, 1]) {
    const arc = network.arcOf[2 * from.edge + against]!
    if (arc < 0) continue
    const restMm = against ? from.alongMm : network.lengthMm[arc]! - from.alongMm
    network.target[spare] = network.target[arc]!
    network.reverse[spare] = network.reverse[arc]!
    network.edge[spare] = network.edge[arc]!
    network.headingIn[spare] = network.headingIn[arc]!
    network.timeMs[spare] = partMs(network, arc, restMm)
    network.lengthMm[spare] = restMm
    spare++
  }
  return spare - network.arcCount
}

/** A leg as found: by which arc it arrives, -1 if it never leaves the edge on which it starts. */
export type FoundLeg = { readonly arc: number; readonly timeMs: number; readonly lengthMm: number }

export function legOf(network: RoadNetwork, { startMs, startMm }: ArcSearch, from: Snap, to: Snap): FoundLeg {
  let arc = -2
  let timeMs = NEVER
  let lengthMm = 0
  for (const against of [0, 1]) {
    const last = network.arcOf[2 * to.edge + against]!
    if (last < 0) continue
    const untilMm = against ? network.lengthMm[last]! - to.alongMm : to.alongMm
    const aheadMm = against ? from.alongMm - to.alongMm : to.alongMm - from.alongMm
    if (from.edge === to.edge && aheadMm >= 0 && partMs(network, last, aheadMm) < timeMs) {
      timeMs = partMs(network, last, aheadMm)
      lengthMm = aheadMm
      arc = -1
    }
    if (startMs[last] === NEVER || startMs[last]! + partMs(network, last, untilMm) >= timeMs) continue
    timeMs = startMs[last]! + partMs(network, last, untilMm)
    lengthMm = startMm[last]! + untilMm
    arc = last
  }
  assert(arc > -2, `no way from edge ${from.edge} to edge ${to.edge} within the connected part`)
  return {
    arc,
    timeMs: timeMs + doorMs(network.mode, from) + doorMs(network.mode, to),
    lengthMm: lengthMm + Math.round(1000 * from.awayM) + Math.round(1000 * to.awayM),
  }
}

export function roundLeg({ timeMs, lengthMm }: FoundLeg): { seconds: number; meters: number } {
  return { seconds: Math.round(timeMs / 1000), meters: Math.round(lengthMm / 1000) }
}

export function doorMs(mode: TravelMode, { awayM }: Snap): number {
  return Math.round((Math.max(0, awayM - (mode === 'foot' ? 0 : DOOR_M)) * 3600) / WALKING_KMH)
}

function partMs({ timeMs, lengthMm }: RoadNetwork, arc: number, partMm: number): number {
  return lengthMm[arc] === 0 ? 0 : Math.round((timeMs[arc]! * partMm) / lengthMm[arc]!)
}
