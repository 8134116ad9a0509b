/**
 * What a change of a trade area altered, from the states before and after it.
 *
 * Units   square metres; what was gained and lost is measured line by line (import/overlaps.ts), good to 1 or 2 %.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { polygonsOf } from '@/lib/domain/city/polygon'
import { boxOf } from '@/lib/domain/geo/box-of'
import { commonM2 } from '@/lib/domain/import/overlaps'
import { areaM2, type Part } from '@/lib/domain/import/polygon'

export type TradeAreaState = {
  readonly name: string
  readonly typeCode: string | null
  readonly geometry: Polygon | MultiPolygon
}

export type TradeAreaDiff = {
  readonly name?: { readonly from: string; readonly to: string }
  readonly type?: { readonly from: string | null; readonly to: string | null }
  readonly shape?: {
    readonly fromM2: number
    readonly toM2: number
    readonly gainedM2: number
    readonly lostM2: number
  }
}

export function diffStates(before: TradeAreaState, after: TradeAreaState): TradeAreaDiff {
  return {
    ...(before.name !== after.name && { name: { from: before.name, to: after.name } }),
    ...(before.typeCode !== after.typeCode && { type: { from: before.typeCode, to: after.typeCode } }),
    ...(!isSameShape(before.geometry, after.geometry) && {
      shape: diffShapes(before.geometry, after.geometry),
    }),
  }
}

function diffShapes(before: TradeAreaState['geometry'], after: TradeAreaState['geometry']) {
  const [fromM2, toM2] = [areaM2(partsOf(before)), areaM2(partsOf(after))]
  const common = sharedM2(before, after)
  return {
    fromM2,
    toM2,
    gainedM2: Math.max(0, toM2 - common),
    lostM2: Math.max(0, fromM2 - common),
  }
}

/** The ground that two polygons share. */
export function sharedM2(one: TradeAreaState['geometry'], two: TradeAreaState['geometry']): number {
  return commonM2({ parts: partsOf(one), bbox: boxOf(one) }, { parts: partsOf(two), bbox: boxOf(two) })
}

export function isSameShape(one: TradeAreaState['geometry'], two: TradeAreaState['geometry']): boolean {
  return JSON.stringify(one.coordinates) === JSON.stringify(two.coordinates)
}

function partsOf(geometry: TradeAreaState['geometry']): readonly Part[] {
  return polygonsOf(geometry) as unknown as readonly Part[]
}
