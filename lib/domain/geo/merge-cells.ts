/**
 * Unites the cells of a tessellation (Voronoi cells, squares of a grid) by striking out the edges they share.
 *
 * Neighbouring cells must have the very same vertices along the edge between them; then this is exact and takes
 * linear time, where a general union of polygons takes seconds.
 *
 * Shape   cells are rings of [x, y], counter-clockwise, without the first vertex repeated at the end. The answer
 *         is polygons as GeoJSON has them: closed rings, exteriors counter-clockwise, holes clockwise. Parts that
 *         touch in one vertex stay apart.
 */
import type { Xy } from './plane'

export type Cell = readonly Xy[]
export type XyPolygon = Xy[][]

type Edge = { readonly from: Xy; readonly to: Xy }

export function mergeCells(cells: readonly Cell[]): XyPolygon[] {
  const rings = chainRings(borderOf(cells))
  const polygons = rings.filter((ring) => twiceArea(ring) > 0).map((ring): XyPolygon => [ring])
  const smallestFirst = polygons.toSorted((a, b) => twiceArea(a[0]!) - twiceArea(b[0]!))
  for (const hole of rings.filter((ring) => twiceArea(ring) < 0)) {
    smallestFirst.find(([exterior]) => holds(exterior!, hole))?.push(hole)
  }
  return polygons
}

/** The edges that belong to one cell only. */
function borderOf(cells: readonly Cell[]): Edge[] {
  const border = new Map<string, Edge>()
  for (const cell of cells) {
    cell.forEach((from, k) => {
      const to = cell[(k + 1) % cell.length]!
      if (from[0] === to[0] && from[1] === to[1]) return
      if (!border.delete(`${to}|${from}`)) border.set(`${from}|${to}`, { from, to })
    })
  }
  return [...border.values()]
}

function chainRings(edges: readonly Edge[]): Xy[][] {
  const leaving = Map.groupBy(edges, ({ from }) => `${from}`)
  const rings: Xy[][] = []
  for (const first of edges) {
    if (!take(leaving, first)) continue
    const ring: Xy[] = [first.from, first.to]
    for (let edge = first; `${edge.to}` !== `${first.from}`; ) {
      const next = leftmost(edge, leaving.get(`${edge.to}`) ?? [])
      if (!next) break
      take(leaving, next)
      ring.push(next.to)
      edge = next
    }
    if (ring.length > 3 && `${ring[0]}` === `${ring.at(-1)}`) rings.push(ring)
  }
  return rings
}

function take(leaving: Map<string, Edge[]>, edge: Edge): boolean {
  const there = leaving.get(`${edge.from}`)!
  const k = there.indexOf(edge)
  if (k >= 0) there.splice(k, 1)
  return k >= 0
}

/** Where parts touch in a vertex, turning left stays with the part one came along. */
function leftmost({ from, to }: Edge, choices: readonly Edge[]): Edge | undefined {
  const heading = Math.atan2(to[1] - from[1], to[0] - from[0])
  const turn = (edge: Edge) => {
    const angle = Math.atan2(edge.to[1] - edge.from[1], edge.to[0] - edge.from[0]) - heading
    return Math.atan2(Math.sin(angle), Math.cos(angle))
  }
  return choices.reduce<Edge | undefined>(
    (best, edge) => (best && turn(best) >= turn(edge) ? best : edge),
    undefined,
  )
}

function twiceArea(ring: readonly Xy[]): number {
  let sum = 0
  for (let k = 0; k + 1 < ring.length; k++) {
    sum += ring[k]![0] * ring[k + 1]![1] - ring[k + 1]![0] * ring[k]![1]
  }
  return sum
}

/** Asked of the middle of an edge, since a hole may touch its exterior in a vertex. */
function holds(exterior: readonly Xy[], hole: readonly Xy[]): boolean {
  const x = (hole[0]![0] + hole[1]![0]) / 2
  const y = (hole[0]![1] + hole[1]![1]) / 2
  let inside = false
  for (let k = 0; k + 1 < exterior.length; k++) {
    const [ax, ay] = exterior[k]!
    const [bx, by] = exterior[k + 1]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
