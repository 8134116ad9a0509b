/**
 * Outlines of planned trade areas: what is nearer to an area's center than to any other's, as far as the area goes.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   one Polygon an area, star-shaped around its center, and disjoint from all others.
 */
import { featureCollection, intersect, polygon } from '@turf/turf'
import type { Polygon } from 'geojson'
import { assert } from '@/lib/domain/assert'
import { between, streamOf } from '@/lib/domain/demonstration/draws'
import { type Plane, planeAround, type Xy } from '@/lib/domain/geo/plane'
import { voronoiCells } from '@/lib/domain/geo/voronoi'
import type { PlannedArea } from './plan-areas'

const CORNERS = 32
const REACH_M = 10_000

export function drawAreas(seed: number, areas: readonly PlannedArea[]): Polygon[] {
  const plane = planeAround(areas.map(({ center }) => center))
  const centers = areas.map(({ center }) => plane.toXy(center))
  const cells = voronoiCells(centers, REACH_M)
  return areas.map(({ name, radiusM }, k) => {
    const blob = blobAround(seed, k, centers[k]!, radiusM)
    const outline = intersect(featureCollection([toPolygon(plane, cells[k]!), toPolygon(plane, blob)]))
    assert(outline?.geometry.type === 'Polygon', `the outline of ${name} is in pieces`)
    return outline.geometry
  })
}

function toPolygon(plane: Plane, ring: readonly Xy[]) {
  return polygon([[...ring, ring[0]!].map((xy) => [...plane.toPosition(xy)])])
}

/** A circle with three slow waves around it. */
function blobAround(seed: number, index: number, [x, y]: Xy, radiusM: number): Xy[] {
  const random = streamOf(seed, 'outline', index)
  const waves = [2, 3, 5].map((times) => ({
    times,
    height: between(random, 0.03, 0.24 / times),
    phase: between(random, 0, 2 * Math.PI),
  }))
  return Array.from({ length: CORNERS }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS
    const wobble = waves.reduce(
      (sum, { times, height, phase }) => sum + height * Math.sin(times * angle + phase),
      1,
    )
    return [x + radiusM * wobble * Math.cos(angle), y + radiusM * wobble * Math.sin(angle)]
  })
}
