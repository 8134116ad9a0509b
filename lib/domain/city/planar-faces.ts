/**
 * Cuts a box along lines: the faces of the planar graph that the lines and the box's border make.
 *
 * Units   positions [lng, lat] in WGS 84 degrees.
 * Shape   each face once, its ring closed and counter-clockwise. Lines meet where they share a vertex or cross;
 *         loose ends cut nothing. Where the lines form several unconnected pieces, the faces of a piece lie on
 *         top of the face around it.
 * Source  face tracing in a doubly connected edge list; de Berg et al., Computational Geometry, chapter 2.
 */
import Flatbush from 'flatbush'
import { assert } from '@/lib/domain/assert'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { signedAreaM2 } from './polygon'

export type Segment = { readonly from: Position; readonly to: Position }

export type Face = {
  readonly ring: readonly Position[]
  readonly areaM2: number
  /** The segments around the face, as they run with the face on their left. */
  readonly sides: readonly Segment[]
}

export function planarFaces(lines: readonly (readonly Position[])[], bbox: BBox): Face[] {
  const graph = new Graph()
  for (const { from, to } of cutAtCrossings(lines)) graph.add(from, to)
  const border = bordering(graph.positions, bbox)
  border.forEach((position, k) => {
    graph.add(position, border[(k + 1) % border.length]!)
  })
  graph.dropLooseEnds()
  return graph.traceFaces()
}

/** Where two segments cross, both get the same new vertex; without it the graph would not be planar. */
function cutAtCrossings(lines: readonly (readonly Position[])[]): Segment[] {
  const segments = lines.flatMap((line) => line.slice(1).map((to, k) => ({ from: line[k]!, to })))
  if (segments.length === 0) return []
  const tree = new Flatbush(segments.length)
  for (const segment of segments) tree.add(...boxOf(segment))
  tree.finish()

  const cuts: Position[][] = segments.map(() => [])
  segments.forEach((segment, i) => {
    for (const k of tree.search(...boxOf(segment))) {
      const crossing = k > i ? crossingOf(segment, segments[k]!) : undefined
      if (!crossing) continue
      cuts[i]!.push(crossing)
      cuts[k]!.push(crossing)
    }
  })
  return segments.flatMap(({ from, to }, i) => {
    const along = (p: Position) => (p[0] - from[0]) * (to[0] - from[0]) + (p[1] - from[1]) * (to[1] - from[1])
    const stops = [from, ...cuts[i]!.sort((a, b) => along(a) - along(b)), to]
    return stops.slice(1).map((stop, k) => ({ from: stops[k]!, to: stop }))
  })
}

function boxOf({ from, to }: Segment): BBox {
  return [
    Math.min(from[0], to[0]),
    Math.min(from[1], to[1]),
    Math.max(from[0], to[0]),
    Math.max(from[1], to[1]),
  ]
}

/** Where the insides of two segments cross; segments that only touch are left as they are. */
function crossingOf({ from: a, to: b }: Segment, { from: c, to: d }: Segment): Position | undefined {
  const turn = (p: Position, q: Position, r: Position) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  const [turnC, turnD] = [turn(a, b, c), turn(a, b, d)]
  if (!(turnC * turnD < 0 && turn(c, d, a) * turn(c, d, b) < 0)) return undefined
  const share = turnC / (turnC - turnD)
  return [c[0] + (d[0] - c[0]) * share, c[1] + (d[1] - c[1]) * share]
}

/** The corners and every vertex on the border, counter-clockwise from the south-west. */
function bordering(positions: readonly Position[], [west, south, east, north]: BBox): Position[] {
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
  const along = ([lng, lat]: Position) => {
    if (lat === south && lng < east) return (lng - west) / (east - west)
    if (lng === east && lat < north) return 1 + (lat - south) / (north - south)
    if (lat === north && lng > west) return 2 + (east - lng) / (east - west)
    if (lng === west) return 3 + (north - lat) / (north - south)
    return -1
  }
  const byPlace = new Map([...corners, ...positions].map((position) => [along(position), position]))
  byPlace.delete(-1)
  return [...byPlace].sort(([a], [b]) => a - b).map(([, position]) => position)
}

class Graph {
  readonly positions: Position[] = []
  private readonly indexByKey = new Map<string, number>()
  private readonly neighbors: Set<number>[] = []

  add(from: Position, to: Position): void {
    const [a, b] = [this.indexOf(from), this.indexOf(to)]
    if (a === b) return
    this.neighbors[a]!.add(b)
    this.neighbors[b]!.add(a)
  }

  dropLooseEnds(): void {
    const ends = [...this.neighbors.keys()].filter((node) => this.neighbors[node]!.size === 1)
    for (let node = ends.pop(); node !== undefined; node = ends.pop()) {
      for (const other of this.neighbors[node]!) {
        this.neighbors[other]!.delete(node)
        if (this.neighbors[other]!.size === 1) ends.push(other)
      }
      this.neighbors[node]!.clear()
    }
  }

  traceFaces(): Face[] {
    const around = this.neighbors.map((others, node) => this.counterClockwise(node, others))
    const seen = around.map(() => new Set<number>())
    const faces: Face[] = []
    for (const start of around.keys()) {
      for (const first of around[start]!) {
        if (seen[start]!.has(first)) continue
        const face = this.walk(start, first, around, seen)
        if (face.areaM2 > 0) faces.push(face)
      }
    }
    return faces
  }

  /** At each vertex the sharpest turn to the left that does not cross the face: clockwise from where it came. */
  private walk(start: number, first: number, around: readonly number[][], seen: Set<number>[]): Face {
    const ring: Position[] = [this.positions[start]!]
    const sides: Segment[] = []
    let [from, to] = [start, first]
    while (!seen[from]!.has(to)) {
      seen[from]!.add(to)
      ring.push(this.positions[to]!)
      sides.push({ from: this.positions[from]!, to: this.positions[to]! })
      const others = around[to]!
      const back = others.indexOf(from)
      assert(back >= 0, 'a segment runs both ways')
      ;[from, to] = [to, others[(back + others.length - 1) % others.length]!]
    }
    return { ring, areaM2: signedAreaM2(ring as unknown as number[][]), sides }
  }

  private counterClockwise(node: number, others: ReadonlySet<number>): number[] {
    const [lng, lat] = this.positions[node]!
    const angle = (other: number) => {
      const position = this.positions[other]!
      return Math.atan2(position[1] - lat, position[0] - lng)
    }
    return [...others].sort((a, b) => angle(a) - angle(b))
  }

  private indexOf(position: Position): number {
    const key = `${position[0]},${position[1]}`
    const known = this.indexByKey.get(key)
    if (known !== undefined) return known
    const index = this.positions.push(position) - 1
    this.indexByKey.set(key, index)
    this.neighbors.push(new Set())
    return index
  }
}
