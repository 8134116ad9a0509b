/** Travel between places for one way of moving: by the routing service if one is named, over the roads, else estimated. */
import type { Position } from '@/lib/domain/geo/position'
import { estimateMatrix, TRAVEL_ESTIMATES } from '@/lib/domain/travel/estimate'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import { type TravelMatrix, travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { findExternalTravel } from '@/lib/roads/travel-source'
import { findRoadGraph } from './road-graph'

export async function travelBetween(mode: TravelMode, positions: readonly Position[]): Promise<TravelMatrix> {
  const external = findExternalTravel(mode)
  if (external) return external(positions)
  const graph = await findRoadGraph()
  return graph ? travelMatrix(graph, mode, positions) : estimateMatrix(positions, TRAVEL_ESTIMATES[mode])
}
