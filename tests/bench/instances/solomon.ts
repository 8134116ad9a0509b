/** VRPTW instances in Solomon's text: `NUMBER CAPACITY`, then rows `id x y demand ready due service`; arcs unrounded. */
import type { FleetInstance } from './fleet-model'

export function parseSolomon(name: string, text: string): FleetInstance {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.every(Number.isFinite) && row.length > 1)
  const [vehicles, capacity] = rows.find((row) => row.length === 2) as [number, number]
  const nodes = rows.filter((row) => row.length === 7)
  const x = nodes.map((row) => row[1]!)
  const y = nodes.map((row) => row[2]!)
  return {
    name,
    days: 1,
    vehiclesPerDay: vehicles,
    x,
    y,
    demand: nodes.map((row) => row[3]!),
    windows: nodes.map((row) => [row[4]!, row[5]!]),
    service: nodes.map((row) => row[6]!),
    capacity: [capacity],
    durationMax: [Number.POSITIVE_INFINITY],
    arc: (i, j) => Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!),
  }
}
