/**
 * A street as the graph builder takes it: vertices in order; two ways meet where their coordinates are exactly equal.
 *
 * Units   positions [lng, lat] in WGS 84 degrees.
 */
import type { Position } from '@/lib/domain/geo/position'

export type RoadWay = {
  readonly id: string
  readonly tags: Readonly<Record<string, string>>
  readonly positions: readonly Position[]
}

export const TRAVEL_MODES = ['car', 'motorcycle', 'foot'] as const
export type TravelMode = (typeof TRAVEL_MODES)[number]
