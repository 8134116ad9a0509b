/**
 * A travel matrix from a routing service that answers a limited number of pairs at a time.
 *
 * Units   whole seconds, whole metres.
 * Shape   blocks of 50 × 50, which OSRM (`max-table-size` 100) and Valhalla (`max_matrix_location_pairs` 2,500) allow
 *         as they come. A leg that the service does not know is estimated; a place without any known leg is named in
 *         `estimatedPlaces`; either makes the source `…-mixed`.
 * Errors  RoutingServiceError if the service cannot be reached, refuses, or answers in another form.
 */
import type { Position } from '@/lib/domain/geo/position'
import { estimateLeg, TRAVEL_ESTIMATES } from '@/lib/domain/travel/estimate'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import { isSame, type TravelMatrix } from '@/lib/domain/travel/travel-matrix'

export type RoutingService = 'osrm' | 'valhalla'
export type ServiceLeg = { readonly seconds: number; readonly meters: number } | undefined
/** Rows are the places that legs start from, columns those they lead to. */
export type AskLegs = (from: readonly Position[], to: readonly Position[]) => Promise<readonly ServiceLeg[][]>

const BLOCK = 50
const ANSWER_MS_MAX = 30_000

export async function matrixByBlocks(
  service: RoutingService,
  mode: TravelMode,
  positions: readonly Position[],
  ask: AskLegs,
): Promise<TravelMatrix> {
  const size = positions.length
  const seconds = new Int32Array(size * size)
  const meters = new Int32Array(size * size)
  const isKnown = new Uint8Array(size)
  let estimated = 0
  const starts = Array.from({ length: Math.ceil(size / BLOCK) }, (_, k) => k * BLOCK)
  for (const row of starts) {
    const from = positions.slice(row, row + BLOCK)
    const blocks = await Promise.all(
      starts.map((column) => ask(from, positions.slice(column, column + BLOCK))),
    )
    for (let i = row; i < row + from.length; i++) {
      for (let j = 0; j < size; j++) {
        if (isSame(positions[i]!, positions[j]!)) continue
        const known = blocks[Math.floor(j / BLOCK)]?.[i - row]?.[j % BLOCK]
        if (known) isKnown[i] = isKnown[j] = 1
        else estimated++
        const leg = known ?? estimateLeg(positions[i]!, positions[j]!, TRAVEL_ESTIMATES[mode])
        seconds[i * size + j] = Math.round(leg.seconds)
        meters[i * size + j] = Math.round(leg.meters)
      }
    }
  }
  return {
    size,
    seconds,
    meters,
    source: estimated === 0 ? service : `${service}-mixed`,
    estimatedPlaces: estimated === 0 ? [] : positions.flatMap((_, i) => (isKnown[i] ? [] : [i])),
  }
}

export class RoutingServiceError extends Error {
  override name = 'RoutingServiceError'
}

/** The answer's JSON, whatever its status, since both services explain a refusal in it. */
export async function askService(
  service: RoutingService,
  url: string,
  init: RequestInit = {},
): Promise<unknown> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    return await answer.json()
  } catch (cause) {
    throw new RoutingServiceError(`${service} at ${new URL(url).origin} does not answer`, { cause })
  }
}
