/**
 * Counts what lies inside a trade area, sign by sign, as the typing rule wants it.
 *
 * Units   metres, square metres; positions [lng, lat] in WGS 84 degrees.
 * Shape   land is measured on a lattice of one point per 50 m: overlapping polygons count once per sign, and the
 *         error, a few percent at a hectare, is far below what moves a type.
 */
import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon } from 'geojson'
import KDBush from 'kdbush'
import type { CityArea } from '@/lib/domain/city/areas'
import type { CityFacility } from '@/lib/domain/city/facilities'
import { isInPolygon, polygonAreaM2 } from '@/lib/domain/city/polygon'
import { boxOf } from '@/lib/domain/geo/box-of'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { boxAround, type Position } from '@/lib/domain/geo/position'
import type { ZoneMix } from './classify'
import { INDICATORS, type Indicator, SIGNS, type Sign } from './typing-rule'

export type CityContents = {
  readonly facilities: readonly Pick<CityFacility, 'kind' | 'position'>[]
  readonly areas: readonly Pick<CityArea, 'kind' | 'geometry'>[]
  readonly homes: readonly Position[]
}

export type MixCounter = (geometry: Polygon | MultiPolygon, ownKind: ZoneMix['ownKind']) => ZoneMix

const LATTICE_M = 50

export function mixCounter({ facilities, areas, homes }: CityContents): MixCounter {
  const countPoints = pointCounter([
    ...facilities.flatMap(({ kind, position }) => {
      const indicator = INDICATOR_OF_FACILITY.get(kind)
      return indicator ? [{ indicator, position }] : []
    }),
    ...homes.map((position) => ({ indicator: 'homes' as const, position })),
  ])
  const measureLand = landMeasurer(
    areas.flatMap(({ kind, geometry }) => {
      const indicator = INDICATOR_OF_AREA.get(kind)
      return indicator ? [{ indicator, geometry }] : []
    }),
  )
  return (geometry, ownKind) => {
    const quantities = Object.fromEntries(INDICATORS.map((i) => [i, 0])) as Record<Indicator, number>
    countPoints(geometry, quantities)
    measureLand(geometry, quantities)
    return { areaM2: polygonAreaM2(geometry), quantities, ownKind }
  }
}

const SIGN_LIST: readonly (readonly [Indicator, Sign])[] = INDICATORS.map((i) => [i, SIGNS[i]])
const INDICATOR_OF_FACILITY = new Map(
  SIGN_LIST.flatMap(([i, { facilities = [] }]) => facilities.map((kind) => [kind, i] as const)),
)
const INDICATOR_OF_AREA = new Map(
  SIGN_LIST.flatMap(([i, { areas = [] }]) => areas.map((kind) => [kind, i] as const)),
)

type Tally = (geometry: Polygon | MultiPolygon, quantities: Record<Indicator, number>) => void

function pointCounter(points: readonly { indicator: Indicator; position: Position }[]): Tally {
  const index = new KDBush(points.length)
  for (const { position } of points) index.add(position[0], position[1])
  index.finish()
  return (geometry, quantities) => {
    const isIn = insideTest(geometry)
    for (const i of index.range(...boxOf(geometry))) {
      const { indicator, position } = points[i]!
      if (isIn(position)) quantities[indicator]++
    }
  }
}

function landMeasurer(lands: readonly { indicator: Indicator; geometry: Polygon | MultiPolygon }[]): Tally {
  if (lands.length === 0) return () => {}
  const index = new Flatbush(lands.length)
  for (const { geometry } of lands) index.add(...boxOf(geometry))
  index.finish()
  return (geometry, quantities) => {
    for (const position of latticeIn(geometry)) {
      const found = index
        .search(position[0], position[1], position[0], position[1])
        .filter((i) => isInPolygon(position, lands[i]!.geometry))
        .map((i) => lands[i]!.indicator)
      for (const indicator of new Set(found)) quantities[indicator] += LATTICE_M ** 2
    }
  }
}

/** The points of a square lattice that lie inside. */
export function* latticeIn(geometry: Polygon | MultiPolygon, stepM = LATTICE_M): Generator<Position> {
  const [west, south, east, north] = boxOf(geometry)
  const [, , nextLng, nextLat] = boxAround([0, south], stepM)
  const isIn = insideTest(geometry)
  const [stepLng, stepLat] = [nextLng, nextLat - south]
  for (let lat = south + stepLat / 2; lat < north; lat += stepLat) {
    for (let lng = west + stepLng / 2; lng < east; lng += stepLng) {
      if (isIn([lng, lat])) yield [lng, lat]
    }
  }
}
