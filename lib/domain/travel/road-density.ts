/**
 * How densely built the surroundings of each edge are, by the roads in them.
 *
 * Units   kilometres of drivable road per square kilometre within about 2 km.
 * Shape   one value per edge, that of the 500 m cell in which its middle vertex lies.
 */
import { ACCESS_BITS } from './speeds'

export const ROAD_DENSITY_URBAN = 12
const RADIUS_CELLS = 4
const CELL_M = 500
const METERS_PER_UNIT = 0.0111195 // of latitude, at 1e-7 degrees

type Edges = {
  readonly lengthMm: Int32Array
  readonly shapeStart: Int32Array
  readonly shape: Int32Array
  readonly access: Uint8Array
}

export function roadDensity({ lengthMm, shapeStart, shape, access }: Edges): Float64Array {
  const edges = lengthMm.length
  const columns = new Int32Array(edges)
  const rows = new Int32Array(edges)
  const metersOf = new Map<number, number>()
  const drivable = ACCESS_BITS.car[0] | ACCESS_BITS.car[1]
  for (let e = 0; e < edges; e++) {
    const middle = (shapeStart[e]! + shapeStart[e + 1]!) >> 1
    const row = Math.floor((shape[2 * middle + 1]! * METERS_PER_UNIT) / CELL_M)
    const latitude = ((row + 0.5) * CELL_M) / METERS_PER_UNIT / 1e7
    const shrink = Math.cos((latitude * Math.PI) / 180)
    rows[e] = row
    columns[e] = Math.floor((shape[2 * middle]! * METERS_PER_UNIT * shrink) / CELL_M)
    if ((access[e]! & drivable) === 0) continue
    const cell = cellOf(columns[e]!, row)
    metersOf.set(cell, (metersOf.get(cell) ?? 0) + lengthMm[e]! / 1000)
  }

  const densityOf = new Map<number, number>()
  return Float64Array.from(rows, (row, e) => {
    const cell = cellOf(columns[e]!, row)
    const known = densityOf.get(cell)
    if (known !== undefined) return known
    const density = densityAround(metersOf, columns[e]!, row)
    densityOf.set(cell, density)
    return density
  })
}

function densityAround(metersOf: ReadonlyMap<number, number>, column: number, row: number): number {
  let meters = 0
  let cells = 0
  for (let dy = -RADIUS_CELLS; dy <= RADIUS_CELLS; dy++) {
    for (let dx = -RADIUS_CELLS; dx <= RADIUS_CELLS; dx++) {
      if (dx * dx + dy * dy > RADIUS_CELLS * RADIUS_CELLS) continue
      cells++
      meters += metersOf.get(cellOf(column + dx, row + dy)) ?? 0
    }
  }
  return meters / 1000 / ((cells * CELL_M * CELL_M) / 1e6)
}

function cellOf(column: number, row: number): number {
  return row * 0x100000 + column
}
