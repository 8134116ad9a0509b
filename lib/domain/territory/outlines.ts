/**
 * The outline of each territory for the map: all that is nearer to one of its retailers than to anybody else's, as
 * far as the retailers reach.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   one geometry per territory, null where it has no retailers. Outlines do not overlap. A retailer far from
 *         the rest of its territory is a part of its own: the map says so rather than hiding it.
 */
import { feature, featureCollection, intersect } from '@turf/turf'
import type { MultiPolygon, Polygon } from 'geojson'
import { polygonsOf } from '@/lib/domain/city/polygon'
import { boxOf } from '@/lib/domain/geo/box-of'
import { builtUpArea } from '@/lib/domain/geo/built-up'
import { mergeCells } from '@/lib/domain/geo/merge-cells'
import { onLand } from '@/lib/domain/geo/on-land'
import { planeAround } from '@/lib/domain/geo/plane'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { voronoiCells } from '@/lib/domain/geo/voronoi'

/** Retailers up to a mile apart are joined; the outline runs a little outside the outermost. */
const REACH = { cellM: 150, reachM: 750, marginM: 300, partMinM2: 0 }

export function outlinesOf(
  positions: readonly Position[],
  territoryOf: readonly number[],
  count: number,
  land?: readonly Polygon[],
): (Polygon | MultiPolygon | null)[] {
  const plane = planeAround(positions)
  const ground = polygonsOf(onLand(builtUpArea(positions, REACH), land)) as MultiPolygon['coordinates']
  const boxes = ground.map((coordinates) => boxOf({ type: 'Polygon', coordinates }))
  const cells = voronoiCells(positions.map(plane.toXy), 2 * REACH.reachM)
  return Array.from({ length: count }, (_, territory) => {
    const own = mergeCells(cells.filter((cell, i) => territoryOf[i] === territory && cell.length > 0))
    if (own.length === 0) return null
    const whole: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: own.map((rings) => rings.map((ring) => ring.map((xy) => [...plane.toPosition(xy)]))),
    }
    // what lies elsewhere would cost as much as what lies here
    const box = boxOf(whole)
    const near = ground.filter((_, part) => boxesMeet(boxes[part]!, box))
    const both = featureCollection<MultiPolygon>([
      feature(whole),
      feature({ type: 'MultiPolygon', coordinates: near }),
    ])
    return intersect(both)?.geometry ?? null
  })
}

function boxesMeet(a: BBox, b: BBox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
