/**
 * The routing service that this installation names, if any: `SHANGQUAN_VALHALLA_URL`, or `SHANGQUAN_OSRM_URL`.
 *
 * An OSRM server knows one way of moving, and answers every question by it: it is asked for vehicles only.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import type { TravelMatrix } from '@/lib/domain/travel/travel-matrix'
import { osrmMatrix } from './osrm'
import { valhallaMatrix } from './valhalla'

export type ExternalTravel = (positions: readonly Position[]) => Promise<TravelMatrix>

export function findExternalTravel(mode: TravelMode): ExternalTravel | undefined {
  const { SHANGQUAN_VALHALLA_URL: valhalla, SHANGQUAN_OSRM_URL: osrm } = process.env
  if (valhalla) return (positions) => valhallaMatrix(valhalla, mode, positions)
  if (osrm && mode !== 'foot') return (positions) => osrmMatrix(osrm, mode, positions)
  return undefined
}
