/** What the generator of a city starts from: one county with its seat. */
import type { Position } from '@/lib/domain/geo/position'

/** The ninth type, of towns that live on their market (集贸区): the trade has it, the brief's eight have not. */
export const MARKET_TOWN = 'market-town'

/** Trade areas that are few and stand where the county's table puts them. */
export type SpecialAreaType =
  | 'commercial'
  | 'office'
  | 'industrial'
  | 'tourism'
  | 'transport-hub'
  | 'campus'
  | 'mixed'
export type GeneratedAreaType = SpecialAreaType | 'residential' | typeof MARKET_TOWN

export type County = {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly seat: Position
  /** Towns lie around it; the seat is often at an edge. */
  readonly middle: Position
  readonly areaKm2: number
  readonly people: number
  /** Of the people, 0 … 1. */
  readonly urbanShare: number
  readonly special: readonly SpecialAreaType[]
}

/** 潞州区, 沁县 and 襄垣县 as people call them within a name: 潞州, 沁县, 襄垣. */
export function shortNameOf({ nameZh }: County): string {
  return nameZh.length > 2 ? nameZh.slice(0, -1) : nameZh
}
