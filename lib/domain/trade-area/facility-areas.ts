/**
 * Trade areas around facilities and special land: campuses, malls, works, terminals, beaches …
 *
 * Such an area is kept only where retailers live on it: it must be of some size, and enough of them must stand in
 * it or within reach, because the shops that serve a campus or a works stand along its fence.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres, square metres.
 * Shape   in the order of the areas. Those of one kind whose reaches overlap become one, named after the largest
 *         that has a name. The outline includes the reach.
 */
import { booleanIntersects, buffer, feature, featureCollection, union } from '@turf/turf'
import type { MultiPolygon, Polygon } from 'geojson'
import type { AreaKind, CityArea } from '@/lib/domain/city/areas'
import { boxOf } from '@/lib/domain/geo/box-of'
import { insideTest } from '@/lib/domain/geo/inside-test'
import type { Position } from '@/lib/domain/geo/position'

export type FacilityRule = {
  readonly areaMinM2: number
  readonly retailersMin: number
  readonly reachM: number
}
/** Kinds without a rule make no trade area of their own. */
export type FacilityRules = Readonly<Partial<Record<AreaKind, FacilityRule>>>

export type FacilityArea = {
  readonly kind: AreaKind
  readonly name: string | null
  readonly geometry: Polygon | MultiPolygon
}

export const DEFAULT_FACILITY_RULES: FacilityRules = {
  university: { areaMinM2: 5_000, retailersMin: 3, reachM: 100 },
  school: { areaMinM2: 25_000, retailersMin: 3, reachM: 75 },
  hospital: { areaMinM2: 25_000, retailersMin: 3, reachM: 75 },
  station: { areaMinM2: 1_000, retailersMin: 2, reachM: 150 },
  marketplace: { areaMinM2: 1_000, retailersMin: 2, reachM: 75 },
  beach: { areaMinM2: 10_000, retailersMin: 2, reachM: 150 },
  attraction: { areaMinM2: 20_000, retailersMin: 2, reachM: 75 },
  park: { areaMinM2: 100_000, retailersMin: 3, reachM: 75 },
  retail: { areaMinM2: 5_000, retailersMin: 2, reachM: 75 },
  commercial: { areaMinM2: 10_000, retailersMin: 2, reachM: 75 },
  industrial: { areaMinM2: 25_000, retailersMin: 2, reachM: 75 },
}

type Outline = {
  readonly kind: AreaKind
  readonly members: readonly CityArea[]
  readonly geometry: Polygon | MultiPolygon
}

export function facilityAreas(
  areas: readonly CityArea[],
  retailers: readonly Position[],
  rules: FacilityRules,
): FacilityArea[] {
  const outlines: Outline[] = []
  for (const area of areas) {
    const rule = rules[area.kind]
    if (!rule || area.areaM2 < rule.areaMinM2) continue
    const geometry = buffer(feature(area.geometry), rule.reachM, { units: 'meters', steps: 4 })?.geometry
    if (geometry) unite(outlines, { kind: area.kind, members: [area], geometry })
  }
  return outlines
    .filter(
      ({ kind, geometry }) => retailers.filter(insideTest(geometry)).length >= rules[kind]!.retailersMin,
    )
    .map(({ kind, members, geometry }) => ({ kind, name: nameOfLargest(members), geometry }))
}

/** Adds an outline, taking up those of its kind that it overlaps. */
function unite(outlines: Outline[], added: Outline): void {
  const touching = outlines.findIndex(
    ({ kind, geometry }) => kind === added.kind && overlap(geometry, added.geometry),
  )
  if (touching < 0) {
    outlines.push(added)
    return
  }
  const [there] = outlines.splice(touching, 1) as [Outline]
  const united = union(featureCollection([feature(there.geometry), feature(added.geometry)]))!
  unite(outlines, {
    kind: added.kind,
    members: [...there.members, ...added.members],
    geometry: united.geometry,
  })
}

function overlap(a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): boolean {
  const [westA, southA, eastA, northA] = boxOf(a)
  const [westB, southB, eastB, northB] = boxOf(b)
  if (westA > eastB || westB > eastA || southA > northB || southB > northA) return false
  return booleanIntersects(a, b)
}

function nameOfLargest(members: readonly CityArea[]): string | null {
  const named = members.filter(({ name }) => name).sort((a, b) => b.areaM2 - a.areaM2)
  return named[0]?.name ?? null
}
