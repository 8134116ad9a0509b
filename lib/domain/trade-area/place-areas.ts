/**
 * Trade areas around the named places of a city: what is nearer to one suburb or neighbourhood than to any other,
 * as far as the city is built up.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres, square metres.
 * Shape   in the order of the places. A place that too few retailers are nearest to gives way, neighbourhoods
 *         before suburbs and then fewest first, and its ground falls to its neighbours; of two places with the same name close together the later does.
 * Source  Thiessen polygons, as in A. Getis and B. Boots, Models of Spatial Processes, 1978.
 */
import { feature, featureCollection, intersect, polygon } from '@turf/turf'
import type { MultiPolygon, Polygon } from 'geojson'
import { type CityPlace, PLACE_KINDS, type PlaceKind } from '@/lib/domain/city/places'
import { polygonAreaM2, polygonsOf } from '@/lib/domain/city/polygon'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { planeAround } from '@/lib/domain/geo/plane'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { voronoiCells } from '@/lib/domain/geo/voronoi'

export type NamedPlace = Pick<CityPlace, 'name' | 'kind' | 'position'>
export type PlaceArea = { readonly place: NamedPlace; readonly geometry: Polygon | MultiPolygon }

export type PlaceAreaRule = {
  /** How many retailers must be nearest to a place: more for lesser places, which suburbs should outlast. */
  readonly retailersMin: Readonly<Record<PlaceKind, number>>
  readonly sameNameM: number
  /** Splinters that the shore or the city's edge cuts off, and that are smaller, are left out. */
  readonly partMinM2: number
}

export function placeAreas(
  places: readonly NamedPlace[],
  retailers: readonly Position[],
  within: Polygon | MultiPolygon,
  rule: PlaceAreaRule,
): PlaceArea[] {
  const inTown = retailers.filter(insideTest(within))
  const kept = placesWithRetailers(withoutNamesakes(places, rule.sameNameM), inTown, rule.retailersMin)
  if (kept.length === 0) return []
  const plane = planeAround([...retailers, ...kept.map(({ position }) => position)])
  const cells = voronoiCells(
    kept.map(({ position }) => plane.toXy(position)),
    10_000,
  )
  return kept.flatMap((place, k) => {
    const ring = cells[k]!.map((xy) => [...plane.toPosition(xy)])
    if (ring.length < 3) return []
    const clipped = intersect(
      featureCollection<Polygon | MultiPolygon>([polygon([[...ring, ring[0]!]]), feature(within)]),
    )
    const geometry = clipped && withoutSplinters(clipped.geometry, rule.partMinM2)
    return geometry ? [{ place, geometry }] : []
  })
}

function withoutNamesakes(places: readonly NamedPlace[], sameNameM: number): NamedPlace[] {
  return places.filter(
    (place, k) =>
      !places
        .slice(0, k)
        .some(({ name, position }) => name === place.name && distanceM(position, place.position) < sameNameM),
  )
}

function placesWithRetailers(
  places: readonly NamedPlace[],
  retailers: readonly Position[],
  retailersMin: PlaceAreaRule['retailersMin'],
): NamedPlace[] {
  let kept = [...places]
  let nearest = retailers.map((at) => nearestOf(kept, at))
  while (kept.length > 1) {
    const counts = new Map(kept.map((place) => [place, 0]))
    for (const place of nearest) counts.set(place!, counts.get(place!)! + 1)
    const weak = kept.filter((place) => counts.get(place)! < retailersMin[place.kind])
    if (weak.length === 0) break
    const weakest = weak.reduce((a, b) =>
      (rankOf(b) - rankOf(a) || counts.get(a)! - counts.get(b)!) > 0 ? b : a,
    )
    kept = kept.filter((place) => place !== weakest)
    nearest = nearest.map((place, i) => (place === weakest ? nearestOf(kept, retailers[i]!) : place))
  }
  return kept
}

/** The lesser the place, the larger the number. */
function rankOf({ kind }: NamedPlace): number {
  return PLACE_KINDS.indexOf(kind)
}

function nearestOf(places: readonly NamedPlace[], at: Position): NamedPlace | undefined {
  let best: NamedPlace | undefined
  let bestM = Number.POSITIVE_INFINITY
  for (const place of places) {
    const awayM = distanceM(place.position, at)
    if (awayM < bestM) [best, bestM] = [place, awayM]
  }
  return best
}

function withoutSplinters(
  geometry: Polygon | MultiPolygon,
  partMinM2: number,
): Polygon | MultiPolygon | undefined {
  const parts = polygonsOf(geometry).filter(
    (rings) => polygonAreaM2({ type: 'Polygon', coordinates: rings as Polygon['coordinates'] }) >= partMinM2,
  ) as MultiPolygon['coordinates']
  if (parts.length === 0) return undefined
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts }
}
