/**
 * Travel matrices by an OSRM server.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; whole seconds, whole metres.
 * Shape   a place that OSRM moves by more than SNAP_MAX_M to its nearest street has no leg.
 * Source  OSRM HTTP API v5, table service: `/table/v1/{profile}/{lng,lat;…}?annotations=duration,distance`.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import { SNAP_MAX_M } from '@/lib/domain/travel/snap'
import type { TravelMatrix } from '@/lib/domain/travel/travel-matrix'
import { type AskLegs, askService, matrixByBlocks, RoutingServiceError } from './matrix-by-blocks'

export function osrmMatrix(
  url: string,
  mode: TravelMode,
  positions: readonly Position[],
): Promise<TravelMatrix> {
  const ask: AskLegs = async (from, to) => {
    const places = [...from, ...to].map(([lng, lat]) => `${lng.toFixed(6)},${lat.toFixed(6)}`)
    const indices = places.map((_, k) => k)
    const query = new URLSearchParams({
      annotations: 'duration,distance',
      sources: indices.slice(0, from.length).join(';'),
      destinations: indices.slice(from.length).join(';'),
    })
    const address = `${url.replace(/\/$/, '')}/table/v1/${PROFILES[mode]}/${places.join(';')}?${query}`
    return legsOf((await askService('osrm', address)) as TableAnswer, from.length, to.length)
  }
  return matrixByBlocks('osrm', mode, positions, ask)
}

/** A server answers by the data that it was started with; the name in the address only tells several apart. */
const PROFILES: Readonly<Record<TravelMode, string>> = {
  car: 'driving',
  motorcycle: 'driving',
  foot: 'foot',
}

type Snapped = readonly ({ readonly distance?: number } | null)[]
type TableAnswer = {
  readonly code?: string
  readonly message?: string
  readonly durations?: readonly (readonly (number | null)[])[]
  readonly distances?: readonly (readonly (number | null)[])[]
  readonly sources?: Snapped
  readonly destinations?: Snapped
}

function legsOf({ code, message, ...answer }: TableAnswer, rows: number, columns: number) {
  if (code !== 'Ok')
    throw new RoutingServiceError(`osrm refuses: ${code ?? 'no code'} ${message ?? ''}`.trim())
  const { durations, distances, sources, destinations } = answer
  const isTable = (table: typeof durations) =>
    table?.length === rows && table.every((row) => row.length === columns)
  if (!isTable(durations) || !isTable(distances)) {
    throw new RoutingServiceError(`osrm does not answer with ${rows} × ${columns} durations and distances`)
  }
  const isAway = (snapped: Snapped | undefined, k: number) => (snapped?.[k]?.distance ?? 0) > SNAP_MAX_M
  return durations!.map((row, i) =>
    row.map((seconds, j) => {
      const meters = distances![i]![j]
      if (seconds === null || typeof meters !== 'number') return undefined
      return isAway(sources, i) || isAway(destinations, j) ? undefined : { seconds, meters }
    }),
  )
}
