/**
 * Joins the member ways of a multipolygon relation into closed rings, and the rings into polygons.
 *
 * Shape   exterior rings counter-clockwise, holes clockwise (RFC 7946). A ring whose ways are not all in the
 *         extract stays open and is left out; a hole belongs to the smallest exterior around it.
 * Source  OSM wiki, Relation:multipolygon/Algorithm.
 */
import type { MultiPolygon, Polygon, Position as Vertex } from 'geojson'
import type { Position } from '@/lib/domain/geo/position'
import { isInRings, signedAreaM2 } from './polygon'

/** A member way as its node ids; two ways meet where the ids agree. */
export type MemberWay = { readonly isInner: boolean; readonly refs: readonly number[] }

export function assemblePolygons(
  members: readonly MemberWay[],
  vertexOf: (ref: number) => Vertex,
): Polygon | MultiPolygon | undefined {
  const toRings = (ways: readonly MemberWay[]) => closedRings(ways).map((refs) => refs.map(vertexOf))
  const outers = toRings(members.filter((way) => !way.isInner)).map((ring) => wound(ring, true))
  const polygons = outers
    .map((ring) => ({ areaM2: Math.abs(signedAreaM2(ring)), rings: [ring] }))
    .sort((a, b) => a.areaM2 - b.areaM2)
  for (const hole of toRings(members.filter((way) => way.isInner))) {
    const within = polygons.find(({ rings }) => isInRings(hole[0] as unknown as Position, [rings[0]!]))
    within?.rings.push(wound(hole, false))
  }

  const coordinates = polygons.map(({ rings }) => rings)
  if (coordinates.length > 1) return { type: 'MultiPolygon', coordinates }
  return coordinates[0] && { type: 'Polygon', coordinates: coordinates[0] }
}

export function wound(ring: Vertex[], isExterior: boolean): Vertex[] {
  return signedAreaM2(ring) > 0 === isExterior ? ring : ring.toReversed()
}

function closedRings(ways: readonly MemberWay[]): number[][] {
  const rings: number[][] = []
  const open = ways.map(({ refs }) => refs).filter((refs) => refs.length > 1)
  while (open.length > 0) {
    const ring = [...open.shift()!]
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1)
      const next = open.findIndex((refs) => refs[0] === end || refs.at(-1) === end)
      if (next < 0) break
      const refs = open.splice(next, 1)[0]!
      ring.push(...(refs[0] === end ? refs : refs.toReversed()).slice(1))
    }
    if (ring.length > 3 && ring[0] === ring.at(-1)) rings.push(ring)
  }
  return rings
}
