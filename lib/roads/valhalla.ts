/**
 * Travel matrices by a Valhalla server.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; whole seconds, whole metres (Valhalla answers in kilometres).
 * Shape   motorcycles are those of 50 km/h at most that stay off motorways, Valhalla's `motor_scooter`.
 * Source  Valhalla's time-distance matrix: `POST /sources_to_targets`.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import type { TravelMatrix } from '@/lib/domain/travel/travel-matrix'
import { type AskLegs, askService, matrixByBlocks, RoutingServiceError } from './matrix-by-blocks'

export function valhallaMatrix(
  url: string,
  mode: TravelMode,
  positions: readonly Position[],
): Promise<TravelMatrix> {
  const address = `${url.replace(/\/$/, '')}/sources_to_targets`
  const ask: AskLegs = async (from, to) => {
    const asked = {
      sources: from.map(toLocation),
      targets: to.map(toLocation),
      costing: COSTINGS[mode],
      units: 'kilometers',
    }
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(asked),
    }
    return legsOf((await askService('valhalla', address, init)) as MatrixAnswer, from.length, to.length)
  }
  return matrixByBlocks('valhalla', mode, positions, ask)
}

const COSTINGS: Readonly<Record<TravelMode, string>> = {
  car: 'auto',
  motorcycle: 'motor_scooter',
  foot: 'pedestrian',
}

function toLocation([lon, lat]: Position) {
  return { lon, lat }
}

type Cell = { readonly time?: number | null; readonly distance?: number | null }
type MatrixAnswer = {
  readonly sources_to_targets?: readonly (readonly Cell[])[]
  readonly error?: string
  readonly error_code?: number
}

function legsOf(
  { sources_to_targets: table, error, error_code }: MatrixAnswer,
  rows: number,
  columns: number,
) {
  if (error !== undefined) throw new RoutingServiceError(`valhalla refuses: ${error_code ?? ''} ${error}`)
  if (table?.length !== rows || table.some((row) => row.length !== columns)) {
    throw new RoutingServiceError(`valhalla does not answer with ${rows} × ${columns} legs`)
  }
  return table.map((row) =>
    row.map(({ time, distance }) =>
      typeof time === 'number' && typeof distance === 'number'
        ? { seconds: time, meters: 1000 * distance }
        : undefined,
    ),
  )
}
